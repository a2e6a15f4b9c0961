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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static Losses Adapting<TLayout>(in AdaptPlan plan, byte* source, int count, uint* plains, byte* exponents)
        where TLayout : struct, ILayout
    {
        var constants = plan;
        LossVectors losses = default;
        var i = 0;
        for (; i <= count - ValueVector.Count; i += ValueVector.Count)
        {
            Adapt<TLayout>(constants, source + ((nint)i * TLayout.Bytes), plains + i, exponents + i, ref losses);
        }

        if (i < count)
        {
            var padded = stackalloc byte[ValueVector.Count * sizeof(uint)];
            Pad(source + ((nint)i * TLayout.Bytes), (count - i) * TLayout.Bytes, padded);
            Adapt<TLayout>(constants, padded, plains + i, exponents + i, ref losses);
        }

        return losses.Any(constants, 1u << (TLayout.ExponentBits + TLayout.MantissaBits));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Adapt<TLayout>(
        in AdaptPlan plan, byte* source, uint* plains, byte* exponents, ref LossVectors losses)
        where TLayout : struct, ILayout
    {
        var signBit = 1u << (TLayout.ExponentBits + TLayout.MantissaBits);
        var code = ValueVector.Load<TLayout>(source);
        var magnitude = code & Vector512.Create(signBit - 1);

        // Step 1, where a carry out of the mantissa runs into the exponent and stops short of infinity.
        var cut = magnitude >> plan.Dropped;
        var tie = cut & Vector512.Create(plan.EvenMask);
        var rounded = (magnitude + Vector512.Create(plan.JustBelowHalf) + tie) >> plan.Dropped;
        var finite = Vector512.Min(rounded, Vector512.Create(plan.KeptInfinity - 1));

        // Step 2: a NaN that would look like infinity gets the top kept bit.
        var nan = Vector512.GreaterThan(magnitude, Vector512.Create(plan.Infinity));
        var emptied = nan & Vector512.Equals(cut, Vector512.Create(plan.KeptInfinity));
        var special = cut | (emptied & Vector512.Create(plan.TopKept));
        var isSpecial = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(plan.Infinity));
        var number = Vector512.ConditionalSelect(isSpecial, special, finite);

        // Step 3.
        var below = Vector512.LessThan(number, Vector512.Create(plan.Lowest));
        var inside = Vector512.Min(number - Vector512.Create(plan.Offset), Vector512.Create(plan.Top));
        var kept = Vector512.AndNot(inside, below);
        losses.Add(
            nan,
            below & magnitude,
            Vector512.GreaterThanOrEqual(number, Vector512.Create(plan.SaturatesFrom)),
            Vector512.AndNot(code, Vector512.Equals(kept, Vector512<uint>.Zero)));

        // Step 4.
        var sign = (code >> plan.SignShift) & Vector512.Create(plan.SignPlace);
        ((kept & Vector512.Create(plan.MantissaMask)) | sign).Store(plains);
        ValueVector.StoreBytes(kept >> plan.Mantissa, exponents);
    }

    /// <summary>Or-ed over all values: what may have been lost.</summary>
    private struct LossVectors
    {
        private Vector512<uint> _nans;
        private Vector512<uint> _flushed;
        private Vector512<uint> _saturated;
        private Vector512<uint> _signed;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<uint> nan, Vector512<uint> flushed, Vector512<uint> saturated, Vector512<uint> signed)
        {
            _nans |= nan;
            _flushed |= flushed;
            _saturated |= saturated;
            _signed |= signed;
        }

        public readonly Losses Any(in AdaptPlan plan, uint signBit)
        {
            var zero = Vector512<uint>.Zero;
            var signs = _signed & Vector512.Create(signBit);
            return (plan.Mantissa == 0 && _nans != zero ? Losses.NanLost : Losses.None)
                | (_flushed != zero ? Losses.Flushed : Losses.None)
                | (_saturated != zero ? Losses.Saturated : Losses.None)
                | (plan.SignPlace == 0 && signs != zero ? Losses.SignLost : Losses.None);
        }
    }
}
