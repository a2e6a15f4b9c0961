// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Views;

/// <summary>The fields of a tensor's descriptor as signals: constants where the configuration leaves no
/// choice.</summary>
/// <remarks>Their places in the descriptor streams are those of docs/hardware.md.</remarks>
public sealed class DescriptorFields(HardwareConfig config)
{
    private static readonly Dictionary<string, int> Places = new()
    {
        ["mantissa"] = 0,
        ["exponent"] = 8,
        ["low"] = 16,
        ["bias"] = 24,
        ["sign"] = 32,
        ["coder"] = 33,
        ["rounding"] = 35,
    };

    /// <summary>n, 5 bits.</summary>
    public Signal Mantissa => Field("mantissa", 5, frozen => frozen.Mantissa);

    /// <summary>e, 4 bits.</summary>
    public Signal Exponent => Field("exponent", 4, frozen => frozen.Exponent);

    /// <summary>lo, E bits.</summary>
    public Signal Low => Field("low", config.Container.ExponentBits, frozen => frozen.Low);

    /// <summary>s, one bit.</summary>
    public Signal Sign => Field("sign", 1, frozen => frozen.Sign ? 1 : 0);

    /// <summary>The coder's number, 2 bits.</summary>
    public Signal Coder => Field("coder", 2, _ => (int)config.Coders[0], config.Coders.Count == 1);

    /// <summary>β, E bits.</summary>
    public Signal Bias => Field("bias", config.Container.ExponentBits, frozen => frozen.Bias);

    /// <summary>The rounding's number, one bit.</summary>
    public Signal Rounding => Field("rounding", 1, _ => (int)config.Roundings[0], config.Roundings.Count == 1);

    /// <summary>What the exponent coders need to know which reference to take: the coder, and β if it is
    /// generated.</summary>
    public IEnumerable<Signal> Coding =>
        !config.HasMetadata ? [] : config.Coders.Contains(GoldenModel.Formats.Coder.Bias) ? [Coder, Bias] : [Coder];

    /// <summary>The part of the descriptor stream's data that holds a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="net">The net that has the descriptor.</param>
    public static string Place(Signal field, string net)
    {
        ArgumentNullException.ThrowIfNull(field);
        var low = LowBit(field);
        return field.Width == 1 ? $"{net}[{low}]" : $"{net}[{low + field.Width - 1}:{low}]";
    }

    /// <summary>The lowest bit of the descriptor stream's data that holds a field.</summary>
    public static int LowBit(Signal field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Places[field.Name];
    }

    private Signal Field(string name, int width, Func<Descriptor, int> value, bool single = false) =>
        new(name, width, config.Frozen is not null || single
            ? Verilog.Literal(width, value(config.Frozen ?? new Descriptor()))
            : null);
}
