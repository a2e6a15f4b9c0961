// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>The run-time part of a descriptor as bit-vectors: what the rules and the hardware's ports see.</summary>
/// <param name="Mantissa">n, <see cref="MantissaWidth"/> bits.</param>
/// <param name="Exponent">e, <see cref="ExponentWidth"/> bits.</param>
/// <param name="Low">lo, <see cref="LowWidth"/> bits.</param>
/// <param name="Sign">s, one bit.</param>
/// <param name="Coder">Numeric value of <see cref="Formats.Coder"/>, <see cref="CoderWidth"/> bits.</param>
/// <param name="Bias">β, <see cref="BiasWidth"/> bits.</param>
/// <param name="Rounding">Numeric value of <see cref="Formats.Rounding"/>, one bit.</param>
/// <typeparam name="T">The bit-vectors.</typeparam>
/// <remarks>docs/format.md section 1.</remarks>
public readonly record struct DescriptorBits<T>(T Mantissa, T Exponent, T Low, T Sign, T Coder, T Bias, T Rounding)
    where T : IBits<T>
{
    /// <summary>Bits of n, for every container.</summary>
    public const int MantissaWidth = 5;

    /// <summary>Bits of e, for every container.</summary>
    public const int ExponentWidth = 4;

    /// <summary>Bits of lo, for every container.</summary>
    public const int LowWidth = 8;

    /// <summary>Bits of the coder's selector.</summary>
    public const int CoderWidth = 2;

    /// <summary>Bits of β, for every container.</summary>
    public const int BiasWidth = 8;

    /// <summary>1 if <paramref name="coder"/> is selected.</summary>
    /// <param name="coder">A defined coder.</param>
    /// <returns>1 bit.</returns>
    public T Uses(Coder coder) => T.Equal(Coder, T.Constant(CoderWidth, (ulong)coder));

    /// <summary>n + s, in <see cref="PackRule.WidthBits"/> bits.</summary>
    public T PlainBits => Mantissa.Resize(PackRule.WidthBits) + Sign.Resize(PackRule.WidthBits);
}

/// <summary>Conversion of a descriptor record into bit-vectors.</summary>
public static class DescriptorBits
{
    /// <summary>The run-time fields of a descriptor as constants.</summary>
    /// <param name="descriptor">A descriptor whose fields fit their ports, which those of all legal ones do.</param>
    /// <returns>Each field in its port's width.</returns>
    public static DescriptorBits<T> From<T>(Descriptor descriptor)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new(
            T.Constant(DescriptorBits<T>.MantissaWidth, (ulong)descriptor.Mantissa),
            T.Constant(DescriptorBits<T>.ExponentWidth, (ulong)descriptor.Exponent),
            T.Constant(DescriptorBits<T>.LowWidth, (ulong)descriptor.Low),
            T.Constant(1, descriptor.Sign ? 1u : 0),
            T.Constant(DescriptorBits<T>.CoderWidth, (ulong)descriptor.Coder),
            T.Constant(DescriptorBits<T>.BiasWidth, (ulong)descriptor.Bias),
            T.Constant(1, (ulong)descriptor.Rounding));
    }
}
