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

    /// <summary>A constant.</summary>
    /// <param name="width">Width in bits, 1 to 64.</param>
    /// <param name="value">The bits, right-aligned; those at and above <paramref name="width"/> must be 0.</param>
    /// <returns><paramref name="value"/> in <paramref name="width"/> bits.</returns>
    static abstract T Constant(int width, ulong value);

    /// <summary>The low bits, or the value with zeros above it.</summary>
    /// <param name="width">Width of the result in bits, 1 to 64.</param>
    /// <returns>The value modulo 2^<paramref name="width"/>, <paramref name="width"/> bits.</returns>
    T Resize(int width);

    /// <summary>Bits <paramref name="low"/> to <paramref name="low"/> + <paramref name="width"/> − 1.</summary>
    /// <param name="low">The lowest bit, 0 to <see cref="Width"/> − <paramref name="width"/>.</param>
    /// <param name="width">How many bits, 1 to <see cref="Width"/>.</param>
    /// <returns>These bits, right-aligned, <paramref name="width"/> bits.</returns>
    T Slice(int low, int width);

    /// <summary>Bitwise and.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator &(T left, T right);

    /// <summary>Bitwise or.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator |(T left, T right);

    /// <summary>Bitwise exclusive or.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator ^(T left, T right);

    /// <summary>Bitwise complement.</summary>
    /// <param name="operand">Any width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator ~(T operand);

    /// <summary>Sum modulo 2^width.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator +(T left, T right);

    /// <summary>Difference modulo 2^width.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>The same width.</returns>
    static abstract T operator -(T left, T right);

    /// <summary>Shift towards the most significant bit; 0 for amounts of the width or more.</summary>
    /// <param name="value">Any width.</param>
    /// <param name="amount">How many places; any width of its own, unsigned.</param>
    /// <returns>value·2^amount modulo 2^width, in the width of <paramref name="value"/>.</returns>
    static abstract T ShiftLeft(T value, T amount);

    /// <summary>Shift towards the least significant bit, zeros from above; 0 for amounts of the width or
    /// more.</summary>
    /// <param name="value">Any width.</param>
    /// <param name="amount">How many places; any width of its own, unsigned.</param>
    /// <returns>⌊value / 2^amount⌋, in the width of <paramref name="value"/>.</returns>
    static abstract T ShiftRight(T value, T amount);

    /// <summary>1 if both are equal.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>1 bit.</returns>
    static abstract T Equal(T left, T right);

    /// <summary>1 if <paramref name="left"/> is less than <paramref name="right"/>, both unsigned.</summary>
    /// <param name="left">Any width.</param>
    /// <param name="right">The same width.</param>
    /// <returns>1 bit.</returns>
    static abstract T Less(T left, T right);

    /// <summary>A choice between two values.</summary>
    /// <param name="condition">1 bit.</param>
    /// <param name="whenSet">The result where the condition is 1. Any width.</param>
    /// <param name="whenClear">The result where it is 0. The same width.</param>
    /// <returns>One of the two, unchanged.</returns>
    static abstract T Mux(T condition, T whenSet, T whenClear);
}
