// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Encoder and decoder behind registers.</summary>
public sealed record CodecAxilView(HardwareConfig Config)
    : ModuleView(Config, Design.RegisterCodecKind, Design.RegisterCodecKind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("aclk", 1), In("aresetn", 1), .. AxiLitePorts.All,
        .. AxiPorts.Sink("values", Lanes * ValueBits, packet: true),
        .. AxiPorts.Source("data", Lanes * Config.Word),
        .. HasMetadata ? AxiPorts.Source("metadata", 32) : [],
        .. AxiPorts.Sink("data", Lanes * Config.Word, packet: true),
        .. HasMetadata ? AxiPorts.Sink("metadata", 32, packet: true) : [],
        .. AxiPorts.Source("values", Lanes * ValueBits),
        Out("irq_o", 1),
    ];

    /// <summary>B.</summary>
    public int Word => Config.Word;

    /// <summary>Highest bit of a decoder's descriptor.</summary>
    public int DecodeMsb => IsRuntime ? 79 : 39;

    /// <summary>Connections of the registers.</summary>
    public IEnumerable<string> RegisterConnections => Connect(
        new AxilRegistersView(Config).Ports, name => name[^2..] is "_i" or "_o" && name != "irq_o" ? name[..^2] : name);

    /// <summary>Connections of the encoder.</summary>
    public IEnumerable<string> EncoderConnections =>
        Connect(new EncoderView(Config).Ports, name => Net(name, "encode", "encoder"));

    /// <summary>Connections of the decoder.</summary>
    public IEnumerable<string> DecoderConnections =>
        Connect(new DecoderView(Config).Ports, name => Net(name, "decode", "decoder"));

    /// <summary>Module of the registers.</summary>
    public string RegistersModule => Module("axil_registers");

    /// <summary>Module of the encoder.</summary>
    public string EncoderModule => Module("encoder");

    /// <summary>Module of the decoder.</summary>
    public string DecoderModule => Module("decoder");

    private static IEnumerable<string> Connect(IReadOnlyList<Port> ports, Func<string, string> net) =>
        ports.Select((port, index) => $".{port.Name}({net(port.Name)}){(index + 1 < ports.Count ? "," : "")}");

    private static string Net(string port, string stage, string half) => port switch
    {
        "s_axis_descriptor_tvalid" => $"{stage}_valid",
        "s_axis_descriptor_tready" => $"{stage}_ready",
        "s_axis_descriptor_tdata" => $"{stage}_descriptor",
        "status_clear_i" => $"{half}_clear",
        "errors_o" => $"{half}_errors",
        "losses_o" => "losses",
        _ => port,
    };
}
