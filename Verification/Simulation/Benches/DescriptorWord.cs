// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>A descriptor as the hardware's descriptor stream carries it.</summary>
/// <remarks>docs/hardware.md.</remarks>
public static class DescriptorWord
{
    /// <summary>Bits of the run-time fields, without the count.</summary>
    public const int Bits = 40;

    /// <summary>The run-time fields, legal or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field does not fit its place.</exception>
    public static ulong Of(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return Field(descriptor.Mantissa, 5, 0)
            | Field(descriptor.Exponent, 4, 8)
            | Field(descriptor.Low, 8, 16)
            | Field(descriptor.Bias, 8, 24)
            | Field(descriptor.Sign ? 1 : 0, 1, 32)
            | Field((int)descriptor.Coder, 2, 33)
            | Field((int)descriptor.Rounding, 1, 35);
    }

    private static ulong Field(int value, int width, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << width);
        return (ulong)value << place;
    }
}
