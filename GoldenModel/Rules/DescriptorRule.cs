// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>Which run-time descriptors are legal: docs/format.md section 1.</summary>
public static class DescriptorRule
{
    /// <summary>1 if every run-time field is in range and n + s + e ≤ B.</summary>
    /// <param name="container">The container.</param>
    /// <param name="word">B, 16 or 32 bits.</param>
    /// <param name="descriptor">The fields; any bits. All coders and roundings that fit their ports are legal.</param>
    /// <returns>1 bit.</returns>
    public static T IsLegal<T>(Container container, int word, DescriptorBits<T> descriptor)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(container);
        const int width = 10;
        var exponent = descriptor.Exponent.Resize(width);
        var low = descriptor.Low.Resize(width);
        var one = T.Constant(width, 1);
        var codes = T.ShiftLeft(one, exponent);
        var total = descriptor.PlainBits.Resize(width) + exponent;

        var full = T.Equal(exponent, Number(container.ExponentBits));
        var highestLow = T.Mux(full, one, Number(1 << container.ExponentBits) - codes);

        return AtMost(descriptor.Mantissa.Resize(width), Number(container.MantissaBits))
            & AtMost(one, exponent)
            & AtMost(exponent, Number(container.ExponentBits))
            & AtMost(one, low)
            & AtMost(low, highestLow)
            & T.Less(descriptor.Bias.Resize(width), codes)
            & AtMost(total, Number(word));

        static T Number(int value) => T.Constant(width, (ulong)value);
    }

    private static T AtMost<T>(T value, T limit)
        where T : IBits<T> => ~T.Less(limit, value);
}
