// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Data;

/// <summary>Reads the binary files of CIFAR-10.</summary>
/// <remarks>
/// Records of 3073 bytes: the class, then 32×32 red, green and blue values. Source:
/// https://www.cs.toronto.edu/~kriz/cifar.html.
/// </remarks>
public static class CifarReader
{
    private const int Side = 32;
    private const int PictureBytes = 3 * Side * Side;
    private const int Classes = 10;

    /// <summary>Reads a set: <c>data_batch_1.bin</c> to <c>_5</c>, as many as there are, and
    /// <c>test_batch.bin</c>.</summary>
    /// <param name="folder">Their folder.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    /// <returns>Pictures to learn from and to be tested with.</returns>
    public static (Images Train, Images Test) ReadSet(string folder)
    {
        var batches = Enumerable.Range(1, 5).Select(i => Path.Combine(folder, $"data_batch_{i}.bin"))
            .Where(File.Exists).ToList();
        if (batches.Count == 0)
        {
            throw new FileNotFoundException(
                $"{folder}: has no data_batch_1.bin, must be the folder of CIFAR-10's binary files");
        }

        var parts = batches.ConvertAll(Read);
        var train = parts[0] with
        {
            Pixels = [.. parts.SelectMany(part => part.Pixels)],
            Labels = [.. parts.SelectMany(part => part.Labels)],
        };
        return (train, Read(Path.Combine(folder, "test_batch.bin")));
    }

    /// <summary>Reads one file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    /// <returns>Pictures of three channels.</returns>
    public static Images Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (count, rest) = Math.DivRem(bytes.Length, PictureBytes + 1);
        if (count == 0 || rest != 0)
        {
            throw new InvalidDataException(
                $"{path}: {bytes.Length} bytes, must be a multiple of {PictureBytes + 1}, and more than none");
        }

        var (pixels, labels) = (new byte[count * PictureBytes], new byte[count]);
        for (var i = 0; i < count; i++)
        {
            var record = bytes.AsSpan(i * (PictureBytes + 1), PictureBytes + 1);
            labels[i] = record[0] < Classes
                ? record[0]
                : throw new InvalidDataException($"{path}: picture {i} has class {record[0]}, must be 0 to 9");
            record[1..].CopyTo(pixels.AsSpan(i * PictureBytes));
        }

        return new Images(3, Side, Side, pixels, labels);
    }
}
