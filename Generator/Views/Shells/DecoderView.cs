// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
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
    public string Latency => string.Create(
        CultureInfo.InvariantCulture, $"{Config.Depth.DecoderLatency(HasMetadata)} clocks from descriptor to values");

    /// <summary>The other packet that goes in, in words.</summary>
    public string AndMetadata => HasMetadata ? " and one of metadata" : "";

    /// <summary>Wires behind the sequencer.</summary>
    public IEnumerable<string> RowWires => _signals.Row.Wires("row");

    /// <summary>Connections of the sequencer.</summary>
    public IEnumerable<string> SequencerConnections
    {
        get
        {
            const string net = "s_axis_descriptor_tdata";
            IEnumerable<string> descriptor = IsRuntime
                ? RowSequencerView.CheckedFields
                    .Select(entry => $".{entry.Name}_i({DescriptorFields.Place(entry, net)}),")
                    .Append($".count_i({net}[79:40]),")
                : [$".count_i({net}),"];
            return descriptor.Concat(_signals.Row.ConnectOutputs("row", "row"));
        }
    }

    /// <summary>Wires behind <c>row_request</c>.</summary>
    public IEnumerable<string> RequestWires => _signals.Request.Wires("request");

    /// <summary>Connections of <c>row_request</c>.</summary>
    public IEnumerable<string> RequestConnections =>
        [.. _signals.Row.ConnectInputs("row", "row"), .. _signals.Request.ConnectOutputs("request")];

    /// <summary>What goes beside a row into the data unpacker.</summary>
    public string DataSideIn => _signals.DataSide.Concatenate("request");

    /// <summary>What comes beside a row out of the data unpacker.</summary>
    public string DataSideOut => _signals.DataSide.Concatenate("data");

    /// <summary>Connections of <c>tensor_output</c>.</summary>
    public IEnumerable<string> OutputConnections => _signals.Exponents.ConnectInputs("exponent");

    /// <summary>Wires behind the data unpacker.</summary>
    public IEnumerable<string> DataWires => _signals.DataSide.Wires("data");

    /// <summary>Where the lowest bit of an aligned value lies.</summary>
    public ValueOffset Offset => new(Config);

    /// <summary>Wires behind the exponents, or other names for those in front where exponents are not coded.</summary>
    public IEnumerable<string> ExponentWires => HasMetadata
        ? _signals.Exponents.Wires("exponent")
        : _signals.Exponents.Aliases("exponent", "data");

    /// <summary>Connections of <c>gecko_decode</c>.</summary>
    public IEnumerable<string> GeckoConnections =>
        [.. _signals.Field.ConnectInputs("data"), .. _signals.Exponents.ConnectOutputs("exponent")];

    /// <summary>Module of the sequencer.</summary>
    public string SequencerModule => Module("row_sequencer");

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

    /// <summary>Module of the requests.</summary>
    public string RequestModule => Module("row_request");

    /// <summary>Module that ends a tensor.</summary>
    public string OutputModule => Module("tensor_output");
}
