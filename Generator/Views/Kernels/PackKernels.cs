// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>One lane's value as it goes into a word.</summary>
public sealed record LaneAlignView(HardwareConfig Config) : ModuleView(Config, "lane_align", "lane_align")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("field_i", ExponentBits), In("sign_i", 1), In("mantissa_i", MantissaBits), In("keep_sign_i", 1),
        Out("bits_o", Config.Word),
    ];

    /// <summary>The value is as wide as the word.</summary>
    public bool IsExact => ValueBits == Config.Word;

    /// <summary>The value is half a word.</summary>
    public bool IsNarrow => ValueBits < Config.Word;

    /// <summary>The value is two words wide, with at most one word's bits in use.</summary>
    public bool IsFolded => ValueBits > Config.Word;
}

/// <summary>The parts of one lane's value.</summary>
public sealed record LaneSplitView(HardwareConfig Config) : ModuleView(Config, "lane_split", "lane_split")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("bits_i", Config.Word), In("keep_i", MantissaBits), In("field_mask_i", ExponentBits), In("keep_sign_i", 1),
        Out("mantissa_o", MantissaBits), Out("sign_o", 1), Out("field_o", ExponentBits),
    ];

    /// <inheritdoc cref="LaneAlignView.IsExact"/>
    public bool IsExact => ValueBits == Config.Word;

    /// <inheritdoc cref="LaneAlignView.IsNarrow"/>
    public bool IsNarrow => ValueBits < Config.Word;

    /// <inheritdoc cref="LaneAlignView.IsFolded"/>
    public bool IsFolded => ValueBits > Config.Word;
}

/// <summary>Ones at and above a position of a word.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Word">Bits of the word.</param>
public sealed record PositionMaskView(HardwareConfig Config, int Word)
    : ModuleView(Config, $"position_mask{Word}", "position_mask")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports => [In("position_i", 6), Out("above_o", Word)];

    /// <summary>Bit i is set if the position is at most i.</summary>
    public IEnumerable<TableEntry> Bits =>
        Enumerable.Range(0, Word).Select(bit => new TableEntry(bit, Verilog.Literal(6, bit)));
}

/// <summary>Rotates a word.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Word">Bits of the word.</param>
public sealed record RotateView(HardwareConfig Config, int Word) : ModuleView(Config, $"rotate{Word}", "rotate")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
        [In("bits_i", Word), In("amount_i", Verilog.IndexBits(Word)), Out("bits_o", Word)];

    /// <summary>One stage per bit of the amount.</summary>
    public IEnumerable<RotateStage> Stages => Enumerable.Range(0, Verilog.IndexBits(Word)).Select(stage =>
    {
        var (source, step) = (stage == 0 ? "bits_i" : $"by{(1 << stage) - 1}", 1 << stage);
        return new RotateStage(
            stage, source, $"by{(2 * step) - 1}", $"{{{source}[{Word - 1 - step}:0], {source}[{Word - 1}:{Word - step}]}}");
    });

    /// <summary>The net of the last stage.</summary>
    public string Result => Stages.Last().Result;
}

/// <summary>One stage of a rotation.</summary>
/// <param name="Index">The amount's bit.</param>
/// <param name="Source">The net that is rotated.</param>
/// <param name="Result">The net of the result.</param>
/// <param name="Rotated">The source rotated by 2^Index.</param>
public sealed record RotateStage(int Index, string Source, string Result, string Rotated);

/// <summary>Joins a rotated value with the bits that wait.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Word">Bits of the word.</param>
public sealed record LaneMergeView(HardwareConfig Config, int Word) : ModuleView(Config, $"lane_merge{Word}", "lane_merge")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("rest_i", Word), In("rotated_i", Word), In("above_i", Word), In("spill_i", 1), In("fresh_i", 1),
        Out("word_o", Word), Out("rest_o", Word),
    ];
}

/// <summary>Selects from two words the one that starts at a position.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Word">Bits of the word.</param>
public sealed record LaneSelectView(HardwareConfig Config, int Word) : ModuleView(Config, $"lane_select{Word}", "lane_select")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
        [In("current_i", Word), In("next_i", Word), In("above_i", Word), Out("bits_o", Word)];
}
