// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;

namespace Rtlgen.Codec.Values;

/// <summary>Where loops over rows take plain bits from.</summary>
/// <typeparam name="TSelf">Vectors that are made once for a loop, which keeps them in registers.</typeparam>
/// <typeparam name="T">An element, which holds one value.</typeparam>
internal unsafe interface IPlains<TSelf, T>
    where TSelf : struct, IPlains<TSelf, T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>For what is adapted so.</summary>
    static abstract TSelf Of(in AdaptPlan plan);

    /// <summary>A vector of f | S·2^n; zeros above them.</summary>
    /// <param name="source">Where value 0 is.</param>
    /// <param name="first">The first value.</param>
    Vector512<T> Load<TElements>(byte* source, nint first)
        where TElements : struct, IElements<T>;
}

/// <summary>A buffer with 32 bits for each.</summary>
internal readonly unsafe struct SplitPlains : IPlains<SplitPlains, uint>, IPlains<SplitPlains, ushort>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SplitPlains Of(in AdaptPlan plan) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<uint> IPlains<SplitPlains, uint>.Load<TElements>(byte* source, nint first) =>
        Vector512.Load((uint*)source + first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<ushort> IPlains<SplitPlains, ushort>.Load<TElements>(byte* source, nint first) =>
        Vector512.Narrow(
            Vector512.Load((uint*)source + first),
            Vector512.Load((uint*)source + first + Vector512<uint>.Count));
}

/// <summary>Container values that are coded as they are.</summary>
internal readonly unsafe struct ContainerPlains<TLayout, T>(
    Vector512<T> mantissa, Vector512<T> sign, Vector512<T> signShift) : IPlains<ContainerPlains<TLayout, T>, T>
    where TLayout : struct, ILayout
    where T : unmanaged, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ContainerPlains<TLayout, T> Of(in AdaptPlan plan) =>
        new(
            Vector512.Create(T.CreateTruncating(plan.MantissaMask)),
            Vector512.Create(T.CreateTruncating(plan.SignPlace)),
            Vector512.Create(T.CreateTruncating(plan.SignShift)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Load<TElements>(byte* source, nint first)
        where TElements : struct, IElements<T>
    {
        var values = TElements.Load<TLayout>(source + (first * TLayout.Bytes));
        return (values & mantissa) | (TElements.ShiftRight(values, signShift) & sign);
    }
}
