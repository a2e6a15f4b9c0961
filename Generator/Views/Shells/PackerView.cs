// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Rows of values to words: the data of all lanes, or the metadata as one lane.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Kind"><c>data_packer</c> or <c>metadata_packer</c>.</param>
/// <param name="PackedLanes">Values a row.</param>
/// <param name="Word">Bits of a word.</param>
public sealed record PackerView(HardwareConfig Config, string Kind, int PackedLanes, int Word)
    : ModuleView(Config, Kind, "packer")
{
    /// <summary>The packer of the data stream.</summary>
    public static PackerView Data(HardwareConfig config) => new(config, "data_packer", config.Lanes, config.Word);

    /// <summary>The packer of the metadata stream.</summary>
    public static PackerView Metadata(HardwareConfig config) => new(config, "metadata_packer", 1, 32);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("row_valid_i", 1), Out("row_ready_o", 1), In("row_first_i", 1), In("row_last_i", 1), In("row_error_i", 1),
        In("row_width_i", 6), In("row_offset_i", IndexBits), In("row_bits_i", PackedLanes * Word),
        Out("out_valid_o", 1), In("out_ready_i", 1), Out("out_data_o", PackedLanes * Word), Out("out_empty_o", 1),
        Out("out_last_o", 1), Out("out_error_o", 1),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => string.Create(
        CultureInfo.InvariantCulture,
        $"{2 + (Rotate.IsRegister ? 1 : 0) + (Merge.IsRegister ? 1 : 0)} clocks from a row to the word that it fills, if the next row follows");

    /// <summary>Register in front of the rotation.</summary>
    public Stage Rotate => new Stage("rotate", Config.Depth.HasRotate)
        .Add("bits", PackedLanes * Word, "row_bits_i")
        .Add("amount", IndexBits, "start[INDEX-1:0] - row_offset_i")
        .Add("start", 6, "start")
        .Add("spill", 1, "spill")
        .Add("empty", 1, "left == 6'd0")
        .Take([new("first", 1), new("last", 1), new("error", 1)], "row_", "_i");

    /// <summary>Register in front of the merge.</summary>
    public Stage Merge => new Stage("merge", Config.Depth.HasMerge)
        .Add("bits", PackedLanes * Word, "rotated")
        .Add("above", Word, "rotate_above")
        .Take([new("spill", 1), new("empty", 1), new("first", 1), new("last", 1), new("error", 1)], "rotate_");

    /// <summary>Valid in front of the rotation.</summary>
    public string RotateValid => Rotate.Valid("row_valid_i");

    /// <summary>Valid in front of the merge.</summary>
    public string MergeValid => Merge.Valid(RotateValid);

    /// <summary>Bits of a position in a word.</summary>
    public int IndexBits => Verilog.IndexBits(Word);

    /// <summary>B in 6 bits.</summary>
    public string WordLiteral6 => Verilog.Literal(6, Word);

    /// <summary>B in 7 bits.</summary>
    public string WordLiteral7 => Verilog.Literal(7, Word);

    /// <summary>Module of the position mask.</summary>
    public string MaskModule => Module($"position_mask{Word}");

    /// <summary>Module of the rotation.</summary>
    public string RotateModule => Module($"rotate{Word}");

    /// <summary>Module of the merge.</summary>
    public string MergeModule => Module($"lane_merge{Word}");
}
