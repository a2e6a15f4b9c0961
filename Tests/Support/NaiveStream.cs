// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests;

/// <summary>A mistake that an implementation of the format could make.</summary>
internal enum Slip
{
    None,
    TiesGoUp,
    TiesGoToOdd,
    TiesWithoutMantissaGoDown,
    NanIsRounded,
    NanIsEmptied,
    OverflowIsInfinite,
    WindowStartsLate,
    WindowEndsEarly,
    WindowEndsLate,
    FlushKeepsMantissa,
    SaturationKeepsMantissa,
    ZeroCountsAsFlushed,
    RoundedZeroIsNotFlushed,
    ZeroLosesItsSign,
    RawOneBitEarly,
    RawOneBitLate,
    PeakRawAboveFiveBits,
    BaseIsNotRenewed,
    BaseIsTheRowBefore,
    ZerosAreNotApart,
    ZerosAreApartWithoutPeak,
    PadsWidenTheRow,
    PadsHoldTheirField,
    SignAboveField,
    HeaderAfterFirstCode,
    FullWordIsFollowedByAnEmptyOne,
}

/// <summary>
/// The stream format once more, from the prose of docs/format.md alone: integers, real numbers and strings of the
/// characters 0 and 1. It shares no code with the golden model, and it can make any one <see cref="Slip"/>.
/// </summary>
internal static class NaiveStream
{
    private const int NanLost = 1;
    private const int Flushed = 2;
    private const int Saturated = 4;
    private const int SignLost = 8;

    /// <summary>A value as the stream keeps it; the sign is 0 where signs are dropped.</summary>
    public readonly record struct Kept(int S, int X, int F);

    /// <summary>Both streams and the flags, in the order of the hardware's flag bits.</summary>
    public sealed record Streams(uint[] Data, uint[] Metadata, int Flags);

    public static Streams Encode(Descriptor descriptor, uint[] values, Slip slip = Slip.None)
    {
        var (lanes, group) = (descriptor.Lanes, descriptor.Lanes * descriptor.Rows);
        var flags = 0;
        var kept = new Kept[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            (kept[i], var raised) = Adapt(descriptor, values[i], slip);
            flags |= raised;
        }

        var metadata = new StringBuilder();
        var strings = Enumerable.Range(0, lanes).Select(_ => new StringBuilder()).ToArray();
        var bases = new int[lanes];
        for (var start = 0; start < kept.Length; start += lanes)
        {
            var row = kept[start..Math.Min(kept.Length, start + lanes)];
            var first = start % group == 0;
            var members = kept[(start / group * group)..Math.Min(kept.Length, (start / group * group) + group)];
            var code = EncodeRow(descriptor, row, first, start == 0, members, bases, strings, slip);
            var header = first && descriptor.Coder == Coder.Peak ? Header(members, slip) : "";
            metadata.Append(slip == Slip.HeaderAfterFirstCode ? code + header : header + code);
        }

        return new Streams(Interleave(strings, descriptor.Word, slip), Words(metadata, 32, slip), flags);
    }

