// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Tensors to streams.</summary>
public sealed record EncoderView(HardwareConfig Config) : ModuleView(Config, "encoder", "encoder")
{
    private readonly EncoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("aclk", 1), In("aresetn", 1),
        .. IsRuntime ? AxiPorts.Sink("descriptor", 40) : [],
        .. AxiPorts.Sink("values", Lanes * ValueBits, packet: true),
        .. AxiPorts.Source("data", Lanes * Word),
        .. HasMetadata ? AxiPorts.Source("metadata", 32) : [],
        In("status_clear_i", 1), Out("losses_o", 4), Out("errors_o", 2),
    ];

    /// <summary>B.</summary>
    public int Word => Config.Word;

    /// <summary>Latency in words.</summary>
    public string Latency => string.Create(
        CultureInfo.InvariantCulture,
        $"{Config.Depth.EncoderLatency(HasMetadata, HasPeak)} clocks, if the next row follows{(HasPeak ? "; a peak group waits for its last row" : "")}");

    /// <summary>The other packet that comes out, in words.</summary>
    public string AndMetadata => HasMetadata ? " and one of metadata" : "";

    /// <summary>Wires behind <c>intake</c>.</summary>
    public IEnumerable<string> IntakeWires => _signals.Intake.Wires("intake");

    /// <summary>Connections of <c>intake</c>.</summary>
    public IEnumerable<string> IntakeConnections =>
    [
        .. IsRuntime
            ? [
                ".descriptor_valid_i(s_axis_descriptor_tvalid),",
                ".descriptor_ready_o(s_axis_descriptor_tready),",
                ".descriptor_data_i(s_axis_descriptor_tdata),",
            ]
            : Array.Empty<string>(),
        .. _signals.Intake.ConnectOutputs("intake", "row"),
    ];

    /// <summary>Wires behind <c>adapt</c>.</summary>
    public IEnumerable<string> AdaptedWires => _signals.Adapted.Wires("adapted");

    /// <summary>Wires behind <c>gecko_encode</c>, or other names for those behind <c>adapt</c>.</summary>
    public IEnumerable<string> CodedWires =>
        HasMetadata ? _signals.Coded.Wires("coded") : _signals.Coded.Aliases("coded", "adapted");

    /// <summary>Connections of <c>adapt</c>.</summary>
    public IEnumerable<string> AdaptConnections =>
        [.. _signals.Intake.ConnectInputs("intake"), .. _signals.Adapted.ConnectOutputs("adapted")];

    /// <summary>Connections of <c>gecko_encode</c>.</summary>
    public IEnumerable<string> GeckoConnections =>
        [.. _signals.Adapted.ConnectInputs("adapted"), .. _signals.Coded.ConnectOutputs("coded")];

    /// <summary>Where the lowest bit of an aligned value lies.</summary>
    public ValueOffset Offset => new(Config);

    /// <summary>What is offered to the data packer: a row goes to both packers or to none.</summary>
    public string DataRowValid => HasMetadata ? "coded_valid && meta_ready" : "coded_valid";

    /// <summary>Module that takes rows in.</summary>
    public string IntakeModule => Module("intake");

    /// <summary>Module that adapts.</summary>
    public string AdaptModule => Module("adapt");

    /// <summary>Module that codes exponents.</summary>
    public string GeckoModule => Module("gecko_encode");

    /// <summary>Module that aligns a value.</summary>
    public string AlignModule => Module("lane_align");

    /// <summary>Module that packs the data.</summary>
    public string DataPackerModule => Module("data_packer");

    /// <summary>Module that packs the metadata.</summary>
    public string MetaPackerModule => Module("metadata_packer");
}

/// <summary>Where the lowest bit of an aligned value lies: M − n, modulo the word.</summary>
public sealed record ValueOffset(HardwareConfig Config)
{
    private int Bits => Verilog.IndexBits(Config.Word);

    /// <summary>Highest bit of the offset.</summary>
    public int Msb => Bits - 1;

    /// <summary>M, modulo the word, as a literal.</summary>
    public string Base => Verilog.Literal(Bits, Config.Container.MantissaBits % Config.Word);

    /// <summary>The part of n that counts modulo the word.</summary>
    public string Slice => Bits == 5 ? "" : $"[{Msb}:0]";
}
