// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>A value whose mantissa is rounded: steps 1 and 2 of docs/format.md section 2.</summary>
/// <param name="Sign">S, one bit.</param>
/// <param name="Exponent">X, E bits: still the container's biased exponent.</param>
/// <param name="Mantissa">f, right-aligned in M bits; bits at and above n are 0.</param>
/// <param name="NonZero">One bit: the container value was not ±0.</param>
/// <param name="NanLost">One bit: a NaN became an infinity.</param>
public readonly record struct Rounded<T>(T Sign, T Exponent, T Mantissa, T NonZero, T NanLost)
    where T : IBits<T>;

/// <summary>A value as the stream keeps it: (S, x, f) of docs/format.md section 2.</summary>
/// <param name="Sign">S, one bit; 0 where signs are dropped.</param>
/// <param name="Exponent">x, E bits; below 2^e.</param>
/// <param name="Mantissa">f, right-aligned in M bits; bits at and above n are 0.</param>
/// <param name="Flushed">One bit: a non-zero value fell below the window.</param>
/// <param name="Saturated">One bit: a value lay above the window.</param>
/// <param name="SignLost">One bit: a negative non-zero value lost its sign.</param>
public readonly record struct Adapted<T>(T Sign, T Exponent, T Mantissa, T Flushed, T Saturated, T SignLost)
    where T : IBits<T>;

/// <summary>Adapt and restore, container value to kept bits and back: docs/format.md section 2.</summary>
public static class AdaptRule
{
    /// <summary>Shortens the mantissa: steps 1 (rounding) and 2 (NaN).</summary>
    /// <param name="container">The container.</param>
    /// <param name="code">The value's bit pattern, 1 + E + M bits.</param>
    /// <param name="descriptor">A legal descriptor; n and the rounding are used.</param>
    /// <returns>The sign, the container's exponent and the n kept bits.</returns>
    /// <remarks>docs/format.md section 2; rounding as in IEEE 754-2019 section 4.3.1, without its overflow.</remarks>
    public static Rounded<T> Round<T>(Container container, T code, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(container);
        var (exponentBits, mantissaBits) = (container.ExponentBits, container.MantissaBits);
        var width = exponentBits + mantissaBits;

        // X and F side by side: a carry out of the mantissa runs into the exponent by itself.
        var magnitude = code.Slice(0, width);
        var special = IsTop(code.Slice(mantissaBits, exponentBits));
        var nan = special & BitMath.Any(code.Slice(0, mantissaBits));

        var dropped = T.Constant(DescriptorBits<T>.MantissaWidth, (ulong)mantissaBits) - descriptor.Mantissa;
        var keptMask = BitMath.Ones(mantissaBits, descriptor.Mantissa);
        var kept = T.ShiftRight(magnitude, dropped);
        var remainder = magnitude & BitMath.Ones(width, dropped);
        var half = T.ShiftRight(T.ShiftLeft(T.Constant(width, 1), dropped), T.Constant(1, 1));
        var above = T.Less(half, remainder);
        var tie = T.Equal(half, remainder) & BitMath.Any(dropped);
        var up = descriptor.Rounding & ~special & (above | (tie & kept.Slice(0, 1)));

        var rounded = kept + up.Resize(width);
        var exponent = T.ShiftRight(rounded, descriptor.Mantissa).Resize(exponentBits);
        var mantissa = rounded.Resize(mantissaBits) & keptMask;

        // A finite value that reached the top exponent becomes the largest finite one of its precision.
        var overflow = ~special & IsTop(exponent);
        var largest = T.Constant(exponentBits, (ulong)container.MaxExponent - 1);

        // A NaN whose kept bits are all zero gets the top kept bit, or is lost if none is kept.
        var topKept = keptMask ^ T.ShiftRight(keptMask, T.Constant(1, 1));
        var emptied = nan & ~BitMath.Any(mantissa);

        return new(
            code.Slice(width, 1),
            T.Mux(overflow, largest, exponent),
            T.Mux(overflow, keptMask, T.Mux(emptied, topKept, mantissa)),
            BitMath.Any(magnitude),
            emptied & ~BitMath.Any(keptMask));
    }

