// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>A bit string after one more value: what left, and what stays.</summary>
/// <param name="Spilled">One bit: a whole word left.</param>
/// <param name="Word">That word, B bits.</param>
/// <param name="Rest">The bits that wait, B bits; bits at and above the fill are 0.</param>
/// <param name="Fill">How many bits wait, <see cref="PackRule.WidthBits"/> bits: 0 to B.</param>
public readonly record struct Appended<T>(T Spilled, T Word, T Rest, T Fill)
    where T : IBits<T>;

/// <summary>Values to words and back, one lane: docs/format.md section 5.</summary>
public static class PackRule
{
    /// <summary>Bits that hold a width, a fill or a position: 0 to 32.</summary>
    public const int WidthBits = 6;

    /// <summary>A lane's value: mantissa, then sign, then field.</summary>
    /// <param name="mantissa">f, right-aligned; bits at and above n are 0.</param>
    /// <param name="sign">S, one bit; 0 where signs are dropped.</param>
    /// <param name="field">The exponent's field; bits at and above w are 0.</param>
    /// <param name="word">B, 16 or 32 bits.</param>
    /// <param name="descriptor">A legal descriptor; n and s are used.</param>
    /// <returns>f | S·2^n | field·2^(n+s), B bits; those at and above n + s + w are 0.</returns>
    public static T Join<T>(T mantissa, T sign, T field, int word, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        return mantissa.Resize(word)
            | T.ShiftLeft(sign.Resize(word), descriptor.Mantissa)
            | T.ShiftLeft(field.Resize(word), descriptor.PlainBits);
    }

    /// <summary>The parts of a lane's value.</summary>
    /// <param name="bits">The value, B bits; bits at and above n + s + w are 0.</param>
    /// <param name="mantissaBits">M, width of the returned mantissa.</param>
    /// <param name="exponentBits">E, width of the returned field.</param>
    /// <param name="descriptor">A legal descriptor; n and s are used.</param>
    /// <returns>f in M bits, S in one bit (0 where signs are dropped), the field in E bits.</returns>
    public static (T Mantissa, T Sign, T Field) Split<T>(
        T bits, int mantissaBits, int exponentBits, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        return (
            bits.Resize(mantissaBits) & BitMath.Ones(mantissaBits, descriptor.Mantissa),
            T.ShiftRight(bits, descriptor.Mantissa).Slice(0, 1) & descriptor.Sign,
            T.ShiftRight(bits, descriptor.PlainBits).Resize(exponentBits));
    }

    /// <summary>Appends a value to a lane's bit string. A word leaves when the next value does not fit into
    /// it.</summary>
    /// <param name="rest">The bits that wait, B bits.</param>
    /// <param name="fill">How many wait, 0 to B.</param>
    /// <param name="bits">The value, B bits; bits at and above its width are 0.</param>
    /// <param name="width">Its width, 0 to B.</param>
    /// <returns>The word that left, if one did, and the bits that wait now.</returns>
    public static Appended<T> Append<T>(T rest, T fill, T bits, T width)
        where T : IBits<T>
    {
        var word = rest.Width;
        var joined = rest.Resize(2 * word) | T.ShiftLeft(bits.Resize(2 * word), fill);
        var total = fill.Resize(WidthBits + 1) + width.Resize(WidthBits + 1);
        var full = T.Constant(WidthBits + 1, (ulong)word);
        var spilled = T.Less(full, total);
        return new(
            spilled,
            joined.Slice(0, word),
            T.Mux(spilled, joined.Slice(word, word), joined.Slice(0, word)),
            T.Mux(spilled, total - full, total).Resize(WidthBits));
    }

    /// <summary>The <paramref name="width"/> bits that start at <paramref name="position"/> of two words.</summary>
    /// <param name="current">The word in hand, B bits.</param>
    /// <param name="next">The word after it, B bits.</param>
    /// <param name="position">0 to B.</param>
    /// <param name="width">0 to B.</param>
    /// <returns>B bits; those at and above <paramref name="width"/> are 0.</returns>
    public static T Take<T>(T current, T next, T position, T width)
        where T : IBits<T>
    {
        var word = current.Width;
        var both = current.Resize(2 * word)
            | T.ShiftLeft(next.Resize(2 * word), T.Constant(WidthBits, (ulong)word));
        return T.ShiftRight(both, position).Resize(word) & BitMath.Ones(word, width);
    }
}