    /// <summary>The values, or null where a reader must refuse the streams.</summary>
    public static uint[]? Decode(Descriptor descriptor, uint[] data, uint[] metadata)
    {
        var (lanes, word) = (descriptor.Lanes, descriptor.Word);
        if (data.Length % lanes != 0 || (word == 16 && data.Any(element => element > 0xffff)))
        {
            return null;
        }

        var rows = (int)((descriptor.Count + lanes - 1) / lanes);
        var codes = new Source(metadata, 32);
        var strings = Enumerable.Range(0, lanes)
            .Select(lane => new Source([.. data.Where((_, i) => i % lanes == lane)], word)).ToArray();
        var values = new uint[descriptor.Count];
        var bases = new int[lanes];
        var (peak, zeros) = (0, 0);
        for (var row = 0; row < rows; row++)
        {
            var first = row % descriptor.Rows == 0;
            if (first && descriptor.Coder == Coder.Peak)
            {
                (peak, zeros) = (codes.Take(8), codes.Take(1));
            }

            var hasCode = descriptor.Coder != Coder.Fixed && !(descriptor.Coder == Coder.Delta && first);
            var code = hasCode ? codes.Take(3) : 7;
            if (code < 7 && !IsCodeOf(descriptor, code))
            {
                return null;
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                var f = strings[lane].Take(descriptor.Mantissa);
                var s = strings[lane].Take(descriptor.Sign ? 1 : 0);
                var field = strings[lane].Take(FieldBits(descriptor, code));
                var index = (row * lanes) + lane;
                if (index < values.Length)
                {
                    var x = DecodeField(descriptor, code, field, bases[lane], peak, zeros);
                    bases[lane] = first ? x : bases[lane];
                    values[index] = Restore(descriptor, new Kept(s, x, f));
                }
                else if (f + s + field != 0)
                {
                    return null;
                }
            }
        }

        return codes.IsDone && strings.All(lane => lane.IsDone) ? values : null;
    }

    /// <summary>Section 2, with the flags that one value raises.</summary>
    public static (Kept Value, int Flags) Adapt(Descriptor descriptor, uint code, Slip slip = Slip.None)
    {
        var (exponentBits, mantissaBits) = Sizes(descriptor);
        var (n, top) = (descriptor.Mantissa, (1 << exponentBits) - 1);
        var s = (int)(code >> (exponentBits + mantissaBits)) & 1;
        var x = (int)(code >> mantissaBits) & top;
        var f = (int)code & ((1 << mantissaBits) - 1);
        var zero = x == 0 && f == 0;
        var flags = 0;

        if (x == top && f != 0 && slip != Slip.NanIsRounded)
        {
            f >>= mantissaBits - n;
            if (f == 0 && n == 0)
            {
                flags |= NanLost;
            }
            else if (f == 0 && slip != Slip.NanIsEmptied)
            {
                f = 1 << (n - 1);
            }
        }
        else if (descriptor.Rounding == Rounding.Nearest && (x != top || slip == Slip.NanIsRounded))
        {
            (x, f) = Nearest(exponentBits, mantissaBits, n, x, f, slip);
        }
        else
        {
            f >>= mantissaBits - n;
        }

        zero = slip == Slip.RoundedZeroIsNotFlushed ? x == 0 && f == 0 : zero;
        if (descriptor.Exponent < exponentBits)
        {
            var low = descriptor.Low + (slip == Slip.WindowStartsLate ? 1 : 0);
            var high = descriptor.Low + (1 << descriptor.Exponent) - 2
                + (slip == Slip.WindowEndsEarly ? -1 : slip == Slip.WindowEndsLate ? 1 : 0);
            if (x < low)
            {
                flags |= zero && slip != Slip.ZeroCountsAsFlushed ? 0 : Flushed;
                (x, f) = (0, slip == Slip.FlushKeepsMantissa ? f : 0);
            }
            else if (x <= high)
            {
                x = (x - descriptor.Low + 1) & ((1 << descriptor.Exponent) - 1);
            }
            else
            {
                flags |= Saturated;
                (x, f) = ((1 << descriptor.Exponent) - 1, slip == Slip.SaturationKeepsMantissa ? f : (1 << n) - 1);
            }
        }

        if (!descriptor.Sign)
        {
            flags |= s == 1 && (x != 0 || f != 0 || slip == Slip.ZeroLosesItsSign) ? SignLost : 0;
            s = 0;
        }

        return (new Kept(s, x, f), flags);
    }

    /// <summary>The container value that kept bits stand for.</summary>
    public static uint Restore(Descriptor descriptor, Kept kept)
    {
        var (exponentBits, mantissaBits) = Sizes(descriptor);
        var x = descriptor.Exponent == exponentBits || kept.X == 0 ? kept.X : kept.X + descriptor.Low - 1;
        return ((uint)kept.S << (exponentBits + mantissaBits)) + ((uint)x << mantissaBits)
            + ((uint)kept.F << (mantissaBits - descriptor.Mantissa));
    }

