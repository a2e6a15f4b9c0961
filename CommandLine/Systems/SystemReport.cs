// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Serialization;
using Rtlgen.Accelerator;

namespace Rtlgen.CommandLine.Systems;

/// <summary>A layer in a training step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Macs">Multiplications with additions.</param>
/// <param name="ReadMegabytes">What is read from memory, in MB.</param>
/// <param name="WrittenMegabytes">What is written to memory, in MB.</param>
/// <param name="Microseconds">How long it takes.</param>
/// <param name="Bound">What it waits for most of that time: <c>compute</c>, <c>memory</c> or <c>codec</c>.</param>
/// <param name="Microjoules">What it takes.</param>
internal sealed record SystemLayer(
    string Name, double Macs, double ReadMegabytes, double WrittenMegabytes, double Microseconds, string Bound,
    double Microjoules)
{
    /// <summary>The figures of a layer.</summary>
    public static SystemLayer Of(LayerCost layer) => new(
        layer.Name, layer.Macs, layer.Traffic.ReadBits / SystemMethod.BitsInMegabyte,
        layer.Traffic.WrittenBits / SystemMethod.BitsInMegabyte, layer.Seconds * 1e6, SystemMethod.NameOf(layer.Bound),
        layer.Energy.Total * 1e6);
}

/// <summary>A training step with one way of storing.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="ReadMegabytes">What is read from memory, in MB.</param>
/// <param name="WrittenMegabytes">What is written to memory, in MB.</param>
/// <param name="StashMegabytes">All activations in memory, in MB.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="BoundMilliseconds">The same by what it waits for.</param>
/// <param name="MemoryBoundShare">Share of its time in which it waits for memory: 0 to 1.</param>
/// <param name="SpeedUp">Time of FP32 over its own.</param>
/// <param name="Millijoules">What it takes.</param>
/// <param name="ComputeMillijoules">What multiplications take of it.</param>
/// <param name="MemoryMillijoules">What memory takes of it.</param>
/// <param name="CodecMillijoules">What encoders and decoders take of it.</param>
/// <param name="EnergyRatio">Energy of FP32 over its own.</param>
/// <param name="Layers">Its layers.</param>
internal sealed record SystemMethod(
    string Name, double ReadMegabytes, double WrittenMegabytes, double StashMegabytes, double Milliseconds,
    IReadOnlyDictionary<string, double> BoundMilliseconds, double MemoryBoundShare, double SpeedUp, double Millijoules,
    double ComputeMillijoules, double MemoryMillijoules, double CodecMillijoules, double EnergyRatio,
    IReadOnlyList<SystemLayer> Layers)
{
    /// <summary>Bits in a megabyte of 1,000,000 bytes.</summary>
    public const double BitsInMegabyte = 8e6;

    /// <summary>What it reads and writes, in MB.</summary>
    public double Megabytes => ReadMegabytes + WrittenMegabytes;

    /// <summary>The figures of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="baseline">The step that it is compared with.</param>
    public static SystemMethod Of(StepCost step, StepCost baseline) => new(
        step.Storage.Name, step.Traffic.ReadBits / BitsInMegabyte, step.Traffic.WrittenBits / BitsInMegabyte,
        step.StashBits / BitsInMegabyte, step.Seconds * 1e3,
        Enum.GetValues<Bound>().ToDictionary(NameOf, bound => step.SecondsOf(bound) * 1e3), step.MemoryBoundShare,
        baseline.Seconds / step.Seconds, step.Energy.Total * 1e3, step.Energy.Compute * 1e3, step.Energy.Memory * 1e3,
        step.Energy.Codec * 1e3, baseline.Energy.Total / step.Energy.Total, [.. step.Layers.Select(SystemLayer.Of)]);

    /// <summary>A bound as it is written.</summary>
    public static string NameOf(Bound bound) => bound.ToString().ToLowerInvariant();
}

