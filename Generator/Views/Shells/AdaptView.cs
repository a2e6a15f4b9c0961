// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Rows of container values to kept bits.</summary>
public sealed record AdaptView(HardwareConfig Config) : ModuleView(Config, "adapt", "adapt")
{
    private readonly EncoderSignals _signals = new(Config);
    private readonly DescriptorFields _fields = new(Config);

    // low - 1, signed; 0 without a window.
    private Signal Origin => new("origin", ExponentBits + 1, Config.Frozen is not { } frozen ? null
        : Verilog.Literal(
            ExponentBits + 1,
            frozen.Exponent == ExponentBits ? 0 : (frozen.Low + (2 << ExponentBits) - 1) % (2 << ExponentBits)));

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), .. _signals.Intake.Inputs(), In("in_codes_i", Lanes * ValueBits),
        Out("out_valid_o", 1), In("out_ready_i", 1), .. _signals.Adapted.Outputs(), OutLanes("out_signs_o"),
        Out("out_exponents_o", Lanes * ExponentBits), Out("out_mantissas_o", Lanes * MantissaBits),
        Out("out_losses_o", 4),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => Window.IsRegister
        ? "1 clock: rounding before the register, the exponent window after it"
        : "0 clocks: rounding, then the exponent window";

    /// <summary>Register between rounding and window.</summary>
    public Stage Window => new Stage("window", Config.Depth.HasWindow)
        .Take(_signals.Window, "in_", "_i")
        .Add(Origin, "window_origin_next")
        .Add(Signal.PerLane("signs", Lanes), "round_signs")
        .Add("exponents", Lanes * ExponentBits, "round_exponents")
        .Add("mantissas", Lanes * MantissaBits, "round_mantissas")
        .Add(Signal.PerLane("nonzero", Lanes), "round_nonzero")
        .Add("nan_lost", 1, "|(round_nan_lost & in_keep_i)");

    /// <summary>Valid of the register.</summary>
    public string WindowValid => Window.Valid("in_valid_i");

    /// <summary>The exponent of code 0 on its way into the register; a constant needs none.</summary>
    public IEnumerable<string> OriginWires => Origin.Constant is not null ? [] :
    [
        "wire [EXPONENT_BITS:0] window_origin_next =",
        $"    in_exponent_i == {FullExponent} ? {{(EXPONENT_BITS+1){{1'b0}}}}",
        "    : {1'b0, in_low_i} - { {EXPONENT_BITS{1'b0}}, 1'b1};",
    ];

    /// <summary>n where values enter.</summary>
    public string InMantissa => _fields.Mantissa.Constant ?? "in_mantissa_i";

    /// <summary>Whether to round to nearest, where values enter.</summary>
    public string InRounding => _fields.Rounding.Constant ?? "in_rounding_i";

    /// <summary>Assignments of what is passed through.</summary>
    public IEnumerable<string> Outputs => _signals.Adapted.DriveOutputs("window");

    /// <summary>Module of the mantissa mask.</summary>
    public string KeepMaskModule => Module("mantissa_mask");

    /// <summary>Module of the exponent mask.</summary>
    public string TopMaskModule => Module("exponent_mask");

    /// <summary>Module of the rounding.</summary>
    public string RoundModule => Module("adapt_round");

    /// <summary>Module of the window.</summary>
    public string WindowModule => Module("adapt_window");
}
