// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;
using Rtlgen.Generator.Views;

namespace Rtlgen.Generator.Packaging;

/// <summary>What the template of a package's test bench sees.</summary>
/// <param name="Design">The design.</param>
/// <param name="Plan">What the bench plays and expects.</param>
public sealed record BenchView(Design Design, BenchPlan Plan)
{
    /// <summary>The template's file name.</summary>
    public const string TemplateName = "testbench.v.sbn";

    /// <summary>The template's file name.</summary>
    public string Template { get; } = TemplateName;

    /// <summary>The bench's module.</summary>
    public string Name => Design.Config.ModuleName("testbench");

    /// <summary>Module of a source of beats.</summary>
    public string SourceModule => Design.Config.ModuleName("testbench_source");

    /// <summary>Module of a sink of beats.</summary>
    public string SinkModule => Design.Config.ModuleName("testbench_sink");

    /// <summary>Module that works on the registers.</summary>
    public string BusModule => Design.Config.ModuleName("testbench_bus");

    /// <summary>True if encoder and decoder are behind registers.</summary>
    public bool HasRegisters => Design.Config.Registers;

    /// <summary>Names of the modules that are tested, one a line.</summary>
    public IEnumerable<string> Subjects => Instances.Select(instance => instance.Module);

    /// <summary>Wires of the streams, one declaration a line.</summary>
    public IEnumerable<string> Wires => Ports().Select(one =>
        $"wire {Verilog.Range(one.Port.Width)}{one.Net};");

    /// <summary>Instances of what is tested.</summary>
    public IEnumerable<BenchInstance> Instances => HasRegisters
        ? [Instance("u_codec", Design.RegisterCodec!, port => port.Name)]
        :
        [
            Instance("u_encoder", Design.Encoder, port => "encoder_" + port.Name),
            Instance("u_decoder", Design.Decoder, port => "decoder_" + port.Name),
        ];

    /// <summary>The streams that are played.</summary>
    public IEnumerable<BenchEnd> Sources => Ends(isSource: true);

    /// <summary>The streams that are expected.</summary>
    public IEnumerable<BenchEnd> Sinks => Ends(isSource: false);

    /// <summary>True when everything was played and came, as an expression.</summary>
    public IEnumerable<string> Done => Plan.Streams.Select(
        (stream, index) => $"{stream.Net}_done{(index + 1 < Plan.Streams.Count ? " &&" : ";")}");

    /// <summary>True when a beat moves anywhere, as an expression.</summary>
    public IEnumerable<string> Moves => Plan.Streams.Select((stream, index) =>
        $"({stream.Net}_tvalid && {stream.Net}_tready){(index + 1 < Plan.Streams.Count ? " ||" : ";")}");

    /// <summary>Expected losses and errors, encoder's first, as a literal.</summary>
    public string Status => $"9'b{Plan.Losses:b4}{Plan.EncoderErrors:b2}{Plan.DecoderErrors:b3}";

    /// <summary>Operations on the registers.</summary>
    public int BusOperations => Plan.Bus.Count;

    /// <summary>File with the operations on registers.</summary>
    public string BusFile { get; } = BenchPlan.BusFile;

    /// <summary>Bits of a register's address.</summary>
    public int AddressBits { get; } = RegisterMap.AddressBits;

    /// <summary>Highest bit of an operation on registers: kind, address, mask and value.</summary>
    public int OperationMsb { get; } = BusOperation.Bits - 1;

    /// <summary>The bus between test bench and registers: wires.</summary>
    public IEnumerable<string> BusWires =>
        !HasRegisters ? []
        : AxiLitePorts.All.Where(port => !IsProtection(port)).Select(port => $"wire {Verilog.Range(port.Width)}{port.Name};");

    /// <summary>The bus between test bench and registers: ports of who works on it.</summary>
    public IEnumerable<string> BusPorts { get; } = AxiLitePorts.All.Where(port => !IsProtection(port)).Select(
        port => $"{(port.IsInput ? "output" : "input ")} wire {Verilog.Range(port.Width)}{port.Name},").ToList();

    /// <summary>The bus between test bench and registers: connections of who works on it.</summary>
    public IEnumerable<string> BusConnections { get; } =
        AxiLitePorts.All.Where(port => !IsProtection(port)).Select(port => $".{port.Name}({port.Name}),").ToList();

    private static bool IsProtection(Port port) => port.Name.EndsWith("prot", StringComparison.Ordinal);

    private IEnumerable<(string Net, Port Port)> Ports() => Plan.Streams.SelectMany(
        stream => Top(stream).Ports.Where(port => Belongs(port, stream)).Select(port => ($"{stream.Half}_{port.Name}", port)));

    private EmittedModule Top(StreamVectors stream) =>
        HasRegisters ? Design.RegisterCodec! : stream.Half == "encoder" ? Design.Encoder : Design.Decoder;

    private BenchInstance Instance(string name, EmittedModule module, Func<Port, string> net) => new(
        module.Name, name,
        [.. module.Ports.Select((port, index) =>
            $".{port.Name}({Net(port, net)}){(index + 1 < module.Ports.Count ? "," : "")}")]);

    private string Net(Port port, Func<Port, string> net) => port.Name is "aclk" or "aresetn" ? port.Name
        : port.Name is "status_clear_i" ? "status_clear"
        : HasRegisters && Plan.Streams.FirstOrDefault(stream => Belongs(port, stream)) is { } stream
            ? $"{stream.Half}_{port.Name}"
        : net(port);

    private static bool Belongs(Port port, StreamVectors stream) =>
        port.Name.StartsWith(stream.Port + "_t", StringComparison.Ordinal);

    private IEnumerable<BenchEnd> Ends(bool isSource) => Plan.Streams.Select((stream, index) => (stream, index))
        .Where(one => one.stream.IsSource == isSource).Select(one => new BenchEnd(one.stream, Seed(one.index)));

    // Any start but 0; the low bits choose the order of the ways to pause.
    private static string Seed(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"16'h{0xACE1 + (0x1357 * index) & 0xFFFF:x4}");
}

/// <summary>An instance of what is tested.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Name">Its name.</param>
/// <param name="Connections">Its connections, one a line.</param>
public sealed record BenchInstance(string Module, string Name, IReadOnlyList<string> Connections);

/// <summary>One end of a stream in a test bench.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Seed">Start of its pauses, as a literal.</param>
public sealed record BenchEnd(StreamVectors Stream, string Seed)
{
    /// <summary>First part of its nets' names.</summary>
    public string Net => Stream.Net;

    /// <summary>What it is called in messages.</summary>
    public string Words => $"{Stream.Half} {Stream.Port}";

    /// <summary>File with its beats.</summary>
    public string File => Stream.FileName;

    /// <summary>How many.</summary>
    public int Beats => Stream.Lines.Count;

    /// <summary>Bits of a beat with <c>tkeep</c>, <c>tlast</c> and, if it is expected, <c>tuser</c>.</summary>
    public int Bits => Stream.LineBits;

    /// <summary>Bits of <c>tdata</c>.</summary>
    public int DataBits => Stream.DataBits;

    /// <summary>The nets that are a beat, highest first.</summary>
    public string Beat => Stream.IsPacket ? $"{{{Net}_tlast,\n{Net}_tkeep,\n{Net}_tdata}}" : $"{Net}_tdata";
}
