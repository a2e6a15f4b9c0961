// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;

namespace Rtlgen.Training.Data;

/// <summary>Reads the IDX files of MNIST and Fashion-MNIST, compressed with gzip or not.</summary>
/// <remarks>
/// A big-endian header: two zero bytes, the element type (8 for unsigned bytes), the number of dimensions, each
/// dimension in 32 bits; then the elements. Source: http://yann.lecun.com/exdb/mnist/.
/// </remarks>
public static class IdxReader
{
    private const byte UnsignedByte = 8;
    private const int MostElements = 1 << 30;

    /// <summary>Reads the pictures and labels of one part of a set.</summary>
    /// <param name="folder">A folder with the four usual files.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c>.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    /// <returns>Pictures of one channel.</returns>
    public static Images ReadPart(string folder, string part)
    {
        var (pixels, shape, path) = Read(folder, $"{part}-images-idx3-ubyte", 3);
        var (labels, count, labelPath) = Read(folder, $"{part}-labels-idx1-ubyte", 1);
        return count[0] == shape[0]
            ? new Images(1, shape[1], shape[2], pixels, labels)
            : throw new InvalidDataException($"{labelPath}: {count[0]} labels, but {path} has {shape[0]} pictures");
    }

    /// <summary>Reads a file's elements.</summary>
    /// <param name="path">Path; a name that ends in <c>.gz</c> is decompressed.</param>
    /// <param name="dimensions">How many dimensions it must have.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <returns>The elements, row-major, and the dimensions.</returns>
    public static (byte[] Elements, int[] Shape) Read(string path, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        try
        {
            var header = new byte[4 + (4 * dimensions)];
            stream.ReadExactly(header, 0, 4);
            if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || header[3] != dimensions)
            {
                throw new InvalidDataException(
                    $"{path}: starts with {Convert.ToHexString(header, 0, 4)}, must be 000008{dimensions:x2}: "
                    + $"an IDX file of unsigned bytes in {dimensions} dimensions");
            }

            stream.ReadExactly(header, 4, 4 * dimensions);
            var shape = new int[dimensions];
            var elements = 1L;
            for (var i = 0; i < dimensions; i++)
            {
                shape[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * i)));
                elements = shape[i] < 1 || elements > MostElements ? -1 : elements * shape[i];
                if (elements is < 0 or > MostElements)
                {
                    throw new InvalidDataException($"{path}: dimension {i + 1} is {shape[i]}, out of range");
                }
            }

            var bytes = new byte[elements];
            stream.ReadExactly(bytes);
            return stream.ReadByte() < 0
                ? (bytes, shape)
                : throw new InvalidDataException($"{path}: more than the {elements} bytes that its header announces");
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"{path}: ends too early", exception);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private static (byte[] Elements, int[] Shape, string Path) Read(string folder, string name, int dimensions)
    {
        var plain = Path.Combine(folder, name);
        var path = File.Exists(plain) ? plain : $"{plain}.gz";
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{folder}: has neither {name} nor {name}.gz");
        }

        var (elements, shape) = Read(path, dimensions);
        return (elements, shape, path);
    }
}
