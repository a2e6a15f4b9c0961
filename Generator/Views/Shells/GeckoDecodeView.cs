// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Rows of fields back to exponents.</summary>
public sealed record GeckoDecodeView(HardwareConfig Config) : ModuleView(Config, "gecko_decode", "gecko_decode")
{
    private readonly DecoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), .. _signals.Field.Inputs(), In("in_fields_i", Lanes * ExponentBits),
        Out("out_valid_o", 1), In("out_ready_i", 1), .. _signals.Exponents.Outputs(),
        Out("out_exponents_o", Lanes * ExponentBits),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => Field.IsRegister ? "1 clock" : "0 clocks";

    /// <summary>Valid of the register.</summary>
    public string FieldValid => Field.Valid("in_valid_i");

    /// <summary>Register where rows enter.</summary>
    public Stage Field =>
        new Stage("field", Config.Depth.HasField).Take(_signals.Field, "in_", "_i").Add("fields", Lanes * ExponentBits, "in_fields_i");

    /// <summary>Without the register only the bases of <c>delta</c> are clocked, and nothing is reset.</summary>
    public string UnusedClock => HasDelta ? "rst_i" : "clk_i, rst_i";

    /// <summary>Reference of one lane.</summary>
    public string Reference =>
        HasDelta && _signals.HasReference ? "field_coder == 2'd1 ? base_q : field_reference"
        : HasDelta ? "base_q" : "field_reference";

    /// <summary>Assignments of what is passed through.</summary>
    public IEnumerable<string> Outputs => _signals.Exponents.DriveOutputs("field");

    /// <summary>Module of the exponent mask.</summary>
    public string TopMaskModule => Module("exponent_mask");

    /// <summary>Module of the exponent.</summary>
    public string ExponentModule => Module("gecko_exponent");
}
