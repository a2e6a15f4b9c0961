// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;

namespace Rtlgen.Codec.Values;

/// <summary>Exponents and plain bits back to container values, a vector at once.</summary>
/// <typeparam name="TSelf">The joiner: vectors that are made once for a loop, which keeps them in registers.</typeparam>
/// <typeparam name="T">An element, which holds one value.</typeparam>
/// <remarks>docs/format.md section 2.</remarks>
internal unsafe interface IJoiner<TSelf, T>
    where TSelf : struct, IJoiner<TSelf, T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>The joiner for what was adapted so.</summary>
    static abstract TSelf Of<TLayout>(in AdaptPlan plan)
        where TLayout : struct, ILayout;

    /// <summary>Joins values and writes them.</summary>
    /// <param name="plains">f and S in the low n + s bits; bits above may be anything.</param>
    /// <param name="exponents">x in the low e bits; bits above may be anything.</param>
    /// <param name="destination">Receives little-endian container values.</param>
    void Write<TLayout, TElements>(Vector512<T> plains, Vector512<T> exponents, byte* destination)
        where TLayout : struct, ILayout
        where TElements : struct, IElements<T>;
}

/// <summary>For descriptors that drop nothing.</summary>
internal readonly unsafe struct LosslessJoiner<T>(
    Vector512<T> mantissa, Vector512<T> sign, Vector512<T> signShift, Vector512<T> exponentShift)
    : IJoiner<LosslessJoiner<T>, T>
    where T : unmanaged, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LosslessJoiner<T> Of<TLayout>(in AdaptPlan plan)
        where TLayout : struct, ILayout =>
        new(
            Vector512.Create(T.CreateTruncating(plan.MantissaMask)),
            Vector512.Create(T.CreateTruncating(plan.SignPlace << plan.SignShift)),
            Vector512.Create(T.CreateTruncating(plan.SignShift)),
            Vector512.Create(T.CreateTruncating(plan.Mantissa)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<TLayout, TElements>(Vector512<T> plains, Vector512<T> exponents, byte* destination)
        where TLayout : struct, ILayout
        where TElements : struct, IElements<T>
    {
        var above = Vector512.ConditionalSelect(
            sign, TElements.ShiftLeft(plains, signShift), TElements.ShiftLeft(exponents, exponentShift));
        TElements.Store<TLayout>(Vector512.ConditionalSelect(mantissa, plains, above), destination);
    }
}

/// <summary>For all descriptors.</summary>
internal readonly unsafe struct RestoringJoiner<T>(
    Vector512<T> mantissa,
    Vector512<T> mantissaShift,
    Vector512<T> sign,
    Vector512<T> signShift,
    Vector512<T> exponent,
    Vector512<T> exponentShift,
    Vector512<T> offset)
    : IJoiner<RestoringJoiner<T>, T>
    where T : unmanaged, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RestoringJoiner<T> Of<TLayout>(in AdaptPlan plan)
        where TLayout : struct, ILayout =>
        new(
            Vector512.Create(T.CreateTruncating(plan.MantissaMask)),
            Vector512.Create(T.CreateTruncating(plan.Dropped)),
            Vector512.Create(T.CreateTruncating(plan.SignPlace)),
            Vector512.Create(T.CreateTruncating(plan.SignShift)),
            Vector512.Create(T.CreateTruncating(plan.ExponentMask)),
            Vector512.Create(T.CreateTruncating(TLayout.MantissaBits)),
            Vector512.Create(T.CreateTruncating(plan.ExponentOffset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<TLayout, TElements>(Vector512<T> plains, Vector512<T> exponents, byte* destination)
        where TLayout : struct, ILayout
        where TElements : struct, IElements<T>
    {
        var kept = exponents & exponent;
        var zero = Vector512.Equals(kept, Vector512<T>.Zero);
        var restored = Vector512.ConditionalSelect(zero, kept, kept + offset);
        var values = TElements.ShiftLeft(plains & mantissa, mantissaShift)
            | TElements.ShiftLeft(plains & sign, signShift)
            | TElements.ShiftLeft(restored, exponentShift);
        TElements.Store<TLayout>(values, destination);
    }
}

/// <summary>For containers of 32 bits whose values were taken from words of 16.</summary>
internal readonly unsafe struct WideningJoiner(RestoringJoiner<uint> joiner) : IJoiner<WideningJoiner, ushort>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideningJoiner Of<TLayout>(in AdaptPlan plan)
        where TLayout : struct, ILayout => new(RestoringJoiner<uint>.Of<TLayout>(plan));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<TLayout, TElements>(Vector512<ushort> plains, Vector512<ushort> exponents, byte* destination)
        where TLayout : struct, ILayout
        where TElements : struct, IElements<ushort>
    {
        joiner.Write<TLayout, Elements32>(
            Vector512.WidenLower(plains), Vector512.WidenLower(exponents), destination);
        joiner.Write<TLayout, Elements32>(
            Vector512.WidenUpper(plains),
            Vector512.WidenUpper(exponents),
            destination + (Vector512<uint>.Count * TLayout.Bytes));
    }
}
