// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs;

/// <summary>What the hardware's side of a claim is put together from.</summary>
internal static class Terms
{
    /// <summary>Name of the variable that is a container's value.</summary>
    public const string Value = "value";

    /// <summary>A constant.</summary>
    public static SmtTerm Number(int width, int value) => SmtTerm.Constant(width, (ulong)value);

    /// <summary>The kept mantissa as the hardware has it: its n bits at the top of M.</summary>
    public static SmtTerm InPlace(SmtTerm mantissa, DescriptorBits<SmtTerm> descriptor) =>
        SmtTerm.ShiftLeft(
            mantissa, Number(DescriptorBits<SmtTerm>.MantissaWidth, mantissa.Width) - descriptor.Mantissa);

    /// <summary>Ones over the kept mantissa bits in place.</summary>
    public static SmtTerm Keep(int mantissaBits, DescriptorBits<SmtTerm> descriptor) =>
        InPlace(BitMath.Ones(mantissaBits, descriptor.Mantissa), descriptor);

    /// <summary>2^e − 1, in E bits.</summary>
    public static SmtTerm Top(int exponentBits, DescriptorBits<SmtTerm> descriptor) =>
        BitMath.Ones(exponentBits, descriptor.Exponent);

    /// <summary>One bit: e is below E.</summary>
    public static SmtTerm Windowed(int exponentBits, DescriptorBits<SmtTerm> descriptor) =>
        ~SmtTerm.Equal(descriptor.Exponent, Number(DescriptorBits<SmtTerm>.ExponentWidth, exponentBits));

    /// <summary>The exponent of code 0, signed, in E + 1 bits: low − 1 in a window, else 0.</summary>
    /// <param name="exponentBits">E.</param>
    /// <param name="exponent">e.</param>
    /// <param name="low">lo, E bits.</param>
    public static SmtTerm Origin(int exponentBits, SmtTerm exponent, SmtTerm low)
    {
        var width = exponentBits + 1;
        return SmtTerm.Mux(
            SmtTerm.Equal(exponent, Number(exponent.Width, exponentBits)), Number(width, 0), low.Resize(width) - Number(width, 1));
    }

    /// <summary>One bit: the descriptor's coder is <c>peak</c>.</summary>
    public static SmtTerm IsPeak(DescriptorBits<SmtTerm> descriptor) =>
        descriptor.Uses(GoldenModel.Formats.Coder.Peak);

    /// <summary>A word rotated towards its most significant bit.</summary>
    /// <param name="word">A power of two of bits.</param>
    /// <param name="amount">log2 of it in bits.</param>
    public static SmtTerm Rotate(SmtTerm word, SmtTerm amount)
    {
        var wide = amount.Resize(amount.Width + 1);
        return SmtTerm.ShiftLeft(word, wide) | SmtTerm.ShiftRight(word, Number(wide.Width, word.Width) - wide);
    }

    /// <summary>Where the lowest bit of an aligned value lies: M − n, modulo the word.</summary>
    public static SmtTerm Offset(int mantissaBits, int word, DescriptorBits<SmtTerm> descriptor)
    {
        var index = IndexBits(word);
        return Number(index, mantissaBits % word) - descriptor.Mantissa.Resize(index);
    }

    /// <summary>One bit: some bit is set.</summary>
    public static SmtTerm Any(SmtTerm bits) => BitMath.Any(bits);

    /// <summary>A bit, repeated.</summary>
    public static SmtTerm Repeat(SmtTerm bit, int width) => SmtTerm.Concat(Enumerable.Repeat(bit, width));

    /// <summary>One bit: a consequence holds where a condition does.</summary>
    public static SmtTerm Implies(SmtTerm condition, SmtTerm consequence) => ~condition | consequence;

    /// <summary>log2 of a word's bits.</summary>
    public static int IndexBits(int word) => word == 16 ? 4 : 5;
}
