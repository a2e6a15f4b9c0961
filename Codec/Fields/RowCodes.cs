// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Reads headers and row codes of metadata that was checked before.</summary>
/// <remarks>docs/format.md sections 4 and 5.</remarks>
internal static unsafe class RowCodes
{
    private const int CodesAtOnce = BitSource.Window / GeckoRule.CodeBits;

    /// <summary>Reads groups.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="metadata">The metadata, at the first group's header or row code.</param>
    /// <param name="rows">How many rows: whole groups and then one that may be short.</param>
    /// <param name="widths">Receives n + s + w of each row.</param>
    /// <param name="signs">Receives 2^k for each value, 0 in raw rows; up to 7 more bytes are written.</param>
    /// <param name="headers">Receives p + 256·z of each group (<c>peak</c> only).</param>
    /// <returns>Bits of these rows in each lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read<TCoder>(
        FieldPlan plan, ref BitSource metadata, int rows, byte* widths, byte* signs, ushort* headers)
        where TCoder : struct, ICoder
    {
        var (lanes, groupRows) = (plan.Descriptor.Lanes, plan.Descriptor.Rows);
        var source = metadata;
        var bits = 0;
        for (var first = 0; first < rows; first += groupRows)
        {
            var row = first;
            var end = Math.Min(rows, first + groupRows);
            if (TCoder.Coder == Coder.Peak)
            {
                *headers++ = (ushort)source.Read(GeckoRule.HeaderBits);
            }

            var raw = TCoder.Coder == Coder.Fixed ? end - first : TCoder.Coder == Coder.Delta ? 1 : 0;
            for (; row < first + raw; row++, signs += lanes)
            {
                bits += widths[row] = plan.Raw.Width;
                Spread(0, signs, lanes);
            }

            while (row < end)
            {
                var count = Math.Min(end - row, CodesAtOnce);
                var codes = source.Read(count * GeckoRule.CodeBits);
                for (var stop = row + count; row < stop; row++, codes >>= GeckoRule.CodeBits, signs += lanes)
                {
                    var layout = plan.OfCode(codes);
                    bits += widths[row] = layout.Width;
                    Spread(layout.Sign, signs, lanes);
                }
            }
        }

        metadata = source;
        return bits;
    }

    // Eight lanes at once; what is written beyond the row's end is the next row's, and written after this.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(byte sign, byte* signs, int lanes)
    {
        const ulong everyByte = 0x0101_0101_0101_0101;
        for (var lane = 0; lane < lanes; lane += sizeof(ulong))
        {
            Unsafe.WriteUnaligned(signs + lane, sign * everyByte);
        }
    }
}