    /// <summary>Moves the exponent into its window and drops the sign: steps 3 and 4.</summary>
    /// <param name="container">The container.</param>
    /// <param name="value">The rounded value.</param>
    /// <param name="descriptor">A legal descriptor; n, e, lo and s are used.</param>
    /// <returns>The kept bits, and the flags of these two steps.</returns>
    /// <remarks>docs/format.md section 2.</remarks>
    public static Adapted<T> Window<T>(Container container, Rounded<T> value, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(container);
        var exponentBits = container.ExponentBits;
        var wide = exponentBits + 2;
        var low = descriptor.Low.Resize(exponentBits);
        var windowed = ~IsFull(container, descriptor);

        // The window is lo … lo + 2^e − 2; inside it x = X − lo + 1.
        var topCode = BitMath.Ones(exponentBits, descriptor.Exponent);
        var end = low.Resize(wide) + topCode.Resize(wide);
        var below = windowed & T.Less(value.Exponent, low);
        var above = windowed & ~T.Less(value.Exponent.Resize(wide), end);
        var inside = value.Exponent - low + T.Constant(exponentBits, 1);

        var exponent = T.Mux(windowed, inside, value.Exponent);
        exponent = T.Mux(above, topCode, exponent);
        exponent = T.Mux(below, T.Constant(exponentBits, 0), exponent);

        var mantissaBits = container.MantissaBits;
        var mantissa = T.Mux(above, BitMath.Ones(mantissaBits, descriptor.Mantissa), value.Mantissa);
        mantissa = T.Mux(below, T.Constant(mantissaBits, 0), mantissa);

        var nonZero = BitMath.Any(exponent) | BitMath.Any(mantissa);
        return new(
            value.Sign & descriptor.Sign,
            exponent,
            mantissa,
            below & value.NonZero,
            above,
            value.Sign & ~descriptor.Sign & nonZero);
    }

    /// <summary>The container value that kept bits stand for.</summary>
    /// <param name="container">The container.</param>
    /// <param name="sign">S, one bit.</param>
    /// <param name="exponent">x, E bits; below 2^e.</param>
    /// <param name="mantissa">f, right-aligned in M bits; bits at and above n are 0.</param>
    /// <param name="descriptor">A legal descriptor; n, e and lo are used.</param>
    /// <returns>The value's bit pattern, 1 + E + M bits.</returns>
    /// <remarks>docs/format.md section 2.</remarks>
    public static T Restore<T>(Container container, T sign, T exponent, T mantissa, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(container);
        var (exponentBits, mantissaBits) = (container.ExponentBits, container.MantissaBits);
        var keep = IsFull(container, descriptor) | ~BitMath.Any(exponent);
        var moved = exponent + descriptor.Low.Resize(exponentBits) - T.Constant(exponentBits, 1);
        var dropped = T.Constant(DescriptorBits<T>.MantissaWidth, (ulong)mantissaBits) - descriptor.Mantissa;

        var high = T.ShiftLeft(sign.Resize(container.Bits), Place(container.Bits - 1))
            | T.ShiftLeft(T.Mux(keep, exponent, moved).Resize(container.Bits), Place(mantissaBits));
        return high | T.ShiftLeft(mantissa, dropped).Resize(container.Bits);

        static T Place(int bit) => T.Constant(6, (ulong)bit);
    }

    private static T IsFull<T>(Container container, DescriptorBits<T> descriptor)
        where T : IBits<T> =>
        T.Equal(descriptor.Exponent, T.Constant(DescriptorBits<T>.ExponentWidth, (ulong)container.ExponentBits));

    private static T IsTop<T>(T exponent)
        where T : IBits<T> => ~BitMath.Any(~exponent);
}
