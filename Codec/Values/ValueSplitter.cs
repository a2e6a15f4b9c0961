// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Values;

/// <summary>Container values to exponents and plain bits: f | S·2^n.</summary>
/// <remarks>docs/format.md section 2. Both destinations must have room for the next multiple of 16 values.</remarks>
internal static unsafe class ValueSplitter
{
    /// <summary>Splits values of a descriptor that drops nothing.</summary>
    /// <param name="plan">Not used.</param>
    /// <param name="source">Little-endian values.</param>
    /// <param name="count">How many.</param>
    /// <param name="plains">Receives M + 1 bits of each value; those after the last value are 0.</param>
    /// <param name="exponents">Receives x of each value; those after the last value are 0.</param>
    /// <returns>Nothing is ever lost.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static Losses Lossless<TLayout>(in AdaptPlan plan, byte* source, int count, uint* plains, byte* exponents)
        where TLayout : struct, ILayout
    {
        var i = 0;
        for (; i <= count - ValueVector.Count; i += ValueVector.Count)
        {
            Lossless<TLayout>(source + ((nint)i * TLayout.Bytes), plains + i, exponents + i);
        }

        if (i < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Pad(source + ((nint)i * TLayout.Bytes), (count - i) * TLayout.Bytes, padded);
            Lossless<TLayout>(padded, plains + i, exponents + i);
        }

        return Losses.None;
    }

    /// <summary>Adapts and splits values.</summary>
    /// <param name="plan">How they are adapted.</param>
    /// <param name="source">Little-endian values.</param>
    /// <param name="count">How many.</param>
    /// <param name="plains">Receives n + s bits of each value; those after the last value are 0.</param>
    /// <param name="exponents">Receives x of each value; those after the last value are 0.</param>
    /// <returns>What adapting lost.</returns>
    [SkipLocalsInit]
    public static Losses Adapting<TLayout>(in AdaptPlan plan, byte* source, int count, uint* plains, byte* exponents)
        where TLayout : struct, ILayout
    {
        var whole = count / ValueVector.Count * ValueVector.Count;
        var losses = Adapter.Adapt<TLayout>(plan, source, whole, plains, exponents);
        if (whole < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Pad(source + ((nint)whole * TLayout.Bytes), (count - whole) * TLayout.Bytes, padded);
            losses |= Adapter.Adapt<TLayout>(plan, padded, ValueVector.Count, plains + whole, exponents + whole);
        }

        return losses;
    }

    // Zeros behind the last values: adapted they are zero and lose nothing.
    private static void Pad(byte* source, int bytes, byte* padded)
    {
        Unsafe.InitBlockUnaligned(padded, 0, ValueVector.Count * sizeof(uint));
        Unsafe.CopyBlockUnaligned(padded, source, (uint)bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lossless<TLayout>(byte* source, uint* plains, byte* exponents)
        where TLayout : struct, ILayout
    {
        var signPlace = 1u << TLayout.MantissaBits;
        var code = ValueVector.Load<TLayout>(source);
        var mantissa = code & Vector512.Create(signPlace - 1);
        var sign = (code >> TLayout.ExponentBits) & Vector512.Create(signPlace);
        (mantissa | sign).Store(plains);

        // The low byte is kept: with 8 exponent bits that drops the sign by itself.
        var exponent = code >> TLayout.MantissaBits;
        var mask = Vector512.Create((1u << TLayout.ExponentBits) - 1);
        ValueVector.StoreBytes(TLayout.ExponentBits == 8 ? exponent : exponent & mask, exponents);
    }
}
