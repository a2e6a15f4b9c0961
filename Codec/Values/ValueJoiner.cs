// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;

namespace Rtlgen.Codec.Values;

/// <summary>Exponents and plain bits back to container values.</summary>
/// <remarks>docs/format.md section 2. Both sources must be readable up to the next multiple of 16 values.</remarks>
internal static unsafe class ValueJoiner
{
    /// <summary>Joins values.</summary>
    /// <param name="plan">How they were adapted.</param>
    /// <param name="plains">f and S in the low n + s bits; bits above may be anything.</param>
    /// <param name="exponents">x.</param>
    /// <param name="count">How many values.</param>
    /// <param name="destination">Receives little-endian values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Join<TLayout, TJoiner>(
        in AdaptPlan plan, uint* plains, byte* exponents, int count, byte* destination)
        where TLayout : struct, ILayout
        where TJoiner : struct, IJoiner<TJoiner, uint>
    {
        var joiner = TJoiner.Of<TLayout>(plan);
        var i = 0;
        for (; i <= count - ValueVector.Count; i += ValueVector.Count)
        {
            Write(i, destination + ((nint)i * TLayout.Bytes));
        }

        if (i < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Write(i, padded);
            Unsafe.CopyBlockUnaligned(
                destination + ((nint)i * TLayout.Bytes), padded, (uint)((count - i) * TLayout.Bytes));
        }

        void Write(int first, byte* to) => joiner.Write<TLayout, Elements32>(
            Vector512.Load(plains + first), ValueVector.LoadBytes(exponents + first), to);
    }
}
