// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rtlgen.Codec.Rows;

/// <summary>Lane words of eight lanes to values, two rows in one 512-bit register.</summary>
/// <remarks>docs/format.md section 5. For processors with AVX-512.</remarks>
internal static unsafe class RowPairs
{
    private const int Lanes = 8;

    /// <inheritdoc cref="LaneUnpacker.Unpack"/>
    /// <remarks>Up to 7 rows more are read, which lie at the last row's end, and written.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack<TWord>(
        byte* source, in RowPlaces places, int rows, int lanes, int plainBits, uint* plains, byte* fields)
        where TWord : struct, IWord
    {
        var offsets = places.Offsets;
        var fills = places.Fills;
        var fieldShift = Vector512.Create((uint)plainBits);
        var word = Vector512.Create((uint)TWord.Bits);
        var first = Vector512.Create(Vector256<uint>.Zero, Vector256<uint>.One);
        for (nint row = 0; row < rows; row += RowPlaces.RowsAtOnce)
        {
            var eight = Vector256.Load(fills + row).ToVector512Unsafe();
            var pair = first;
            for (nint next = row; next < row + RowPlaces.RowsAtOnce; next += 2)
            {
                var fill = Avx512F.PermuteVar16x32(eight, pair);
                pair += Vector512.Create(2u);
                nint place = offsets[next];
                nint other = offsets[next + 1];
                var current = Load<TWord>(source, place, other);
                var after = Load<TWord>(source + (Lanes * TWord.Bits / 8), place, other);
                var bits = TWord.Take<SixteenLanes, Vector512<uint>>(current, after, fill, word - fill);
                bits.Store(plains);
                Avx512F.ConvertToVector128Byte(SixteenLanes.ShiftRight(bits, fieldShift)).Store(fields);
                plains += 2 * Lanes;
                fields += 2 * Lanes;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Load<TWord>(byte* source, nint place, nint other)
        where TWord : struct, IWord
    {
        if (TWord.Bits == 32)
        {
            return Vector512.Create(Vector256.Load((uint*)(source + place)), Vector256.Load((uint*)(source + other)));
        }

        return Avx512F.ConvertToVector512UInt32(
            Vector256.Create(Vector128.Load((ushort*)(source + place)), Vector128.Load((ushort*)(source + other))));
    }
}
