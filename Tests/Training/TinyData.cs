// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Rtlgen.Tests.GoldenModel.Files;

namespace Rtlgen.Tests.Training;

/// <summary>Small data sets that can be learned in seconds.</summary>
internal static class TinyData
{
    /// <summary>Writes a set in MNIST's form: a class is where the bright square is.</summary>
    public static string WriteMnist(TemporaryFolder folder, string name, int train = 512, int test = 128)
    {
        var home = Directory.CreateDirectory(folder[name]).FullName;
        foreach (var (part, count) in (ReadOnlySpan<(string, int)>)[("train", train), ("t10k", test)])
        {
            var random = Properties.Random(part);
            var (pixels, labels) = (new byte[count * 784], new byte[count]);
            random.NextBytes(pixels);
            for (var i = 0; i < count; i++)
            {
                labels[i] = (byte)(i % 10);
                for (var j = 0; j < 64; j++)
                {
                    var (y, x) = ((j / 8) + (labels[i] / 5 * 14), (j % 8) + (labels[i] % 5 * 5));
                    pixels[(i * 784) + (y * 28) + x] = 255;
                }

                for (var j = 0; j < 784; j++)
                {
                    pixels[(i * 784) + j] /= (byte)(pixels[(i * 784) + j] == 255 ? 1 : 3);
                }
            }

            File.WriteAllBytes(Path.Combine(home, $"{part}-images-idx3-ubyte"), Idx(pixels, count, 28, 28));
            File.WriteAllBytes(Path.Combine(home, $"{part}-labels-idx1-ubyte"), Idx(labels, count));
        }

        return home;
    }

    /// <summary>Writes a text that repeats itself.</summary>
    public static string WriteText(TemporaryFolder folder, string name) =>
        folder.Write(name, string.Concat(Enumerable.Repeat("the quick brown fox jumps over the lazy dog. ", 200)));

    /// <summary>An IDX file of unsigned bytes.</summary>
    public static byte[] Idx(byte[] elements, params int[] shape)
    {
        var file = new byte[4 + (4 * shape.Length) + elements.Length];
        (file[2], file[3]) = (8, (byte)shape.Length);
        for (var i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        }

        elements.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }
}
