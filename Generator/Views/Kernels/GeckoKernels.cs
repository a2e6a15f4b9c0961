// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>Distance of one exponent from its reference.</summary>
public sealed record GeckoDistanceView(HardwareConfig Config) : ModuleView(Config, "gecko_distance", "gecko_distance")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("exponent_i", ExponentBits), In("reference_i", ExponentBits + 1), In("zeros_i", 1), In("peak_i", 1),
        Out("negative_o", 1), Out("magnitude_o", ExponentBits),
    ];
}

/// <summary>Row code of a row of distances.</summary>
public sealed record GeckoRowCodeView(HardwareConfig Config) : ModuleView(Config, "gecko_row_code", "gecko_row_code")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
        [In("magnitudes_i", Lanes * ExponentBits), In("peak_i", 1), In("exponent_i", 4), Out("code_o", 3)];

    // The longest magnitude that is ever coded: 7 is raw.
    private const int LongestCoded = 6;

    /// <summary>A magnitude whose highest one is bit i is i + 1 bits long; of those that may be coded.</summary>
    public IEnumerable<TableEntry> Lengths => Enumerable.Range(0, int.Min(ExponentBits, LongestCoded))
        .Select(bit => new TableEntry(bit, Verilog.Literal(3, bit + 1)));

    /// <summary>When a magnitude whose highest one is bit i is too long to be coded.</summary>
    public IEnumerable<LongBit> LongBits => Enumerable.Range(0, ExponentBits).Select(bit => new LongBit(
        bit, AtMost(bit + 2), bit < LongestCoded ? AtMost(bit + 1) : "1'b1"));

    private static string AtMost(int length) => $"exponent_i <= {Verilog.Literal(4, length)}";
}

/// <summary>When a bit makes a magnitude too long.</summary>
/// <param name="Index">The bit.</param>
/// <param name="WithSign">With a sign in the field.</param>
/// <param name="WithoutSign">Without one.</param>
public sealed record LongBit(int Index, string WithSign, string WithoutSign);

/// <summary>Layout of a row's fields.</summary>
public sealed record GeckoRowShapeView(HardwareConfig Config) : ModuleView(Config, "gecko_row_shape", "gecko_row_shape")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("code_i", 3), In("first_i", 1), In("coder_i", 2), In("exponent_i", 4),
        Out("coded_o", 1), Out("raw_o", 1), Out("magnitude_bits_o", 3), Out("width_o", 4), Out("legal_o", 1),
    ];
}

/// <summary>Exponent field of one value.</summary>
public sealed record GeckoFieldView(HardwareConfig Config) : ModuleView(Config, "gecko_field", "gecko_field")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("exponent_i", ExponentBits), In("negative_i", 1), In("magnitude_i", ExponentBits), In("raw_i", 1),
        In("magnitude_bits_i", 3), Out("field_o", ExponentBits),
    ];
}

/// <summary>Exponent that one field stands for.</summary>
public sealed record GeckoExponentView(HardwareConfig Config) : ModuleView(Config, "gecko_exponent", "gecko_exponent")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("field_i", ExponentBits), In("reference_i", ExponentBits), In("zeros_i", 1), In("peak_i", 1), In("raw_i", 1),
        In("magnitude_bits_i", 3), In("top_i", ExponentBits), Out("exponent_o", ExponentBits),
    ];
}
