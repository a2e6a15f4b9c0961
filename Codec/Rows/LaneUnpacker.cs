// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>Lane words to values.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal static unsafe class LaneUnpacker
{
    /// <summary>Takes rows from the lanes' bit strings.</summary>
    /// <param name="source">The memory row of the first bit; readable up to the one after the last bit's.</param>
    /// <param name="places">Where the rows are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="lanes">L, a multiple of the register's lanes.</param>
    /// <param name="plainBits">n + s.</param>
    /// <param name="plains">Receives the plain bits, shape <c>[rows, lanes]</c>; above them anything.</param>
    /// <param name="fields">Receives the fields, shape <c>[rows, lanes]</c>; above their w bits anything.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack<TRow, T, TWord>(
        byte* source, in RowPlaces places, int rows, int lanes, int plainBits, uint* plains, byte* fields)
        where TRow : struct, IRow<T>
        where T : struct
        where TWord : struct, IWord
    {
        var offsets = places.Offsets;
        var fills = places.Fills;
        var shift = (uint)plainBits;
        var fieldShift = TRow.Broadcast(&shift);
        var memoryRow = (nint)((uint)lanes * (uint)TWord.Bits / 8);
        for (var lane = 0; lane < lanes; lane += TRow.Lanes)
        {
            var words = source + ((uint)lane * (uint)TWord.Bits / 8);
            var plain = plains + lane;
            var field = fields + lane;
            for (nint row = 0; row < rows; row++)
            {
                var place = words + offsets[row];
                var room = (uint)TWord.Bits - fills[row];
                var bits = TWord.Take<TRow, T>(
                    TWord.Load<TRow, T>(place),
                    TWord.Load<TRow, T>(place + memoryRow),
                    TRow.Broadcast(fills + row),
                    TRow.Broadcast(&room));
                TRow.Store(bits, plain);
                TRow.StoreBytes(TRow.ShiftRight(bits, fieldShift), field);
                plain += lanes;
                field += lanes;
            }
        }
    }
}
