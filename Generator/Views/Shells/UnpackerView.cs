// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Words back to rows of values: the data of all lanes, or the metadata as one lane.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Kind"><c>data_unpacker</c> or <c>metadata_unpacker</c>.</param>
/// <param name="PackedLanes">Values a row.</param>
/// <param name="Word">Bits of a word.</param>
/// <param name="SideBits">Bits that travel with a row.</param>
public sealed record UnpackerView(HardwareConfig Config, string Kind, int PackedLanes, int Word, int SideBits)
    : ModuleView(Config, Kind, "unpacker")
{
    /// <summary>The unpacker of the data stream.</summary>
    public static UnpackerView Data(HardwareConfig config) =>
        new(config, "data_unpacker", config.Lanes, config.Word, new DecoderSignals(config).DataSide.Width);

    /// <summary>The unpacker of the metadata stream.</summary>
    public static UnpackerView Metadata(HardwareConfig config) =>
        new(config, "metadata_unpacker", 1, 32, new DecoderSignals(config).MetaSide.Width);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("row_valid_i", 1), Out("row_ready_o", 1), In("row_first_i", 1), In("row_last_i", 1), In("row_error_i", 1),
        In("row_width_i", 6), In("row_offset_i", IndexBits), In("row_side_i", SideBits),
        In("word_valid_i", 1), Out("word_ready_o", 1), In("word_data_i", PackedLanes * Word), In("word_empty_i", 1),
        In("word_torn_i", 1), In("word_last_i", 1),
        Out("out_valid_o", 1), In("out_ready_i", 1), Out("out_bits_o", PackedLanes * Word), Out("out_last_o", 1),
        Out("out_error_o", 1), Out("out_side_o", SideBits),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => (HasOut ? "2 clocks" : "1 clock") + " from a row's request to its bits";

    /// <summary>True for a register behind the rotation.</summary>
    public bool HasOut => Config.Depth.HasUnpacked;

    /// <inheritdoc cref="PackerView.IndexBits"/>
    public int IndexBits => Verilog.IndexBits(Word);

    /// <inheritdoc cref="PackerView.WordLiteral6"/>
    public string WordLiteral6 => Verilog.Literal(6, Word);

    /// <inheritdoc cref="PackerView.WordLiteral7"/>
    public string WordLiteral7 => Verilog.Literal(7, Word);

    /// <inheritdoc cref="PackerView.MaskModule"/>
    public string MaskModule => Module($"position_mask{Word}");

    /// <inheritdoc cref="PackerView.RotateModule"/>
    public string RotateModule => Module($"rotate{Word}");

    /// <summary>Module of the selection.</summary>
    public string SelectModule => Module($"lane_select{Word}");
}
