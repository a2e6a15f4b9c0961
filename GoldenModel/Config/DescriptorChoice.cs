// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.GoldenModel.Config;

/// <summary>Settles what settings leave open by looking at the tensor.</summary>
public static class DescriptorChoice
{
    /// <summary>The descriptor for a tensor.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="container">The container of the values.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="scan">Looks at the values; called only if something is left open.</param>
    /// <returns>A legal descriptor. With an automatic window it ends at the largest finite exponent; an automatic sign
    /// is dropped only if no value, −0 and NaN included, has its sign bit set.</returns>
    /// <exception cref="FormatException">What is asked for is out of range; the message names the field and its
    /// range.</exception>
    public static Descriptor Choose(BitlengthSettings settings, Container container, long count, Func<TensorScan> scan)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(scan);
        var descriptor = settings.ToDescriptor(container) with { Count = count };
        if (settings.Low?.Number is not null && settings.Sign?.Number is not null)
        {
            Refuse(descriptor);
            return descriptor;
        }

        // Whether all fits the word can only be said with the sign settled; every legal descriptor fits 32 bits.
        Refuse(descriptor with { Word = 32 });

        var seen = scan();
        descriptor = descriptor with
        {
            Low = settings.Low?.Number ?? seen.WindowBelowLargest(descriptor),
            Sign = settings.Sign?.Number is { } sign ? sign == 1 : seen.HasSignBits,
        };
        Refuse(descriptor);
        return descriptor;
    }

    private static void Refuse(Descriptor descriptor)
    {
        if (descriptor.FindFault() is { } fault)
        {
            throw new FormatException(fault);
        }
    }
}