    // The nearer of the two numbers of n mantissa bits around the value, compared as real numbers: both distances
    // are exact in double.
    private static (int X, int F) Nearest(int exponentBits, int mantissaBits, int n, int x, int f, Slip slip)
    {
        var below = (X: x, F: f >> (mantissaBits - n));
        var above = below.F + 1 == 1 << n ? (X: x + 1, F: 0) : (X: x, F: below.F + 1);
        var value = Real(x, f, mantissaBits);
        var toBelow = value - Real(below.X, below.F, n);
        var toAbove = Real(above.X, above.F, n) - value;
        var belowIsEven = n == 0
            ? below.X % 2 == 0 || slip == Slip.TiesWithoutMantissaGoDown
            : below.F % 2 == 0;
        var tieGoesUp = slip switch
        {
            Slip.TiesGoUp => true,
            Slip.TiesGoToOdd => belowIsEven,
            _ => !belowIsEven,
        };
        var nearest = toBelow == 0 || toBelow < toAbove || (toBelow == toAbove && !tieGoesUp) ? below : above;
        var infinity = (1 << exponentBits) - 1;
        return nearest.X == infinity && x < infinity && slip != Slip.OverflowIsInfinite
            ? (infinity - 1, (1 << n) - 1)
            : (nearest.X & infinity, nearest.F);

        double Real(int biased, int mantissa, int bits)
        {
            var fraction = Math.ScaleB(mantissa, -bits) + (biased == 0 ? 0 : 1);
            return Math.ScaleB(fraction, Math.Max(biased, 1) - ((1 << (exponentBits - 1)) - 1));
        }
    }

    private static string EncodeRow(
        Descriptor descriptor,
        Kept[] row,
        bool first,
        bool start,
        Kept[] members,
        int[] bases,
        StringBuilder[] strings,
        Slip slip)
    {
        var exponents = row.Select(kept => kept.X).ToList();
        if (slip == Slip.PadsWidenTheRow)
        {
            exponents.AddRange(Enumerable.Repeat(0, descriptor.Lanes - row.Length));
        }

        if (first && (slip != Slip.BaseIsNotRenewed || start))
        {
            exponents.CopyTo(0, bases, 0, Math.Min(exponents.Count, bases.Length));
        }

        var (peak, zeros) = Peak(members, slip);
        var distances = exponents.Select((x, lane) => descriptor.Coder switch
        {
            Coder.Delta => x - bases[lane],
            Coder.Bias => x - descriptor.Bias,
            Coder.Peak => zeros == 1 && x == 0 ? 0 : peak - x + zeros,
            _ => 0,
        }).ToArray();
        var hasCode = descriptor.Coder != Coder.Fixed && !(descriptor.Coder == Coder.Delta && first);
        var k = Bits(distances.Select(Math.Abs).Max());
        var code = hasCode && IsCodeOf(descriptor, k, slip) ? k : 7;
        var width = FieldBits(descriptor, code);
        for (var lane = 0; lane < strings.Length; lane++)
        {
            if (lane >= row.Length)
            {
                var pad = slip == Slip.PadsHoldTheirField ? (1 << width) - 1 : 0;
                strings[lane].Append('0', descriptor.Mantissa + (descriptor.Sign ? 1 : 0)).Append(Digits(pad, width));
                continue;
            }

            var d = distances[lane];
            var field = code == 7 ? row[lane].X : Math.Abs(d) + (d < 0 ? 1 << k : 0);
            var sign = Digits(row[lane].S, descriptor.Sign ? 1 : 0);
            var coded = Digits(field, width);
            strings[lane].Append(Digits(row[lane].F, descriptor.Mantissa))
                .Append(slip == Slip.SignAboveField ? coded + sign : sign + coded);
        }

        if (slip == Slip.BaseIsTheRowBefore)
        {
            exponents.CopyTo(0, bases, 0, Math.Min(exponents.Count, bases.Length));
        }

        return hasCode ? Digits(code, 3) : "";
    }

