// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Rows;

/// <summary>Where the rows of a block lie in the lanes' words: buffers with one element for each row.</summary>
/// <remarks>
/// docs/format.md section 5. They are filled for eight rows at once, so that the loops over rows have no chain of
/// dependent scalars. Rows behind the last one lie at its end. Each buffer has room for 16 rows more than there are.
/// </remarks>
internal readonly unsafe struct RowPlaces(int* offsets, uint* fills, uint* spills)
{
    /// <summary>Rows that are placed at once.</summary>
    public const int RowsAtOnce = 8;

    /// <summary>Rows behind the last one that are placed, too: vectors hold four rows at most.</summary>
    public const int RowsBehind = 3;

    /// <summary>Bytes from the first memory row to the one with the row's first bit.</summary>
    public int* Offsets => offsets;

    /// <summary>Bits of that memory row before the row, 0 to B − 1.</summary>
    public uint* Fills => fills;

    /// <summary>Ones if the row fills its memory row, else 0.</summary>
    public uint* Spills => spills;

    /// <summary>The places of the rows from one on.</summary>
    public RowPlaces From(int row) => new(offsets + row, fills + row, spills + row);

    /// <summary>Fills the buffers.</summary>
    /// <param name="places">The buffers.</param>
    /// <param name="widths">n + s + w of each row, 0 to B; 16 bytes more can be read.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="fill">Bits of the first memory row before the first row, 0 to B − 1.</param>
    /// <param name="memoryRow">Bytes of a memory row.</param>
    /// <returns>Bits from the start of the first memory row to the end of the last row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Place<TWord>(in RowPlaces places, byte* widths, int rows, int fill, int memoryRow)
        where TWord : struct, IWord
    {
        var offsets = (uint*)places.Offsets;
        var fills = places.Fills;
        var spills = places.Spills;
        var word = Vector256.Create((uint)TWord.Bits);
        var bytes = Vector256.Create((uint)memoryRow);
        var position = fill;
        for (var row = 0; row < rows + RowsBehind; row += RowsAtOnce)
        {
            var eight = Unsafe.ReadUnaligned<ulong>(widths + row);
            if (rows - row < RowsAtOnce)
            {
                eight &= (1UL << (8 * Math.Max(0, rows - row))) - 1;
            }

            // Byte j of the product is the sum of bytes 0 to j. Seven widths of 32 bits fit a byte.
            var before = (eight * 0x0101_0101_0101_0101) << 8;
            var start = Widen(before) + Vector256.Create((uint)position);
            var used = start & (word - Vector256<uint>.One);
            var full = Vector256.GreaterThanOrEqual(used + Widen(eight), word);
            ((start >> BitOperations.Log2((uint)TWord.Bits)) * bytes).Store(offsets + row);
            used.Store(fills + row);
            full.Store(spills + row);
            position += (int)((before >> 56) + (eight >> 56));
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Widen(ulong bytes) =>
        EightLanes.Widen(Vector128.CreateScalar(bytes).AsByte());
}
