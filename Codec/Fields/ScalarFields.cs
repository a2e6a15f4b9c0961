// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
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
            var peak = 0;
            if (TCoder.Coder == Coder.Peak)
            {
                peak = Header(new ReadOnlySpan<byte>(exponents + start, Math.Min(group, values - start)));
                metadata.Append((ulong)peak, GeckoRule.HeaderBits);
            }

            var end = Math.Min(values, start + group);
            for (var row = start; row < end; row += lanes)
            {
                var layout = EncodeRow<TCoder>(
                    plan, exponents + start, exponents + row, Math.Min(lanes, end - row), row == start, peak, fields + row);
                new Span<byte>(fields + end, Math.Max(0, row + lanes - end)).Clear();
                *widths++ = layout.Width;
                if (row == start ? plan.FirstRowCoded : plan.HasCodes)
                {
                    metadata.Append(layout.Code, GeckoRule.CodeBits);
                }
            }
        }
    }

    /// <summary>Exponents from fields.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="fields">The field of each value; bits above its w may be anything.</param>
    /// <param name="signs">2^k of each value's row; 0 in raw rows.</param>
    /// <param name="headers">p + 256·z of each group (<c>peak</c> only).</param>
    /// <param name="values">How many values: whole groups and then one that may be short.</param>
    /// <param name="exponents">Receives x of each value.</param>
    public static void Decode<TCoder>(
        FieldPlan plan, byte* fields, byte* signs, ushort* headers, int values, byte* exponents)
        where TCoder : struct, ICoder
    {
        var (lanes, group) = (plan.Descriptor.Lanes, plan.Descriptor.GroupValues);
        for (var i = 0; i < values; i++)
        {
            var (place, sign) = (i % group, signs[i]);
            var magnitude = fields[i] & (byte)(sign - 1);
            var reference = TCoder.Coder switch
            {
                Coder.Delta => exponents[i - place + (place % lanes)],
                Coder.Peak => headers[i / group] + (headers[i / group] >> 8),
                _ => plan.Descriptor.Bias,
            };
            var zero = TCoder.Coder == Coder.Peak && magnitude == 0 && headers[i / group] >> 8 != 0;
            var negative = TCoder.Coder == Coder.Peak || (fields[i] & sign) != 0;
            var coded = zero ? 0 : negative ? reference - magnitude : reference + magnitude;
            exponents[i] = (byte)((sign == 0 ? magnitude : coded) & plan.ExponentMask);
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

    private static RowLayout EncodeRow<TCoder>(
        FieldPlan plan, byte* bases, byte* exponents, int values, bool first, int header, byte* fields)
        where TCoder : struct, ICoder
    {
        var (peak, zeros) = (header & byte.MaxValue, header >> 8);
        var magnitudes = 0u;
        for (var lane = 0; lane < values; lane++)
        {
            var x = exponents[lane];
            var distance = TCoder.Coder switch
            {
                Coder.Delta => x - bases[lane],
                Coder.Peak => x == 0 && zeros != 0 ? 0 : peak - x + zeros,
                _ => x - plan.Descriptor.Bias,
            };
            magnitudes |= (uint)Math.Abs(distance);
        }

        var isRaw = TCoder.Coder == Coder.Fixed || (TCoder.Coder == Coder.Delta && first);
        var layout = isRaw
            ? plan.Raw
            : plan.OfMagnitudes((byte)((1 << (32 - BitOperations.LeadingZeroCount(magnitudes))) - 1));
        for (var lane = 0; lane < values; lane++)
        {
            var x = exponents[lane];
            var distance = TCoder.Coder switch
            {
                Coder.Delta => x - bases[lane],
                Coder.Peak => x == 0 && zeros != 0 ? 0 : peak - x + zeros,
                _ => x - plan.Descriptor.Bias,
            };
            fields[lane] = (byte)(layout.Sign == 0 ? x : Math.Abs(distance) | (distance < 0 ? layout.Sign : 0));
        }

        return layout;
    }
}
