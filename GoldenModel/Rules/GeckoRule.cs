// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>Distance of an exponent from its reference.</summary>
/// <param name="Negative">One bit: the exponent is below the reference; 0 for <c>peak</c>.</param>
/// <param name="Magnitude">|d|, or v for <c>peak</c>; E bits.</param>
public readonly record struct Distance<T>(T Negative, T Magnitude)
    where T : IBits<T>;

/// <summary>How the exponents of one row are laid out.</summary>
/// <param name="HasCode">One bit: the row has a row code in the metadata.</param>
/// <param name="Raw">One bit: fields are the exponents themselves.</param>
/// <param name="MagnitudeBits">k, 4 bits; 0 in raw rows.</param>
/// <param name="Width">w, bits of a field, 4 bits.</param>
/// <param name="Legal">One bit: an encoder can produce this row code.</param>
public readonly record struct RowShape<T>(T HasCode, T Raw, T MagnitudeBits, T Width, T Legal)
    where T : IBits<T>;

/// <summary>The exponent coders, row by row: docs/format.md section 4.</summary>
/// <remarks>
/// References are E + 1 bits wide: the lane's base for <c>delta</c>, β for <c>bias</c>, p + z for <c>peak</c>.
/// </remarks>
public static class GeckoRule
{
    /// <summary>Bits of a row code.</summary>
    public const int CodeBits = 3;

    /// <summary>Bits of a <c>peak</c> group's header: p (8), z (1).</summary>
    public const int HeaderBits = 9;

    /// <summary>The row code of a raw row.</summary>
    public const int RawCode = 7;

    private const int LengthBits = 4;

    /// <summary>The largest of some exponents, and whether one of them is 0: p and, where p &gt; 0, z of
    /// <c>peak</c>.</summary>
    /// <param name="exponents">x of every value, E bits; one or more.</param>
    /// <returns>The largest in E bits; one bit that is set where an exponent is 0.</returns>
    public static (T Largest, T HasZero) Peak<T>(ReadOnlySpan<T> exponents)
        where T : IBits<T>
    {
        var largest = exponents[0];
        var hasZero = T.Constant(1, 0);
        foreach (var exponent in exponents)
        {
            largest = T.Mux(T.Less(largest, exponent), exponent, largest);
            hasZero |= ~BitMath.Any(exponent);
        }

        return (largest, hasZero);
    }

    /// <summary>How far an exponent is from its reference: d, or v for <c>peak</c>.</summary>
    /// <param name="exponent">x, E bits.</param>
    /// <param name="reference">E + 1 bits; for <c>peak</c> not below x.</param>
    /// <param name="zeros">z, one bit: zero exponents are coded apart (<c>peak</c> only).</param>
    /// <param name="descriptor">A legal descriptor; the coder is used.</param>
    /// <returns>The sign of d, and |d| or v.</returns>
    public static Distance<T> Measure<T>(T exponent, T reference, T zeros, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        var peak = descriptor.Uses(Coder.Peak);
        var difference = exponent.Resize(exponent.Width + 1) - reference;
        var negative = difference.Slice(exponent.Width, 1);
        var magnitude =
            T.Mux(negative, reference - exponent.Resize(exponent.Width + 1), difference).Resize(exponent.Width);
        var zero = peak & zeros & ~BitMath.Any(exponent);
        return new(negative & ~peak, T.Mux(zero, T.Constant(exponent.Width, 0), magnitude));
    }

    /// <summary>The row code for a row whose largest magnitude is as long as <paramref name="magnitudes"/>.</summary>
    /// <param name="magnitudes">The magnitudes of the row's values or-ed together, E bits: bits(or) =
    /// bits(max).</param>
    /// <param name="descriptor">A legal descriptor.</param>
    /// <returns>The code, <see cref="CodeBits"/> bits; meaningless in rows without one.</returns>
    public static T Code<T>(T magnitudes, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        var length = BitMath.BitLength(magnitudes, LengthBits);
        var raw = RawLength(length, descriptor);
        return T.Mux(raw, T.Constant(CodeBits, RawCode), length.Resize(CodeBits));
    }

    /// <summary>The layout of a row.</summary>
    /// <param name="code">The row code, <see cref="CodeBits"/> bits; ignored in rows without one.</param>
    /// <param name="first">One bit: the first row of its group.</param>
    /// <param name="descriptor">A legal descriptor; the coder and e are used.</param>
    /// <returns>The layout; its width is at most e if the code is legal.</returns>
    public static RowShape<T> Shape<T>(T code, T first, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        var zero = T.Constant(LengthBits, 0);
        var coded = ~(descriptor.Uses(Coder.Fixed) | (descriptor.Uses(Coder.Delta) & first));
        var raw = ~coded | T.Equal(code, T.Constant(CodeBits, RawCode));
        var length = T.Mux(raw, zero, code.Resize(LengthBits));
        var signBit = (~descriptor.Uses(Coder.Peak) & BitMath.Any(length)).Resize(LengthBits);
        return new(
            coded,
            raw,
            length,
            T.Mux(raw, descriptor.Exponent, length + signBit),
            raw | ~RawLength(length, descriptor));
    }

    /// <summary>The field of one value.</summary>
    /// <param name="exponent">x, E bits.</param>
    /// <param name="distance">Its distance from the reference, no longer than the layout's k unless the row is
    /// raw.</param>
    /// <param name="shape">The row's layout.</param>
    /// <returns>E bits; bits at and above w are 0.</returns>
    public static T Field<T>(T exponent, Distance<T> distance, RowShape<T> shape)
        where T : IBits<T>
    {
        var sign = T.ShiftLeft(distance.Negative.Resize(exponent.Width), shape.MagnitudeBits);
        return T.Mux(shape.Raw, exponent, distance.Magnitude | sign);
    }

    /// <summary>The exponent that a field stands for, modulo 2^e.</summary>
    /// <param name="field">The field, E bits; bits at and above w are 0.</param>
    /// <param name="reference">E + 1 bits.</param>
    /// <param name="zeros">z, one bit (<c>peak</c> only).</param>
    /// <param name="shape">The row's layout.</param>
    /// <param name="descriptor">A legal descriptor.</param>
    /// <returns>x, E bits; modulo 2^e where no encoder writes such a field.</returns>
    public static T Exponent<T>(T field, T reference, T zeros, RowShape<T> shape, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        var peak = descriptor.Uses(Coder.Peak);
        var magnitude = field & BitMath.Ones(field.Width, shape.MagnitudeBits);
        var negative = T.ShiftRight(field, shape.MagnitudeBits).Slice(0, 1) | peak;
        var near = reference.Resize(field.Width);
        var coded = T.Mux(negative, near - magnitude, near + magnitude);
        var zero = peak & zeros & ~BitMath.Any(field);
        coded = T.Mux(zero, T.Constant(field.Width, 0), coded) & BitMath.Ones(field.Width, descriptor.Exponent);
        return T.Mux(shape.Raw, field, coded);
    }

    // A magnitude this long is not coded: its field would be as long as the exponent, or its code would be 7.
    private static T RawLength<T>(T length, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        var one = T.Constant(LengthBits, 1);
        var signed = BitMath.Any(length) & ~T.Less(length + one, descriptor.Exponent);
        var unsigned = ~T.Less(length, descriptor.Exponent) | T.Less(T.Constant(LengthBits, RawCode - 1), length);
        return T.Mux(descriptor.Uses(Coder.Peak), unsigned, signed);
    }
}
