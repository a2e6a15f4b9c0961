// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Generator.Views;

/// <summary>What travels beside the values from stage to stage of a decoder.</summary>
public sealed class DecoderSignals(HardwareConfig config)
{
    private readonly DescriptorFields _fields = new(config);

    private int ExponentBits => config.Container.ExponentBits;

    private bool HasPeak => config.Coders.Contains(Coder.Peak);

    private Signal[] Keep => [Signal.PerLane("keep", config.Lanes)];

    private Signal[] Lengths => [_fields.Mantissa, _fields.Exponent, _fields.Low, _fields.Sign];

    /// <summary>True if some coder needs a reference beside the lanes' own bases.</summary>
    public bool HasReference => HasPeak || config.Coders.Contains(Coder.Bias);

    /// <summary>z: a constant 0 unless peak is generated.</summary>
    public Signal Zero => new("zero", 1, HasPeak ? null : "1'b0");

    /// <summary>Every field of the descriptor that the decoder uses.</summary>
    public Bundle Descriptor => new([.. Lengths, .. _fields.Coding]);

    private Signal[] GroupFirst => config.HasMetadata ? [new("group_first", 1)] : [];

    /// <summary>Out of the sequencer.</summary>
    public Bundle Row => new([new("last", 1), .. MetaSide]);

    /// <summary>Beside a row through the metadata unpacker, which passes the last row on by itself.</summary>
    public Bundle MetaSide =>
        new([new("first", 1), new("void", 1), new("refused", 1), .. GroupFirst, .. Keep, .. Descriptor]);

    /// <summary>Out of <c>row_request</c>.</summary>
    public Bundle Request => new([new("first", 1), new("last", 1), new("row_width", PackRule.WidthBits), .. DataSide]);

    private Signal[] Layout => !config.HasMetadata ? [] :
    [
        .. config.Coders.Contains(Coder.Delta) ? [new Signal("group_first", 1)] : Array.Empty<Signal>(),
        new("raw", 1), new("magnitude_bits", 3), Zero,
        .. HasReference ? [new Signal("reference", ExponentBits)] : Array.Empty<Signal>(),
        _fields.Coder,
    ];

    /// <summary>Beside a row through the data unpacker.</summary>
    public Bundle DataSide => new([new("void", 1), new("failed", 1), .. Keep, new("width", 4), .. Layout, .. Lengths]);

    /// <summary>Into <c>gecko_decode</c>, beside the fields.</summary>
    public Bundle Field => new([.. Layout, .. Exponents]);

    /// <summary>Out of <c>gecko_decode</c>, beside the exponents.</summary>
    public Bundle Exponents => new(
    [
        new("last", 1), new("error", 1), .. Keep, _fields.Exponent, _fields.Low,
        Signal.PerLane("signs", config.Lanes), new("mantissas", config.Lanes * config.Container.MantissaBits),
    ]);
}