    private static int DecodeField(Descriptor descriptor, int code, int field, int laneBase, int peak, int zeros)
    {
        if (code == 7)
        {
            return field;
        }

        var size = 1 << descriptor.Exponent;
        if (descriptor.Coder == Coder.Peak)
        {
            return zeros == 1 && field == 0 ? 0 : Modulo(peak + zeros - field, size);
        }

        var magnitude = field % (1 << code);
        var d = field >= 1 << code ? -magnitude : magnitude;
        return Modulo((descriptor.Coder == Coder.Delta ? laneBase : descriptor.Bias) + d, size);
    }

    private static string Header(Kept[] members, Slip slip)
    {
        var (peak, zeros) = Peak(members, slip);
        return Digits(peak, 8) + Digits(zeros, 1);
    }

    private static (int Peak, int Zeros) Peak(Kept[] members, Slip slip)
    {
        var peak = members.Max(kept => kept.X);
        var apart = members.Any(kept => kept.X == 0) && slip != Slip.ZerosAreNotApart
            && (peak > 0 || slip == Slip.ZerosAreApartWithoutPeak);
        return (peak, apart ? 1 : 0);
    }

    private static bool IsCodeOf(Descriptor descriptor, int k, Slip slip = Slip.None)
    {
        var e = descriptor.Exponent + (slip == Slip.RawOneBitEarly ? -1 : slip == Slip.RawOneBitLate ? 1 : 0);
        return descriptor.Coder == Coder.Peak
            ? k <= (slip == Slip.PeakRawAboveFiveBits ? 5 : 6) && k < e
            : k == 0 || (k + 1 < e && k < 7);
    }

    private static int FieldBits(Descriptor descriptor, int code) =>
        code == 7 ? descriptor.Exponent
        : code == 0 || descriptor.Coder == Coder.Peak ? code
        : code + 1;

    private static uint[] Interleave(StringBuilder[] strings, int word, Slip slip)
    {
        var lanes = strings.Select(lane => Words(lane, word, slip)).ToArray();
        return [.. Enumerable.Range(0, lanes[0].Length).SelectMany(index => lanes.Select(lane => lane[index]))];
    }

    private static uint[] Words(StringBuilder bits, int word, Slip slip)
    {
        if (slip == Slip.FullWordIsFollowedByAnEmptyOne && bits.Length % word == 0)
        {
            bits.Append('0', word);
        }

        var text = bits.ToString();
        return [.. text.Chunk(word).Select(digits => Convert.ToUInt32(new string([.. digits.Reverse()]), 2))];
    }

    private static string Digits(int value, int count) =>
        count == 0 ? "" : new string([.. Convert.ToString(value, 2).PadLeft(count, '0').Reverse()])[..count];

    private static int Bits(int value) => value == 0 ? 0 : Convert.ToString(value, 2).Length;

    private static int Modulo(int value, int size) => ((value % size) + size) % size;

    private static (int ExponentBits, int MantissaBits) Sizes(Descriptor descriptor) => descriptor.Container.Name switch
    {
        "fp32" => (8, 23),
        "bf16" => (8, 7),
        _ => (5, 10),
    };

    // A bit string read from its start; bits past its end read as 0, and the string is then not done.
    private sealed class Source(uint[] words, int word)
    {
        private readonly string _bits =
            string.Concat(
                words.Select(value => new string([.. Convert.ToString(value, 2).PadLeft(word, '0').Reverse()])));

        private int _taken;

        public bool IsDone =>
            _taken <= _bits.Length && _bits.Length - _taken < word && !_bits[_taken..].Contains(
                '1', StringComparison.Ordinal);

        public int Take(int count)
        {
            var value = 0;
            for (var i = 0; i < count; i++, _taken++)
            {
                value += _taken < _bits.Length && _bits[_taken] == '1' ? 1 << i : 0;
            }

            return value;
        }
    }
}
