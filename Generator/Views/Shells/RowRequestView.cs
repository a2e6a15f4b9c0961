// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>What each row asks of the data stream.</summary>
public sealed record RowRequestView(HardwareConfig Config) : ModuleView(Config, "row_request", "row_request")
{
    private readonly DecoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("row_valid_i", 1), Out("row_ready_o", 1), .. _signals.Row.Inputs("row"),
        .. HasMetadata
            ? [
                In("word_valid_i", 1), Out("word_ready_o", 1), In("word_data_i", 32), In("word_keep_i", 4),
                In("word_last_i", 1),
            ]
            : Array.Empty<Port>(),
        Out("out_valid_o", 1), In("out_ready_i", 1), .. _signals.Request.Outputs(), Out("damaged_o", 1),
    ];

    /// <summary>Short names of the inputs.</summary>
    public IEnumerable<string> RowWires => _signals.Row.FromInputs("row", "row");

    /// <summary>Wires behind the metadata unpacker, or other names for the sequencer's where there is none.</summary>
    public IEnumerable<string> MetaWires => HasMetadata
        ? _signals.MetaSide.Wires("meta")
        : _signals.Row.Aliases("meta", "row");

    /// <summary>What goes beside a row into the metadata unpacker.</summary>
    public string MetaSideIn => _signals.MetaSide.Concatenate("row");

    /// <summary>What comes beside a row out of the metadata unpacker.</summary>
    public string MetaSideOut => _signals.MetaSide.Concatenate("meta");

    /// <summary>Bits of the unpacked metadata that this configuration has no use for.</summary>
    public string UnusedMeta => !HasPeak ? "meta_bits[31:3]"
        : ExponentBits == 8 ? "meta_bits[31:12]" : $"meta_bits[31:12], meta_bits[7:{ExponentBits}]";

    /// <summary>The row's code among the unpacked metadata.</summary>
    public string CodeSource => HasPeak ? "meta_headed ? meta_bits[11:9] : meta_bits[2:0]" : "meta_bits[2:0]";

    /// <summary>True if some coder needs a reference beside the lanes' own bases.</summary>
    public bool HasReference => _signals.HasReference;

    /// <summary>The row's reference.</summary>
    public string ReferenceSource =>
        HasPeak && HasBias ? "meta_coder == 2'd3 ? group_reference : meta_bias"
        : HasPeak ? "group_reference" : "meta_bias";

    /// <summary>Register in front of the data unpacker.</summary>
    public Stage Request
    {
        get
        {
            var stage = new Stage("request")
                .Add("first", 1, "meta_first").Add("last", 1, "meta_last").Add("row_width", 6, "meta_row_width");
            foreach (var signal in _signals.DataSide)
            {
                stage = signal.Name == "failed" ? stage.Add("failed", 1, "meta_error") : stage.Take([signal], "meta_");
            }

            return stage;
        }
    }

    /// <summary>Assignments of the register to the outputs.</summary>
    public IEnumerable<string> Outputs => _signals.Request.DriveOutputs("request");

    /// <summary>Module that unpacks the metadata.</summary>
    public string MetaUnpackerModule => Module("metadata_unpacker");

    /// <summary>Module of the row's layout.</summary>
    public string ShapeModule => Module("gecko_row_shape");
}
