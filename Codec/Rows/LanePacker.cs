// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>Where the next value of every lane goes.</summary>
/// <param name="Row">The memory row that is being filled.</param>
/// <param name="Fill">Bits of it that are taken in every lane, 0 to B − 1.</param>
/// <remarks>docs/format.md section 5: all lanes share one fill level.</remarks>
internal readonly unsafe record struct PackPosition(nint Row, int Fill);

/// <summary>Values to lane words.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal static unsafe class LanePacker
{
    /// <summary>Appends rows to the lanes' bit strings.</summary>
    /// <param name="plains">Plain bits, shape <c>[rows, lanes]</c>; bits at and above n + s are 0.</param>
    /// <param name="fields">Exponent fields, shape <c>[rows, lanes]</c>; bits at and above the row's w are 0.</param>
    /// <param name="widths">n + s + w of each row, 0 to B.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="lanes">L, a multiple of the register's lanes.</param>
    /// <param name="plainBits">n + s.</param>
    /// <param name="rests">The bits that wait in each lane, shape <c>[lanes]</c>; updated.</param>
    /// <param name="position">Where they wait.</param>
    /// <returns>Where the bits of <paramref name="rests"/> wait now.</returns>
    /// <remarks>
    /// The word being filled is written for every row, spilled or not: no branch depends on the widths. Only memory
    /// rows in which one of the rows has its first bit are written.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PackPosition Pack<TRow, T, TWord>(
        uint* plains, byte* fields, byte* widths, int rows, int lanes, int plainBits, uint* rests, PackPosition position)
        where TRow : struct, IRow<T>
        where T : struct
        where TWord : struct, IWord
    {
        var memoryRow = lanes * TWord.Bits / 8;
        var next = (byte*)position.Row;
        var fill = position.Fill;
        for (var lane = 0; lane < lanes; lane += TRow.Lanes)
        {
            next = (byte*)position.Row + (lane * TWord.Bits / 8);
            fill = position.Fill;
            var plain = plains + lane;
            var field = fields + lane;
            var rest = TRow.Load(rests + lane);
            for (var row = 0; row < rows; row++)
            {
                var value = TRow.Or(TRow.Load(plain), TRow.ShiftLeft(TRow.LoadBytes(field), plainBits));
                var joined = TRow.Or(rest, TRow.ShiftLeft(value, fill));
                TWord.Store<TRow, T>(joined, next);
                var total = (uint)(fill + widths[row]);
                var spilled = (int)(total / (uint)TWord.Bits);
                rest = TWord.Rest<TRow, T>(value, joined, fill, spilled);
                fill = (int)(total % (uint)TWord.Bits);
                next += spilled * memoryRow;
                plain += lanes;
                field += lanes;
            }

            TRow.Store(rest, rests + lane);
            next -= lane * TWord.Bits / 8;
        }

        return new PackPosition((nint)next, fill);
    }
}
