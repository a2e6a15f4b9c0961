// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Synthesis.Power;

/// <summary>The ports of an encoder or decoder, clock by clock, while it works on a tensor without pauses.</summary>
/// <remarks>From the simulated Verilog: what a netlist is driven with, and what it must answer.</remarks>
public sealed class Stimulus
{
    /// <summary>Clocks before the window: the pipeline fills, registers lose what they held at the start.</summary>
    public const int WarmUp = 512;

    /// <summary>Clocks that count.</summary>
    public const int Window = 2048;

    // Between reset and the first row, and from the last row's intake to its output.
    private const int SpareRows = 256;

    private static readonly string[] Streams = ["s_axis_values", "m_axis_values"];

    private readonly List<uint> _inputs = [];
    private readonly List<uint> _outputs = [];

    /// <summary>A run of no clocks.</summary>
    /// <param name="layout">The ports.</param>
    internal Stimulus(PortLayout layout) => Layout = layout;

    /// <summary>Where the ports lie.</summary>
    public PortLayout Layout { get; }

    /// <summary>Clocks recorded.</summary>
    public int Clocks { get; private set; }

    /// <summary>Runs a module of a design on values.</summary>
    /// <param name="design">The design.</param>
    /// <param name="module">Its encoder or its decoder.</param>
    /// <param name="values">FP32 values; they come again from the start if they are too few.</param>
    /// <returns>The run; null for another module.</returns>
    /// <exception cref="Verification.Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    public static Stimulus? Of(Design design, EmittedModule module, ReadOnlySpan<uint> values)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(module);
        if ((module.Name != design.Encoder.Name && module.Name != design.Decoder.Name) || values.IsEmpty)
        {
            return null;
        }

        var descriptor = Coding(design);
        var codes = new uint[(WarmUp + Window + SpareRows) * design.Config.Lanes];
        for (var index = 0; index < codes.Length; index++)
        {
            codes[index] = ContainerConversion.Convert(values[index % values.Length], Container.Fp32, design.Config.Container);
        }

        var stimulus = new Stimulus(new PortLayout(module.Ports));
        var options = new BenchOptions { Clocked = stimulus.Add };
        if (module.Name == design.Encoder.Name)
        {
            using var encoder = new EncoderBench(EncoderBench.Build(design), design.Config, options);
            encoder.Run([new EncodeJob(descriptor with { Count = codes.Length }, codes)]);
            return stimulus;
        }

        var streams = StreamEncoder.Encode(descriptor with { Count = codes.Length }, codes);
        using var decoder = new DecoderBench(DecoderBench.Build(design), design.Config, options);
        decoder.Run([new DecodeJob(streams.Descriptor, streams.Data, streams.Metadata)]);
        return stimulus;
    }

    /// <summary>How the tensor is coded: as the hardware is specialised for; else lossless, with <c>delta</c> if it is
    /// there.</summary>
    internal static Descriptor Coding(Design design) => design.Config.Complete(design.Config.Frozen ?? Descriptor.Lossless(
        design.Config.Container, design.Config.Coders.Contains(Coder.Delta) ? Coder.Delta : design.Config.Coders[0]));

    /// <summary>The inputs of a clock.</summary>
    public ReadOnlySpan<uint> Inputs(int clock) =>
        CollectionsMarshal.AsSpan(_inputs).Slice(clock * Layout.InputWords, Layout.InputWords);

    /// <summary>The outputs of a clock, before its rising edge.</summary>
    public ReadOnlySpan<uint> Outputs(int clock) =>
        CollectionsMarshal.AsSpan(_outputs).Slice(clock * Layout.OutputWords, Layout.OutputWords);

    /// <summary>Rows of values a clock in the window; 0 for ports without a stream of values.</summary>
    public double RowsPerClock()
    {
        var ports = Layout.Inputs.Concat(Layout.Outputs).Select(slot => slot.Name).ToHashSet();
        return Streams.FirstOrDefault(name => ports.Contains(name + "_tvalid")) is { } stream
            ? Enumerable.Range(WarmUp, Window).Count(clock => Bit(clock, stream + "_tvalid") && Bit(clock, stream + "_tready"))
                / (double)Window
            : 0;
    }

    /// <summary>All that was recorded, as one text.</summary>
    internal string Text => Convert.ToHexString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_inputs)))
        + Convert.ToHexString(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_outputs)));

    /// <summary>Records a clock.</summary>
    internal void Add(ModelInstance instance) => Add(instance.Inputs, instance.Outputs);

    /// <summary>Records a clock, unless there are enough.</summary>
    internal void Add(ReadOnlySpan<uint> inputs, ReadOnlySpan<uint> outputs)
    {
        if (Clocks < WarmUp + Window)
        {
            _inputs.AddRange(inputs[..Layout.InputWords]);
            _outputs.AddRange(outputs[..Layout.OutputWords]);
            Clocks++;
        }
    }

    private bool Bit(int clock, string port) => Layout.HasInput(port)
        ? (Inputs(clock)[Layout.Input(port).Offset] & 1) == 1
        : (Outputs(clock)[Layout.Output(port).Offset] & 1) == 1;
}
