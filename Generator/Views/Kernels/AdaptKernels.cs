// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>Whether a run-time descriptor is legal.</summary>
public sealed record DescriptorCheckView(HardwareConfig Config)
    : ModuleView(Config, "descriptor_check", "descriptor_check")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("mantissa_i", 5), In("exponent_i", 4), In("low_i", 8), In("sign_i", 1), In("coder_i", 2), In("bias_i", 8),
        In("rounding_i", 1), Out("legal_o", 1),
    ];

    /// <summary>M as a literal.</summary>
    public string MaxMantissa => Verilog.Literal(5, MantissaBits);

    /// <summary>E as a literal.</summary>
    public string MaxExponent => Verilog.Literal(4, ExponentBits);

    /// <summary>B as a literal.</summary>
    public string Word => Verilog.Literal(6, Config.Word);

    /// <summary>2^E as a literal.</summary>
    public string Exponents => Verilog.Literal(10, 1 << ExponentBits);

    /// <summary>One bit per coder's number: set for those that are generated.</summary>
    public string CoderSet => Verilog.Literal(4, Config.Coders.Sum(coder => 1 << (int)coder));

    /// <summary>One bit per rounding's number: set for those that are generated.</summary>
    public string RoundingSet => Verilog.Literal(2, Config.Roundings.Sum(rounding => 1 << (int)rounding));
}

/// <summary>Mask of the kept mantissa bits.</summary>
public sealed record MantissaMaskView(HardwareConfig Config) : ModuleView(Config, "mantissa_mask", "mantissa_mask")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports => [In("mantissa_i", 5), Out("keep_o", MantissaBits)];

    /// <summary>Bit i is kept if n is more than M − 1 − i.</summary>
    public IEnumerable<TableEntry> Bits => Enumerable.Range(0, MantissaBits)
        .Select(bit => new TableEntry(bit, Verilog.Literal(5, MantissaBits - 1 - bit)));
}

/// <summary>Mask of an exponent's, or a field's, bits.</summary>
public sealed record ExponentMaskView(HardwareConfig Config) : ModuleView(Config, "exponent_mask", "exponent_mask")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports => [In("exponent_i", 4), Out("top_o", ExponentBits)];

    /// <summary>Bit i is set if e is more than i.</summary>
    public IEnumerable<TableEntry> Bits =>
        Enumerable.Range(0, ExponentBits).Select(bit => new TableEntry(bit, Verilog.Literal(4, bit)));
}

/// <summary>Shortens one value's mantissa.</summary>
public sealed record AdaptRoundView(HardwareConfig Config) : ModuleView(Config, "adapt_round", "adapt_round")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("code_i", ValueBits), In("keep_i", MantissaBits), In("nearest_i", 1),
        Out("sign_o", 1), Out("exponent_o", ExponentBits), Out("mantissa_o", MantissaBits),
        Out("nonzero_o", 1), Out("nan_lost_o", 1),
    ];
}

/// <summary>Moves one value's exponent into its window.</summary>
public sealed record AdaptWindowView(HardwareConfig Config) : ModuleView(Config, "adapt_window", "adapt_window")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("sign_i", 1), In("exponent_i", ExponentBits), In("mantissa_i", MantissaBits), In("nonzero_i", 1),
        In("windowed_i", 1), In("origin_i", ExponentBits + 1), In("top_i", ExponentBits), In("keep_i", MantissaBits),
        In("keep_sign_i", 1),
        Out("sign_o", 1), Out("exponent_o", ExponentBits), Out("mantissa_o", MantissaBits),
        Out("flushed_o", 1), Out("saturated_o", 1), Out("sign_lost_o", 1),
    ];
}

/// <summary>The container value that kept bits stand for.</summary>
public sealed record RestoreView(HardwareConfig Config) : ModuleView(Config, "restore", "restore")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("sign_i", 1), In("exponent_i", ExponentBits), In("mantissa_i", MantissaBits), In("windowed_i", 1),
        In("low_i", ExponentBits), Out("code_o", ValueBits),
    ];
}
