// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Data;

/// <summary>Reads binary PGM and PPM pictures.</summary>
/// <remarks>
/// <c>P5</c> or <c>P6</c>, width, height and largest value as text with white space and <c>#</c> comments between, one
/// white space, then the samples. Source: https://netpbm.sourceforge.net/doc/ppm.html.
/// </remarks>
public static class PortableMap
{
    private const int MostSide = 1 << 14;

    /// <summary>Reads a picture.</summary>
    /// <param name="path">Its path, for errors too.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another kind; the message names it.</exception>
    /// <returns>Channels (1 or 3), rows, columns, and samples of shape <c>[channels, rows, columns]</c>.</returns>
    public static (int Channels, int Height, int Width, byte[] Samples) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var channels = bytes.AsSpan().StartsWith("P5"u8) ? 1 : bytes.AsSpan().StartsWith("P6"u8) ? 3 : 0;
        if (channels == 0)
        {
            throw new InvalidDataException($"{path}: is no binary PGM or PPM picture, must start with P5 or P6");
        }

        var place = 2;
        var width = Number(path, bytes, ref place, "width", MostSide);
        var height = Number(path, bytes, ref place, "height", MostSide);
        _ = Number(path, bytes, ref place, "largest value", byte.MaxValue);
        place++;
        var plane = width * height;
        if (bytes.Length - place < channels * plane)
        {
            throw new InvalidDataException(
                $"{path}: ends too early, {bytes.Length - place} of {channels * plane} bytes of samples");
        }

        var samples = new byte[channels * plane];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[(i % channels * plane) + (i / channels)] = bytes[place + i];
        }

        return (channels, height, width, samples);
    }

    private static int Number(string path, byte[] bytes, ref int place, string what, int most)
    {
        while (place < bytes.Length && (char.IsWhiteSpace((char)bytes[place]) || bytes[place] == '#'))
        {
            if (bytes[place] == '#')
            {
                while (place < bytes.Length && bytes[place] != '\n')
                {
                    place++;
                }
            }
            else
            {
                place++;
            }
        }

        var (start, number) = (place, 0);
        for (; place < bytes.Length && char.IsAsciiDigit((char)bytes[place]) && number <= most; place++)
        {
            number = (number * 10) + bytes[place] - '0';
        }

        return place > start && number >= 1 && number <= most
            ? number
            : throw new InvalidDataException($"{path}: has no {what} of 1 to {most} in its header");
    }
}
