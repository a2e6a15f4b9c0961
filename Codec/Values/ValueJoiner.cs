// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Values;

/// <summary>Exponents and plain bits back to container values.</summary>
/// <remarks>docs/format.md section 2. Both sources must be readable up to the next multiple of 16 values.</remarks>
internal static unsafe class ValueJoiner
{
    /// <summary>Joins values of a descriptor that drops nothing.</summary>
    /// <param name="plan">Not used.</param>
    /// <param name="plains">Mantissa and sign in the low M + 1 bits; bits above may be anything.</param>
    /// <param name="exponents">x.</param>
    /// <param name="count">How many values.</param>
    /// <param name="destination">Receives little-endian values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Lossless<TLayout>(in AdaptPlan plan, uint* plains, byte* exponents, int count, byte* destination)
        where TLayout : struct, ILayout
    {
        var i = 0;
        for (; i <= count - ValueVector.Count; i += ValueVector.Count)
        {
            Lossless<TLayout>(plains + i, exponents + i, destination + ((nint)i * TLayout.Bytes));
        }

        if (i < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Lossless<TLayout>(plains + i, exponents + i, padded);
            Unsafe.CopyBlockUnaligned(
                destination + ((nint)i * TLayout.Bytes), padded, (uint)((count - i) * TLayout.Bytes));
        }
    }

    /// <summary>Restores values.</summary>
    /// <param name="plan">How they were adapted.</param>
    /// <param name="plains">f and S in the low n + s bits; bits above may be anything.</param>
    /// <param name="exponents">x.</param>
    /// <param name="count">How many values.</param>
    /// <param name="destination">Receives little-endian values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Restoring<TLayout>(in AdaptPlan plan, uint* plains, byte* exponents, int count, byte* destination)
        where TLayout : struct, ILayout
    {
        var constants = plan;
        var i = 0;
        for (; i <= count - ValueVector.Count; i += ValueVector.Count)
        {
            Restore<TLayout>(constants, plains + i, exponents + i, destination + ((nint)i * TLayout.Bytes));
        }

        if (i < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Restore<TLayout>(constants, plains + i, exponents + i, padded);
            Unsafe.CopyBlockUnaligned(
                destination + ((nint)i * TLayout.Bytes), padded, (uint)((count - i) * TLayout.Bytes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lossless<TLayout>(uint* plains, byte* exponents, byte* destination)
        where TLayout : struct, ILayout
    {
        var signPlace = 1u << TLayout.MantissaBits;
        var plain = Vector512.Load(plains);
        var mantissa = plain & Vector512.Create(signPlace - 1);
        var sign = (plain & Vector512.Create(signPlace)) << TLayout.ExponentBits;
        var exponent = ValueVector.LoadBytes(exponents) << TLayout.MantissaBits;
        ValueVector.Store<TLayout>(mantissa | sign | exponent, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Restore<TLayout>(in AdaptPlan plan, uint* plains, byte* exponents, byte* destination)
        where TLayout : struct, ILayout
    {
        var plain = Vector512.Load(plains);
        var mantissa = (plain & Vector512.Create(plan.MantissaMask)) << plan.Dropped;
        var sign = (plain & Vector512.Create(plan.SignPlace)) << plan.SignShift;
        var kept = ValueVector.LoadBytes(exponents);
        var zero = Vector512.Equals(kept, Vector512<uint>.Zero);
        var exponent = kept + Vector512.AndNot(Vector512.Create(plan.ExponentOffset), zero);
        ValueVector.Store<TLayout>(mantissa | sign | (exponent << TLayout.MantissaBits), destination);
    }
}
