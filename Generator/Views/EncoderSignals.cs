// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Views;

/// <summary>What travels beside the values from stage to stage of an encoder.</summary>
public sealed class EncoderSignals(HardwareConfig config)
{
    private readonly DescriptorFields _fields = new(config);

    private bool HasPeak => config.Coders.Contains(Coder.Peak);

    /// <summary>Every field of the descriptor that the encoder uses.</summary>
    public Bundle Descriptor => new(
        [_fields.Mantissa, _fields.Exponent, _fields.Low, _fields.Sign, .. _fields.Coding, _fields.Rounding]);

    /// <summary>The place of a row in its tensor.</summary>
    private static Signal[] Row => [new("first", 1), new("last", 1), new("void", 1), new("error", 1)];

    private Signal[] Group => !config.HasMetadata ? []
        : HasPeak ? [new("group_first", 1), new("group_last", 1)] : [new("group_first", 1)];

    private Signal[] Keep => [Signal.PerLane("keep", config.Lanes)];

    /// <summary>Into <c>adapt</c>.</summary>
    public Bundle Intake => new([.. Row, .. Group, .. Keep, .. Descriptor]);

    /// <summary>Between rounding and the exponent window.</summary>
    public Bundle Window => new(
        [.. Row, .. Group, .. Keep, _fields.Mantissa, _fields.Exponent, _fields.Sign, .. _fields.Coding]);

    /// <summary>Out of <c>adapt</c> and into <c>gecko_encode</c>.</summary>
    public Bundle Adapted => config.HasMetadata
        ? new([.. Row, .. Group, .. Keep, _fields.Mantissa, _fields.Exponent, _fields.Sign, .. _fields.Coding])
        : new([.. Row, _fields.Mantissa, _fields.Exponent, _fields.Sign]);

    /// <summary>Through the group buffer.</summary>
    public Bundle Held => new(
        [.. Row, .. Keep, _fields.Mantissa, _fields.Exponent, _fields.Sign, .. _fields.Coding, .. Values]);

    /// <summary>Where distances are taken.</summary>
    public Bundle Distance => new(
        [.. Row, new("group_first", 1), .. Keep, _fields.Mantissa, _fields.Exponent, _fields.Sign, _fields.Coder, .. Values]);

    /// <summary>Where fields are made.</summary>
    public Bundle Code => new(
        [.. Row, new("group_first", 1), _fields.Mantissa, _fields.Exponent, _fields.Sign, _fields.Coder, .. Values]);

    /// <summary>Out of <c>gecko_encode</c>, beside the values.</summary>
    public Bundle Coded => new([.. Row, _fields.Mantissa, _fields.Sign]);

    /// <summary>The values themselves: exponents, signs and mantissas of all lanes.</summary>
    public Signal[] Values =>
    [
        Signal.PerLane("signs", config.Lanes),
        new("exponents", config.Lanes * config.Container.ExponentBits),
        new("mantissas", config.Lanes * config.Container.MantissaBits),
    ];
}
