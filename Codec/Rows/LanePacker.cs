// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>Values to lane words.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal static unsafe class LanePacker
{
    /// <summary>Appends rows to the lanes' bit strings.</summary>
    /// <param name="plains">Plain bits, shape <c>[rows, lanes]</c>; bits at and above n + s are 0.</param>
    /// <param name="fields">Exponent fields, shape <c>[rows, lanes]</c>; bits at and above the row's w are 0.</param>
    /// <param name="places">Where the rows go.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="lanes">L, a multiple of the register's lanes.</param>
    /// <param name="plainBits">n + s.</param>
    /// <param name="rests">The bits that wait in each lane, shape <c>[lanes]</c>; updated.</param>
    /// <param name="destination">The memory row that is being filled.</param>
    /// <remarks>
    /// The word being filled is written for every row, spilled or not: no branch depends on the widths. Only memory
    /// rows in which one of the rows has its first bit are written.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TRow, T, TWord>(
        uint* plains,
        byte* fields,
        in RowPlaces places,
        int rows,
        int lanes,
        int plainBits,
        uint* rests,
        byte* destination)
        where TRow : struct, IRow<T>
        where T : struct
        where TWord : struct, IWord
    {
        var offsets = places.Offsets;
        var fills = places.Fills;
        var spills = places.Spills;
        var shift = (uint)plainBits;
        var fieldShift = TRow.Broadcast(&shift);
        for (var lane = 0; lane < lanes; lane += TRow.Lanes)
        {
            var words = destination + ((uint)lane * (uint)TWord.Bits / 8);
            var plain = plains + lane;
            var field = fields + lane;
            var rest = TRow.Load(rests + lane);
            for (nint row = 0; row < rows; row++)
            {
                var value = TRow.Or(TRow.Load(plain), TRow.ShiftLeft(TRow.LoadBytes(field), fieldShift));
                var joined = TRow.Or(rest, TRow.ShiftLeft(value, TRow.Broadcast(fills + row)));
                TWord.Store<TRow, T>(joined, words + offsets[row]);
                var room = (uint)TWord.Bits - fills[row];
                rest = TWord.Rest<TRow, T>(value, joined, TRow.Broadcast(&room), TRow.Broadcast(spills + row));
                plain += lanes;
                field += lanes;
            }

            TRow.Store(rest, rests + lane);
        }
    }
}
