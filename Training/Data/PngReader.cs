// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;

namespace Rtlgen.Training.Data;

/// <summary>Reads PNG pictures of 8 bits a channel that are not interlaced: grey, colour, palette, with or without
/// transparency, which is dropped.</summary>
/// <remarks>W3C, "Portable Network Graphics", https://www.w3.org/TR/png-3/, sections 5, 9 and 11. Check sums are not
/// compared.</remarks>
public static class PngReader
{
    private const int MostSide = 1 << 14;
    private const int HeaderBytes = 13;

    /// <summary>Reads a picture.</summary>
    /// <param name="path">Its path, for errors too.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another kind; the message names it.</exception>
    /// <returns>Channels (1 or 3), rows, columns, and samples of shape <c>[channels, rows, columns]</c>.</returns>
    public static (int Channels, int Height, int Width, byte[] Samples) Read(string path)
    {
        try
        {
            var (header, palette, data) = Chunks(path, File.ReadAllBytes(path));
            var width = BinaryPrimitives.ReadInt32BigEndian(header);
            var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
            var (depth, colour, interlace) = (header[8], header[9], header[12]);
            var bytes = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
            if (width is < 1 or > MostSide || height is < 1 or > MostSide || depth != 8 || bytes == 0 || interlace != 0)
            {
                throw new InvalidDataException(
                    $"{path}: must be a PNG of 8 bits a channel, not interlaced, of at most {MostSide} rows or columns");
            }

            var rows = Unfilter(path, data, (height, width * bytes, bytes));
            return Plane(path, rows, (width, height, bytes), colour == 3 ? palette : null);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"{path}: ends too early", exception);
        }
    }

    private static (byte[] Header, byte[] Palette, MemoryStream Data) Chunks(string path, byte[] file)
    {
        if (!file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))
        {
            throw new InvalidDataException($"{path}: is no PNG picture");
        }

        byte[]? header = null;
        byte[] palette = [];
        var data = new MemoryStream();
        var place = 8;
        while (true)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(place));
            var type = file.AsSpan(place + 4, 4);
            var content = file.AsSpan(place + 8, length);
            if (type.SequenceEqual("IEND"u8))
            {
                data.Position = 0;
                return header is { Length: HeaderBytes }
                    ? (header, palette, data)
                    : throw new InvalidDataException($"{path}: has no header");
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                header = content.ToArray();
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = content.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }

            place += length + 12;
        }
    }

    // Each row begins with the number of its filter; a byte is a difference from its neighbours left and above.
    private static byte[] Unfilter(string path, MemoryStream data, (int Rows, int Bytes, int Pixel) shape)
    {
        var (height, width, pixel) = shape;
        var rows = new byte[height * width];
        using var stream = new ZLibStream(data, CompressionMode.Decompress);
        for (var y = 0; y < height; y++)
        {
            var filter = stream.ReadByte();
            var row = rows.AsSpan(y * width, width);
            var above = y == 0 ? new byte[width] : rows.AsSpan((y - 1) * width, width);
            stream.ReadExactly(row);
            for (var x = 0; x < width; x++)
            {
                var left = x < pixel ? 0 : row[x - pixel];
                var corner = x < pixel ? 0 : above[x - pixel];
                row[x] += filter switch
                {
                    0 => 0,
                    1 => (byte)left,
                    2 => above[x],
                    3 => (byte)((left + above[x]) / 2),
                    4 => (byte)Paeth(left, above[x], corner),
                    _ => throw new InvalidDataException($"{path}: row {y} has filter {filter}, must be 0 to 4"),
                };
            }
        }

        return rows;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static (int Channels, int Height, int Width, byte[] Samples) Plane(
        string path, byte[] rows, (int Width, int Height, int Bytes) shape, byte[]? palette)
    {
        var (width, height, bytes) = shape;
        var channels = bytes >= 3 || palette is not null ? 3 : 1;
        var plane = width * height;
        var samples = new byte[channels * plane];
        for (var i = 0; i < plane; i++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var place = palette is null ? (i * bytes) + channel : (rows[i] * 3) + channel;
                var source = palette ?? rows;
                samples[(channel * plane) + i] = place < source.Length
                    ? source[place]
                    : throw new InvalidDataException($"{path}: has colour {rows[i]}, which its palette lacks");
            }
        }

        return (channels, height, width, samples);
    }
}
