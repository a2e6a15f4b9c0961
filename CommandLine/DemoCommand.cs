// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.Verification.Hardware;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen demo</c>: a real network's weights through golden model and generated hardware, every word
/// compared.</summary>
internal static class DemoCommand
{
    private const int WaveformRows = 200;

    private static readonly IReadOnlyList<DemoCase> Cases =
    [
        .. Enum.GetValues<Coder>().Select(
            coder => new DemoCase(Names.Of(coder), Descriptor.Lossless(Container.Fp32, coder))),
        new("delta, 3 mantissa bits", Descriptor.Lossless(Container.Fp32) with { Mantissa = 3 }),
        new("peak, 3 mantissa bits", Descriptor.Lossless(Container.Fp32, Coder.Peak) with { Mantissa = 3 }),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var offline = new Option<bool>("--offline") { Description = "Use the sample beside the sources instead of fetching the network's weights" };
        var waves = new Option<string?>("--waves") { Description = "Also write waveforms of the first rows to this folder", HelpName = "DIR" };
        var only = new Option<string?>("--only") { Description = "Run one tensor", HelpName = "TENSOR" };
        var json = Inputs.Json();
        var command = new Command("demo", "Run a real network's weights through the generated hardware") { offline, waves, only, json };
        command.SetAction(parsed =>
        {
            var demo = new Demo(terminal, parsed.GetValue(offline), parsed.GetValue(only));
            var report = demo.Run(parsed.GetValue(waves));
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)(
                report.Cases.All(result => result.Difference is null) ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }

    private sealed record DemoCase(string Name, Descriptor Coding);

    private sealed class Demo(Terminal terminal, bool offline, string? only)
    {
        public DemoReport Run(string? waves)
        {
            var (name, file) = DemoData.Open(Checkout.Root, offline, terminal);
            using var opened = file;
            var tensors = Load(file);
            var statistics = tensors
                .Select(tensor => TensorMeter.Measure(
                    Descriptor.Lossless(Container.Fp32) with { Count = tensor.Values.Length },
                    MemoryMarshal.AsBytes(tensor.Values.Span)))
                .Aggregate(TensorStatistics.Empty, (sum, next) => sum.Plus(next));

            var design = new DesignEmitter().Emit(new HardwareConfig());
            var build = Stopwatch.StartNew();
            terminal.Progress("building the hardware's simulation, of", 1, 1);
            using var codec = new HardwareCodec(design);
            build.Stop();

            var results = new List<DemoResult>();
            foreach (var demo in Cases)
            {
                terminal.Cancellation.ThrowIfCancellationRequested();
                terminal.Progress("simulating", results.Count + 1, Cases.Count);
                var result = NetworkRun.Run(codec, demo.Coding, tensors);
                var difference = result.Difference is null
                    ? null
                    : $"{result.Difference}; {Waveform(design, demo, result.Difference, tensors)}";
                results.Add(DemoResult.Of(demo.Name, result with { Difference = difference }));
            }

            var waveforms = waves is null ? [] : WriteWaveforms(design, waves, tensors);
            terminal.ClearProgress();
            return new DemoReport(
                name, tensors.Count, statistics.Values, statistics.ExponentEntropy,
                statistics.BitsPerExponent(Coder.Delta), statistics.BitsPerExponent(Coder.Peak),
                design.Encoder.Name, design.Decoder.Name, build.Elapsed.TotalSeconds, results, waveforms);
        }

        private List<NamedTensor> Load(TensorFile file)
        {
            var tensors = file.Tensors
                .Where(tensor => tensor.Type == TensorType.F32 && (only is null || tensor.Name == only))
                .Select(tensor => new NamedTensor(tensor.Name, MemoryMarshal.Cast<byte, uint>(file.ReadBytes(tensor)).ToArray()))
                .ToList();
            return tensors.Count > 0
                ? tensors
                : throw new CommandFailure(
                    ExitCode.Input, $"{file.Path}: has no FP32 tensor {(only is null ? "" : $"'{only}'")}");
        }

        // A failing case is simulated once more with its signals recorded.
        private static string Waveform(Design design, DemoCase demo, string difference, List<NamedTensor> tensors)
        {
            var failing = tensors.FirstOrDefault(
                tensor => difference.StartsWith($"tensor {tensor.Name}:", StringComparison.Ordinal));
            var folder = Path.Combine(Checkout.Root, "artifacts", "waveforms");
            var path = Trace(design, folder, demo, failing ?? tensors[0], int.MaxValue);
            return $"waveform {path}; rerun: ./rtlgen demo{(failing is null ? "" : $" --only '{failing.Name}'")} --waves {folder}";
        }

        private static List<string> WriteWaveforms(Design design, string folder, List<NamedTensor> tensors) =>
            [.. Cases.Select(demo => Trace(design, folder, demo, tensors[0], WaveformRows))];

        private static string Trace(Design design, string folder, DemoCase demo, NamedTensor tensor, int rows)
        {
            Directory.CreateDirectory(folder);
            var path =
                Path.Combine(folder, $"{demo.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}.vcd");
            var values = tensor.Values[..(int)Math.Min(tensor.Values.Length, (long)rows * design.Config.Lanes)];
            var model = EncoderBench.Build(design, new SimulationOptions { Trace = true });
            using var bench = new EncoderBench(model, design.Config, new BenchOptions { Waveform = path });
            bench.Run([new EncodeJob(design.Config.Complete(demo.Coding), values)]);
            return path;
        }
    }
}
