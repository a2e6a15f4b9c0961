// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Kept bits back to container values, and the end of each tensor.</summary>
public sealed record TensorOutputView(HardwareConfig Config) : ModuleView(Config, "tensor_output", "tensor_output")
{
    private readonly DecoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), .. _signals.Exponents.Inputs(),
        In("in_exponents_i", Lanes * ExponentBits),
        Out("values_valid_o", 1), In("values_ready_i", 1), Out("values_data_o", Lanes * ValueBits),
        Out("values_keep_o", Lanes * ValueBits / 8), Out("values_last_o", 1), Out("values_error_o", 1),
        Out("skip_o", 1), Out("leaves_o", 1),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => Restore.IsRegister ? "2 clocks" : "1 clock";

    /// <summary>Valid of the register.</summary>
    public string RestoreValid => Restore.Valid("in_valid_i");

    /// <summary>Register in front of the restoration.</summary>
    public Stage Restore => new Stage("restore", Config.Depth.HasRestore)
        .Take(_signals.Exponents, "in_", "_i").Add("exponents", Lanes * ExponentBits, "in_exponents_i");

    /// <summary>Module that restores a value.</summary>
    public string RestoreModule => Module("restore");
}
