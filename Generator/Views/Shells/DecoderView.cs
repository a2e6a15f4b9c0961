// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Streams back to tensors.</summary>
public sealed record DecoderView(HardwareConfig Config) : ModuleView(Config, "decoder", "decoder")
{
    private readonly DecoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("aclk", 1), In("aresetn", 1),
        .. AxiPorts.Sink("descriptor", IsRuntime ? 80 : 40),
        .. AxiPorts.Sink("data", Lanes * Word, packet: true),
        .. HasMetadata ? AxiPorts.Sink("metadata", 32, packet: true) : [],
        .. AxiPorts.Source("values", Lanes * ValueBits),
        In("status_clear_i", 1), Out("errors_o", 3),
    ];

    /// <summary>B.</summary>
    public int Word => Config.Word;

    /// <summary>Latency in words.</summary>
    public string Latency => HasMetadata ? "8 clocks from the descriptor" : "5 clocks from the descriptor";

    /// <summary>The other packet that goes in, in words.</summary>
    public string AndMetadata => HasMetadata ? " and one of metadata" : "";

    /// <summary>Wires of the descriptor's fields beside a row.</summary>
    public IEnumerable<string> RowWires => _signals.Descriptor.Wires("row");

    /// <summary>Connections of the sequencer's descriptor.</summary>
    public IEnumerable<string> SequencerConnections
    {
        get
        {
            if (!IsRuntime)
            {
                return [".count_i(s_axis_descriptor_tdata),"];
            }

            return RowSequencerView.CheckedFields
                .Select(entry => $".{entry.Name}_i({DescriptorFields.Place(entry)}),")
                .Append(".count_i(s_axis_descriptor_tdata[79:40]),")
                .Concat(_signals.Descriptor.Where(entry => entry.Constant is null)
                    .Select(entry => $".{entry.Name}_o(row_{entry.Name}),"));
        }
    }

    /// <summary>Wires behind the metadata unpacker, or other names for the sequencer's where there is none.</summary>
    public IEnumerable<string> MetaWires => HasMetadata
        ? _signals.MetaSide.Wires("meta")
        : new Bundle([.. _signals.MetaSide.Where(signal => signal.Name is not ("group_first" or "refused"))]).Aliases("meta", "row");

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

    /// <summary>Wires behind the data unpacker.</summary>
    public IEnumerable<string> DataWires => _signals.DataSide.Wires("data");

    /// <summary>What goes beside a row into the data unpacker.</summary>
    public string DataSideIn => _signals.DataSide.Concatenate("request");

    /// <summary>What comes beside a row out of the data unpacker.</summary>
    public string DataSideOut => _signals.DataSide.Concatenate("data");

    /// <summary>Where the lowest bit of an aligned value lies.</summary>
    public ValueOffset Offset => new(Config);

    /// <summary>Wires behind the exponents, or other names for those in front where exponents are not coded.</summary>
    public IEnumerable<string> ExponentWires => HasMetadata
        ? _signals.Exponents.Wires("exponent")
        : _signals.Exponents.Aliases("exponent", "data");

    /// <summary>Connections of <c>gecko_decode</c>.</summary>
    public IEnumerable<string> GeckoConnections =>
        [.. _signals.Field.ConnectInputs("data"), .. _signals.Exponents.ConnectOutputs("exponent")];

    /// <summary>Register in front of the restoration.</summary>
    public Stage Restore => new Stage("restore")
        .Take(_signals.Exponents, "exponent_").Add("exponents", Lanes * ExponentBits, "exponent_exponents");

    /// <summary>Module of the sequencer.</summary>
    public string SequencerModule => Module("row_sequencer");

    /// <summary>Module that unpacks the metadata.</summary>
    public string MetaUnpackerModule => Module("metadata_unpacker");

    /// <summary>Module of the row's layout.</summary>
    public string ShapeModule => Module("gecko_row_shape");

    /// <summary>Module that unpacks the data.</summary>
    public string DataUnpackerModule => Module("data_unpacker");

    /// <summary>Module of the mantissa mask.</summary>
    public string KeepMaskModule => Module("mantissa_mask");

    /// <summary>Module of the exponent mask.</summary>
    public string TopMaskModule => Module("exponent_mask");

    /// <summary>Module that splits a value.</summary>
    public string SplitModule => Module("lane_split");

    /// <summary>Module that decodes exponents.</summary>
    public string GeckoModule => Module("gecko_decode");

    /// <summary>Module that restores a value.</summary>
    public string RestoreModule => Module("restore");
}
