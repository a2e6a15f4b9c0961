// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Encoder and decoder, each behind a table.</summary>
public sealed record TableCodecView(HardwareConfig Config)
    : ModuleView(Config, Config.TableKind(Design.CodecKind), "table_codec")
{
    /// <summary>Bits of a request to the encoder: layer and kind.</summary>
    public const int EncodeBits = 24;

    /// <summary>Bits of a request to the decoder: layer, kind and count.</summary>
    public const int DecodeBits = 64;

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("aclk", 1), In("aresetn", 1),
        .. AxiPorts.Sink("encode", EncodeBits),
        .. AxiPorts.Sink("values", Lanes * ValueBits, packet: true),
        .. AxiPorts.Source("data", Lanes * Config.Word),
        .. HasMetadata ? AxiPorts.Source("metadata", 32) : [],
        .. AxiPorts.Sink("decode", DecodeBits),
        .. AxiPorts.Sink("data", Lanes * Config.Word, packet: true),
        .. HasMetadata ? AxiPorts.Sink("metadata", 32, packet: true) : [],
        .. AxiPorts.Source("values", Lanes * ValueBits),
        In("status_clear_i", 1), Out("losses_o", 4), Out("encoder_errors_o", 2), Out("decoder_errors_o", 3),
        Out("misses_o", 2),
    ];

    /// <summary>B.</summary>
    public int Word => Config.Word;

    /// <summary>Connections of the encoder.</summary>
    public IEnumerable<string> EncoderConnections => Connect(new EncoderView(Config).Ports, "encode", "encoder");

    /// <summary>Connections of the decoder.</summary>
    public IEnumerable<string> DecoderConnections => Connect(new DecoderView(Config).Ports, "decode", "decoder");

    /// <summary>Module that looks descriptors up.</summary>
    public string LookupModule => Module(Config.TableKind("layer_lookup"));

    /// <summary>Module of the encoder.</summary>
    public string EncoderModule => Module("encoder");

    /// <summary>Module of the decoder.</summary>
    public string DecoderModule => Module("decoder");

    private static IEnumerable<string> Connect(IReadOnlyList<Port> ports, string stage, string half) =>
        ports.Select((port, index) => $".{port.Name}({Net(port, stage, half)}){(index + 1 < ports.Count ? "," : "")}");

    private static string Net(Port port, string stage, string half) => port.Name switch
    {
        "s_axis_descriptor_tvalid" => $"{stage}_valid",
        "s_axis_descriptor_tready" => $"{stage}_ready",
        "s_axis_descriptor_tdata" => $"{stage}_descriptor" + (port.Width == 80 ? "" : $"[{port.Width - 1}:0]"),
        "errors_o" => $"{half}_errors_o",
        _ => port.Name,
    };
}
