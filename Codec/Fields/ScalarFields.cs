// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Exponents to fields and back, value by value: any number of lanes, groups that are not full.</summary>
/// <remarks>docs/format.md section 4.</remarks>
internal static unsafe class ScalarFields
{
    /// <summary>Codes groups.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="exponents">x of each value.</param>
    /// <param name="values">How many values: whole groups and then one that may be short.</param>
    /// <param name="fields">Receives the field of each value; those of pads are 0.</param>
    /// <param name="widths">Receives n + s + w of each row.</param>
    /// <param name="metadata">Receives headers and row codes.</param>
    public static void Encode<TCoder>(
        FieldPlan plan, byte* exponents, int values, byte* fields, byte* widths, ref BitSink metadata)
        where TCoder : struct, ICoder
    {
        var (lanes, group) = (plan.Descriptor.Lanes, plan.Descriptor.GroupValues);
        for (var start = 0; start < values; start += group)
        {
            var header = 0;
            if (TCoder.Coder == Coder.Peak)
            {
                header = Header(new ReadOnlySpan<byte>(exponents + start, Math.Min(group, values - start)));
                metadata.Append((ulong)header, GeckoRule.HeaderBits);
            }

            var end = Math.Min(values, start + group);
            for (var row = start; row < end; row += lanes)
            {
                var count = Math.Min(lanes, end - row);
                var coded = TCoder.Coder != Coder.Delta || row > start;
                var bases = exponents + start;
                var x = exponents + row;
                var code = coded ? Code<TCoder>(plan, bases, x, count, header) : GeckoRule.RawCode;
                EncodeRow<TCoder>(plan, bases, x, count, header, plan.Signs[code], fields + row);
                new Span<byte>(fields + row + count, lanes - count).Clear();
                *widths++ = plan.Widths[code];
                if (coded)
                {
                    metadata.Append((ulong)code, GeckoRule.CodeBits);
                }
            }
        }
    }

    /// <summary>Exponents from fields.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="fields">The field of each value; bits above its w may be anything.</param>
    /// <param name="masks">2^k − 1 of each row; ones in raw rows.</param>
    /// <param name="headers">p + 256·z of each group (<c>peak</c> only).</param>
    /// <param name="values">How many values: whole groups and then one that may be short.</param>
    /// <param name="exponents">Receives x of each value.</param>
    public static void Decode<TCoder>(
        FieldPlan plan, byte* fields, uint* masks, ushort* headers, int values, byte* exponents)
        where TCoder : struct, ICoder
    {
        var (lanes, group) = (plan.Descriptor.Lanes, plan.Descriptor.GroupValues);
        for (var start = 0; start < values; start += group)
        {
            var header = TCoder.Coder == Coder.Peak ? *headers++ : 0;
            var end = Math.Min(values, start + group);
            for (var row = start; row < end; row += lanes)
            {
                var sign = (byte)(*masks++ + 1);
                for (var lane = 0; lane < Math.Min(lanes, end - row); lane++)
                {
                    var reference = Reference<TCoder>(plan, exponents + start, lane, header);
                    var x = Exponent<TCoder>(fields[row + lane], sign, reference, header);
                    exponents[row + lane] = (byte)(x & plan.ExponentMask);
                }
            }
        }
    }

    private static int Header(ReadOnlySpan<byte> group)
    {
        var (largest, hasZero) = (0, false);
        foreach (var exponent in group)
        {
            largest = Math.Max(largest, exponent);
            hasZero |= exponent == 0;
        }

        return largest | (hasZero && largest > 0 ? 1 << 8 : 0);
    }

    private static int Code<TCoder>(FieldPlan plan, byte* bases, byte* exponents, int values, int header)
        where TCoder : struct, ICoder
    {
        var magnitudes = 0u;
        for (var lane = 0; lane < values; lane++)
        {
            magnitudes |= (uint)Math.Abs(Distance<TCoder>(plan, bases, exponents[lane], lane, header));
        }

        return plan.Codes[32 - BitOperations.LeadingZeroCount(magnitudes)];
    }

    private static void EncodeRow<TCoder>(
        FieldPlan plan, byte* bases, byte* exponents, int values, int header, byte sign, byte* fields)
        where TCoder : struct, ICoder
    {
        for (var lane = 0; lane < values; lane++)
        {
            var distance = Distance<TCoder>(plan, bases, exponents[lane], lane, header);
            var coded = Math.Abs(distance) | (distance < 0 ? sign : 0);
            fields[lane] = sign == 0 ? exponents[lane] : (byte)coded;
        }
    }

    // d, or v for peak.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Distance<TCoder>(FieldPlan plan, byte* bases, byte exponent, int lane, int header)
        where TCoder : struct, ICoder
    {
        var reference = Reference<TCoder>(plan, bases, lane, header);
        return TCoder.Coder != Coder.Peak ? exponent - reference
            : exponent == 0 && header >> 8 != 0 ? 0
            : reference - exponent;
    }

    // The lane's base, β, or p + z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Reference<TCoder>(FieldPlan plan, byte* bases, int lane, int header)
        where TCoder : struct, ICoder =>
        TCoder.Coder switch
        {
            Coder.Delta => bases[lane],
            Coder.Peak => (byte)header + (header >> 8),
            _ => plan.Descriptor.Bias,
        };

    // x modulo 256.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Exponent<TCoder>(byte field, byte sign, int reference, int header)
        where TCoder : struct, ICoder
    {
        var magnitude = field & (byte)(sign - 1);
        if (sign == 0)
        {
            return magnitude;
        }

        if (TCoder.Coder == Coder.Peak)
        {
            return magnitude == 0 && header >> 8 != 0 ? 0 : reference - magnitude;
        }

        return (field & sign) != 0 ? reference - magnitude : reference + magnitude;
    }
}
