// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>Lane words to values.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal static unsafe class LaneUnpacker
{
    /// <summary>Takes rows from the lanes' bit strings.</summary>
    /// <param name="source">The memory row of the first bit; readable up to the one after the last bit's.</param>
    /// <param name="fill">Bits of it that were taken before, 0 to B − 1.</param>
    /// <param name="widths">n + s + w of each row, 0 to B.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="lanes">L, a multiple of the register's lanes.</param>
    /// <param name="plainBits">n + s.</param>
    /// <param name="plains">Receives the plain bits, shape <c>[rows, lanes]</c>; above them anything.</param>
    /// <param name="fields">Receives the fields, shape <c>[rows, lanes]</c>; above their w bits anything.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack<TRow, T, TWord>(
        byte* source, int fill, byte* widths, int rows, int lanes, int plainBits, uint* plains, byte* fields)
        where TRow : struct, IRow<T>
        where T : struct
        where TWord : struct, IWord
    {
        var memoryRow = lanes * TWord.Bits / 8;
        for (var lane = 0; lane < lanes; lane += TRow.Lanes)
        {
            var next = source + (lane * TWord.Bits / 8);
            var taken = fill;
            var plain = plains + lane;
            var field = fields + lane;
            for (var row = 0; row < rows; row++)
            {
                var current = TWord.Load<TRow, T>(next);
                var bits = TWord.Take<TRow, T>(current, TWord.Load<TRow, T>(next + memoryRow), taken);
                TRow.Store(bits, plain);
                TRow.StoreBytes(TRow.ShiftRight(bits, plainBits), field);
                var total = (uint)(taken + widths[row]);
                next += (int)(total / (uint)TWord.Bits) * memoryRow;
                taken = (int)(total % (uint)TWord.Bits);
                plain += lanes;
                field += lanes;
            }
        }
    }
}
