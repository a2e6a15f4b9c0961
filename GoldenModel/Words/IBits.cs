// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Words;

/// <summary>
/// A bit-vector of fixed width: the one type that the codec's rules are written over.
/// Run on <see cref="BitWord"/> they are the golden model; run on a symbolic instance the very same
/// code builds the formula that the hardware is proved equal to.
/// </summary>
/// <remarks>
/// Operands of binary operators have the same width; arithmetic wraps. Conditions are one bit wide.
/// Rules over this type never branch on data: they choose with <see cref="Mux"/>.
/// </remarks>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IBits<T>
    where T : IBits<T>
{
    /// <summary>Width in bits, 1 to 64.</summary>
    int Width { get; }

    /// <summary>A constant of <paramref name="width"/> bits (1 to 64); higher bits of <paramref name="value"/> must be 0.</summary>
    static abstract T Constant(int width, ulong value);

    /// <summary>The low bits, or the value with zeros above it: <paramref name="width"/> bits, 1 to 64.</summary>
    T Resize(int width);

    /// <summary>Bits <paramref name="low"/> to <paramref name="low"/> + <paramref name="width"/> − 1.</summary>
    T Slice(int low, int width);

    /// <summary>Bitwise and.</summary>
    static abstract T operator &(T left, T right);

    /// <summary>Bitwise or.</summary>
    static abstract T operator |(T left, T right);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract T operator ^(T left, T right);

    /// <summary>Bitwise complement.</summary>
    static abstract T operator ~(T operand);

    /// <summary>Sum modulo 2^width.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>Difference modulo 2^width.</summary>
    static abstract T operator -(T left, T right);

    /// <summary><paramref name="value"/> shifted towards the most significant bit; 0 for amounts of its width or more.</summary>
    static abstract T ShiftLeft(T value, T amount);

    /// <summary><paramref name="value"/> shifted towards the least significant bit; 0 for amounts of its width or more.</summary>
    static abstract T ShiftRight(T value, T amount);

    /// <summary>One bit: 1 if both are equal.</summary>
    static abstract T Equal(T left, T right);

    /// <summary>One bit: 1 if <paramref name="left"/> is less than <paramref name="right"/>, both unsigned.</summary>
    static abstract T Less(T left, T right);

    /// <summary><paramref name="whenSet"/> if the one-bit <paramref name="condition"/> is 1, else <paramref name="whenClear"/>.</summary>
    static abstract T Mux(T condition, T whenSet, T whenClear);
}
