// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Reads headers and row codes of metadata that was checked before.</summary>
/// <remarks>docs/format.md sections 4 and 5.</remarks>
internal static unsafe class RowCodes
{
    /// <summary>Reads groups.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="metadata">The metadata, at the first group's header or row code.</param>
    /// <param name="rows">How many rows: whole groups and then one that may be short.</param>
    /// <param name="widths">Receives n + s + w of each row; up to 7 more bytes are written.</param>
    /// <param name="masks">Receives 2^k − 1 for each row, ones in raw rows; up to 7 more elements are written.</param>
    /// <param name="headers">Receives p + 256·z of each group (<c>peak</c> only).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<TCoder>(
        FieldPlan plan, ref BitSource metadata, int rows, byte* widths, uint* masks, ushort* headers)
        where TCoder : struct, ICoder
    {
        var (widthOf, signOf) = (Vector128.Create(plan.Widths), Vector128.Create(plan.Signs));
        var (groupRows, rawWidth) = (plan.Descriptor.Rows, plan.RawWidth);
        var source = metadata;
        var row = 0;
        if (plan.Vectors is { } vectors)
        {
            row = ReadVectors<TCoder>(plan, vectors, ref source, rows, widths, masks, headers);
            headers += row / groupRows;
        }

        while (row < rows)
        {
            var end = Math.Min(rows, row + groupRows);
            if (TCoder.Coder == Coder.Peak)
            {
                *headers++ = (ushort)source.Read(GeckoRule.HeaderBits);
            }

            if (TCoder.Coder == Coder.Delta)
            {
                widths[row] = rawWidth;
                masks[row++] = uint.MaxValue;
            }

            for (; row < end; row += CodeBytes.Count)
            {
                var count = Math.Min(end - row, CodeBytes.Count);
                var codes = CodeBytes.Spread(source.Read(count * GeckoRule.CodeBits));
                Unsafe.WriteUnaligned(widths + row, CodeBytes.LookUp(widthOf, codes));
                var signs = Vector128.CreateScalar(CodeBytes.LookUp(signOf, codes)).AsByte();
                (EightLanes.Widen(signs) - Vector256<uint>.One).Store(masks + row);
            }

            row = end;
        }

        metadata = source;
    }

    private static int ReadVectors<TCoder>(
        FieldPlan plan,
        CodeVectors vectors,
        ref BitSource metadata,
        int rows,
        byte* widths,
        uint* masks,
        ushort* headers)
        where TCoder : struct, ICoder
    {
        var row = 0;
        var (widthOf, signOf) = (CodeVectors.Table(plan.Widths), CodeVectors.Table(plan.Signs));
        for (; row + CodeVectors.Rows <= rows; row += CodeVectors.Rows)
        {
            if (!metadata.TryTakeBytes(vectors.GroupBits, Vector512<byte>.Count, out var next))
            {
                break;
            }

            var groups = vectors.Load(next);
            var codes = vectors.Codes(groups);
            CodeVectors.LookUp(widthOf, codes).Store(widths + row);
            var signs = CodeVectors.LookUp(signOf, codes);
            StoreMasks(signs.GetLower().GetLower(), masks + row);
            StoreMasks(signs.GetLower().GetUpper(), masks + row + 16);
            StoreMasks(signs.GetUpper().GetLower(), masks + row + 32);
            StoreMasks(signs.GetUpper().GetUpper(), masks + row + 48);
            if (TCoder.Coder == Coder.Peak)
            {
                vectors.Headers(groups).Store(headers);
                headers += CodeVectors.Groups;
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreMasks(Vector128<byte> signs, uint* masks) =>
        (ValueVector.Widen(signs) - Vector512<uint>.One).Store(masks);

    /// <inheritdoc cref="Read"/>
    /// <summary>The same for <c>fixed</c>, where there is nothing to read.</summary>
    public static void Raw(
        FieldPlan plan, ref BitSource metadata, int rows, byte* widths, uint* masks, ushort* headers) =>
        Unsafe.InitBlockUnaligned(widths, plan.RawWidth, (uint)rows);
}