/// <summary>The encoders and decoders.</summary>
/// <param name="Encoders">How many encoders.</param>
/// <param name="Decoders">How many decoders.</param>
/// <param name="Hardware">One of each.</param>
internal sealed record SystemCodec(int Encoders, int Decoders, CodecHardware Hardware)
{
    /// <summary>Area of all in mm²; null where it is not known.</summary>
    public double? AreaMm2 =>
        ((Encoders * Hardware.Encoder.AreaUm2) + (Decoders * Hardware.Decoder.AreaUm2)) / 1e6;
}

/// <summary>What <c>rtlgen system</c> says.</summary>
/// <param name="Network">The network and its data.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="Accelerator">The accelerator.</param>
/// <param name="GigabytesPerSecond">Bandwidth of its memory.</param>
/// <param name="TeramacsPerSecond">Multiplications with additions in a second, in millions of millions.</param>
/// <param name="Codec">Its codec; null for one that takes neither time nor energy.</param>
/// <param name="Methods">The ways of storing, FP32 first.</param>
/// <param name="Assumptions">What is assumed, a sentence each.</param>
internal sealed record SystemReport(
    string Network, int Batch, AcceleratorFile Accelerator, double GigabytesPerSecond, double TeramacsPerSecond,
    SystemCodec? Codec, IReadOnlyList<SystemMethod> Methods, IReadOnlyList<string> Assumptions)
{
    /// <summary>What was computed, in one line.</summary>
    [JsonIgnore]
    public string Title => string.Create(
        CultureInfo.InvariantCulture,
        $"{Network}, a training step of {Batch} examples on '{Accelerator.Name}': {TeramacsPerSecond:0.##} TMAC/s, "
        + $"{GigabytesPerSecond:0.##} GB/s, {Accelerator.BufferMiB:0.##} MiB on the chip");

    private string CodecLine => Codec is null
        ? "codec: takes neither time nor energy (--synth gives one that does)"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"codec: {Codec.Encoders} of {Codec.Hardware.Encoder.Module}, {Codec.Decoders} of "
            + $"{Codec.Hardware.Decoder.Module}{(Codec.AreaMm2 is { } area ? $", {area:0.##} mm²" : "")}");

    /// <summary>Writes the report as tables and text.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine(Title);
        writer.WriteLine(CodecLine);
        writer.WriteLine();
        WriteLayers(writer);
        writer.WriteLine();
        var totals = new TextTable(
            "<method", "stash [MB]", "DRAM [MB]", "time [ms]", "memory-bound", "speed-up", "energy [mJ]", "of it DRAM",
            "energy ratio");
        foreach (var method in Methods)
        {
            totals.Add(
                method.Name, TextTable.Real(method.StashMegabytes), TextTable.Real(method.Megabytes),
                TextTable.Ratio(method.Milliseconds), Percent(method.MemoryBoundShare), TextTable.Real(method.SpeedUp),
                TextTable.Real(method.Millijoules), Percent(method.MemoryMillijoules / method.Millijoules),
                TextTable.Real(method.EnergyRatio));
        }

        totals.Write(writer);
        writer.WriteLine();
        writer.WriteLine("Assumed:");
        foreach (var assumption in Assumptions)
        {
            writer.WriteLine($"- {assumption}");
        }
    }

    private void WriteLayers(TextWriter writer)
    {
        var table = new TextTable(
            ["<layer", "MMAC", .. Methods.SelectMany(method => new[] { $"{method.Name} [us]", "<bound" })]);
        for (var row = 0; row < Methods[0].Layers.Count; row++)
        {
            var layers = Methods.Select(method => method.Layers[row]).ToList();
            table.Add([
                layers[0].Name, TextTable.Real(layers[0].Macs / 1e6),
                .. layers.SelectMany(layer => new[] { TextTable.Real(layer.Microseconds), layer.Bound }),
            ]);
        }

        table.AddRule();
        table.Add([
            "total", TextTable.Real(Methods[0].Layers.Sum(layer => layer.Macs) / 1e6),
            .. Methods.SelectMany(method => new[] { TextTable.Real(method.Milliseconds * 1e3), "" }),
        ]);
        table.Write(writer);
    }

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
