// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Groups;

/// <summary>Lane words of whole groups of 8 or 16 lanes straight to values: rows, fields and values in one loop.</summary>
/// <remarks>
/// docs/format.md sections 2, 4 and 5. Values stay in one register from their words to their place: as many rows as it has
/// room for.
/// </remarks>
internal static unsafe class GroupDecoder
{
    /// <summary>Decodes groups.</summary>
    /// <typeparam name="TCoder">The exponent coder.</typeparam>
    /// <typeparam name="TLayout">The container.</typeparam>
    /// <typeparam name="TJoiner">How values are put together.</typeparam>
    /// <typeparam name="TShape">The lanes and words.</typeparam>
    /// <typeparam name="TElements">The words.</typeparam>
    /// <typeparam name="T">A word.</typeparam>
    /// <param name="fields">The coder's tables.</param>
    /// <param name="adapt">How values were adapted.</param>
    /// <param name="source">The memory row of the first bit; readable up to the one after the last bit's.</param>
    /// <param name="places">Where the rows are.</param>
    /// <param name="masks">2^k − 1 of each row; ones in raw rows.</param>
    /// <param name="headers">p + 256·z of each group (<c>peak</c> only).</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="destination">Receives little-endian values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Decode<TCoder, TLayout, TJoiner, TShape, TElements, T>(
        FieldPlan fields,
        in AdaptPlan adapt,
        byte* source,
        in RowPlaces places,
        uint* masks,
        ushort* headers,
        int groups,
        byte* destination)
        where TCoder : struct, ICoder
        where TLayout : struct, ILayout
        where TJoiner : struct, IJoiner<TJoiner, T>
        where TShape : struct, IShape<T>
        where TElements : struct, IElements<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        var lastRows = stackalloc byte[Vector512<T>.Count * sizeof(uint)];
        var offsets = places.Offsets;
        var fills = places.Fills;
        var joiner = TJoiner.Of<TLayout>(adapt);
        var memoryRow = TShape.Lanes * sizeof(T);
        var word = Vector512.Create(T.CreateTruncating(8 * sizeof(T)));
        var fieldShift = Vector512.Create(T.CreateTruncating(fields.Descriptor.PlainBits));
        var references = Vector512.Create(T.CreateTruncating(fields.Descriptor.Bias));
        var apart = Vector512<T>.Zero;
        var rowsAtOnce = Vector512<T>.Count / TShape.Lanes;
        nint groupRows = fields.Descriptor.Rows;
        nint first = 0;
        for (var end = first + groupRows; groups > 0; groups--, end += groupRows)
        {
            if (TCoder.Coder == Coder.Peak)
            {
                var header = *headers++;
                references = Vector512.Create(T.CreateTruncating((header & 0xff) + (header >> 8)));
                apart = Vector512.Create(T.CreateTruncating(-(header >> 8)));
            }

            for (var row = first; row < end; row += rowsAtOnce)
            {
                var fill = TShape.OverRows(fills + row);
                var bits = TElements.ShiftRight(TShape.Load(source, offsets + row), fill)
                    | TElements.ShiftLeft(TShape.Load(source + memoryRow, offsets + row), word - fill);
                var field = TElements.ShiftRight(bits, fieldShift);
                if (TCoder.Coder == Coder.Delta && row == first)
                {
                    references = TShape.FirstRow(field);
                }

                var exponents = TCoder.Coder == Coder.Fixed
                    ? field
                    : Exponents<TCoder, T>(field, TShape.OverRows(masks + row), references, apart);
                if (rowsAtOnce == 1 || row + rowsAtOnce <= end)
                {
                    joiner.Write<TLayout, TElements>(bits, exponents, destination);
                    destination += Vector512<T>.Count * TLayout.Bytes;
                }
                else
                {
                    // No call, for which all registers would have to be saved.
                    joiner.Write<TLayout, TElements>(bits, exponents, lastRows);
                    var bytes = (end - row) * TShape.Lanes * TLayout.Bytes;
                    for (nint i = 0; i < bytes; i += Vector128<byte>.Count)
                    {
                        Vector128.Load(lastRows + i).Store(destination + i);
                    }

                    destination += bytes;
                }
            }

            first = end;
        }
    }

    // x; bits above its E may be anything.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Exponents<TCoder, T>(
        Vector512<T> field, Vector512<T> mask, Vector512<T> references, Vector512<T> apart)
        where TCoder : struct, ICoder
        where T : unmanaged, IBinaryInteger<T>
    {
        var magnitude = field & mask;
        var sign = mask + Vector512<T>.One;
        Vector512<T> coded;
        if (TCoder.Coder == Coder.Peak)
        {
            coded = Vector512.AndNot(references - magnitude, Vector512.Equals(magnitude, Vector512<T>.Zero) & apart);
        }
        else
        {
            var positive = Vector512.Equals(field & sign, Vector512<T>.Zero);
            coded = Vector512.ConditionalSelect(positive, references + magnitude, references - magnitude);
        }

        return Vector512.ConditionalSelect(Vector512.Equals(sign, Vector512<T>.Zero), field, coded);
    }
}
