// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Damages JSON and texts like it.</summary>
internal static class TextDamage
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "255", "256", "65536", "2147483647", "2147483648", "4294967295", "4294967296",
        "1099511627775", "1099511627776", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "18446744073709551615", "18446744073709551616", "1e308", "1e999", "-0", "1.5", "00", "1e0", "0x10",
        "1000000000000000000000000000000000000000",
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "(", ")", "null", "true", "false", "\\u0000", "\\ud800",
            "\\udc00\\ud800", "\\n", "//", "/*", "NaN", "-", "\n", "\r", "\t", " ", "\0", "\u2028", "\ufeff", "{}",
            "[]",
            "\"\":", "\"\\\"", "re:", "re:(", "re:(a*)*b", "auto", "\"__metadata__\":{}", "\"sfp:\":\"{}\",", "99",
            "sfp:", ".data", ".meta", "U8", "F32", "BF16", "F64", "F4", "BOOL", "peak", "fixed", "\"version\":2,",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xc0, 0x80],
        [.. Enumerable.Repeat((byte)'[', 200)], [.. "{\"a\":"u8, .. "{\"a\":"u8],
    ];

    /// <summary>Does one thing to a text.</summary>
    public static byte[] Apply(Draw draw, byte[] text)
    {
        if (text.Length == 0)
        {
            return draw.Of(Tokens);
        }

        var place = draw.Below(text.Length);
        switch (draw.Below(10))
        {
            case 0:
                return ReplaceNumber(draw, text, place, Encoding.ASCII.GetBytes(draw.Of(Numbers)));
            case 1:
                return ReplaceNumber(draw, text, place, Encoding.ASCII.GetBytes($"{draw.Below(1 << draw.Below(20))}"));
            case 2:
                var digit = Array.FindIndex(text, place, letter => char.IsAsciiDigit((char)letter));
                return digit < 0 ? text : Replace(text, digit, digit + 1, [(byte)('0' + draw.Below(10))]);
            case 3:
                return Replace(text, place, place, draw.Of(Tokens));
            case 4:
                return Replace(text, place, place + 1, [(byte)draw.Bits()]);
            case 5:
                return Replace(text, place, Math.Min(text.Length, place + draw.Of(1, 1, 2, 8, 40)), []);
            case 6:
                return Double(text, place);
            case 7:
                var other = draw.Below(text.Length);
                return Replace(text, place, place, text[other..Math.Min(text.Length, other + draw.From(1, 60))]);
            case 8:
                return draw.OneIn(8) ? text[..place] : ReplaceWord(draw, text, place);
            default:
                var flipped = text[..];
                flipped[place] ^= (byte)(1 << draw.Below(8));
                return flipped;
        }
    }

    // A member of an object, up to the comma behind it, twice.
    private static byte[] Double(byte[] text, int place)
    {
        var start = Array.IndexOf(text, (byte)'"', place);
        var end = start < 0 ? -1 : Array.IndexOf(text, (byte)',', start);
        return end < 0 ? text : Replace(text, start, start, text[start..(end + 1)]);
    }

    private static byte[] ReplaceNumber(Draw draw, byte[] text, int place, byte[] number)
    {
        var start = Array.FindIndex(text, place, letter => char.IsAsciiDigit((char)letter));
        if (start < 0)
        {
            return text;
        }

        var end = start;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
        {
            end++;
        }

        return Replace(text, start, end, draw.OneIn(12) ? [(byte)'"', .. number, (byte)'"'] : number);
    }

    // Another token instead of the word or punctuation at a place.
    private static byte[] ReplaceWord(Draw draw, byte[] text, int place)
    {
        var (start, end) = (place, place + 1);
        if (char.IsAsciiLetterOrDigit((char)text[place]))
        {
            while (start > 0 && char.IsAsciiLetterOrDigit((char)text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            {
                end++;
            }
        }

        return Replace(text, start, end, draw.Of(Tokens));
    }

    private static byte[] Replace(byte[] text, int start, int end, byte[] part) =>
        [.. text.AsSpan(0, start), .. part, .. text.AsSpan(end)];
}
