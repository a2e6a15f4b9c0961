// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;

namespace Rtlgen.Codec.Groups;

/// <summary>Values of 8 or 16 lanes to lane words, as many rows at once as a register has room for.</summary>
/// <remarks>docs/format.md section 5. Bits are shifted for all of these rows together, then appended row by row.</remarks>
internal static unsafe class GroupPacker
{
    /// <summary>Appends rows to the lanes' bit strings.</summary>
    /// <typeparam name="TPlains">Where plain bits come from.</typeparam>
    /// <typeparam name="TShape">The lanes and words.</typeparam>
    /// <typeparam name="TElements">The words.</typeparam>
    /// <typeparam name="T">A word.</typeparam>
    /// <param name="adapt">How values are adapted.</param>
    /// <param name="source">What <typeparamref name="TPlains"/> reads.</param>
    /// <param name="fields">Exponent fields, shape <c>[rows, lanes]</c>; bits at and above the row's w are 0.</param>
    /// <param name="places">Where the rows go.</param>
    /// <param name="rows">How many rows: whole vectors.</param>
    /// <param name="plainBits">n + s.</param>
    /// <param name="rests">The bits that wait in each lane, shape <c>[lanes]</c>; updated.</param>
    /// <param name="destination">The memory row that is being filled.</param>
    /// <remarks>Only memory rows in which one of the rows has its first bit are written.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Pack<TPlains, TShape, TElements, T>(
        in AdaptPlan adapt,
        byte* source,
        byte* fields,
        in RowPlaces places,
        int rows,
        int plainBits,
        uint* rests,
        byte* destination)
        where TPlains : struct, IPlains<TPlains, T>
        where TShape : struct, IShape<T>
        where TElements : struct, IElements<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        var waiting = stackalloc T[Vector512<T>.Count];
        for (var lane = 0; lane < TShape.Lanes; lane++)
        {
            waiting[lane] = T.CreateTruncating(rests[lane]);
        }

        var offsets = places.Offsets;
        var fills = places.Fills;
        var spills = places.Spills;
        var plains = TPlains.Of(adapt);
        var rest = Vector512.Load(waiting);
        var word = Vector512.Create(T.CreateTruncating(8 * sizeof(T)));
        var fieldShift = Vector512.Create(T.CreateTruncating(plainBits));
        var rowsAtOnce = Vector512<T>.Count / TShape.Lanes;
        nint first = 0;
        for (nint row = 0; row < rows; row += rowsAtOnce, first += Vector512<T>.Count)
        {
            var values = plains.Load<TElements>(source, first)
                | TElements.ShiftLeft(TElements.LoadBytes(fields + first), fieldShift);
            var fill = TShape.OverRows(fills + row);
            var lower = TElements.ShiftLeft(values, fill);
            var upper = TElements.ShiftRight(values, word - fill);
            var waits = Vector512.ConditionalSelect(TShape.OverRows(spills + row), upper, lower);
            rest = TShape.Merge(rest, lower, waits, spills + row, destination, offsets + row);
        }

        rest.Store(waiting);
        for (var lane = 0; lane < TShape.Lanes; lane++)
        {
            rests[lane] = uint.CreateTruncating(waiting[lane]);
        }
    }
}
