// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Training.Run;
using Rtlgen.Verification.Hardware;
using Rtlgen.Verification.Lint;

namespace Rtlgen.CommandLine;

/// <summary>The stages from data to simulated hardware; each leaves its results in the output's folder.</summary>
/// <param name="settings">What is asked for.</param>
/// <param name="terminal">Progress, and the user's interruption.</param>
/// <param name="stages">Receives a line for each stage.</param>
internal sealed class Pipeline(PipelineSettings settings, Terminal terminal, TextWriter stages)
{
    /// <summary>Runs all stages.</summary>
    /// <exception cref="OperationCanceledException">The user interrupts; what is written is whole.</exception>
    public PipelineReport Run()
    {
        var run = Train();
        ClearLater();
        var capture = Capture(run);
        var (config, set, designs, findings) = Generate(run);
        var tensors = Simulate(config, set, designs);
        var report = new PipelineReport(
            settings.Output, run.Path, PipelineRun.Of(run), capture.Batch, settings.Frozen ? "frozen" : "table",
            [.. designs.Select(design => design.Config.DesignName)],
            [.. findings.Select(finding => finding.ToString())],
            settings.Values,
            tensors);
        report.Save(settings.Report);
        Say("simulate", report.Summary);
        return report;
    }

    private RunFolder Train()
    {
        if (settings.From is { } from)
        {
            var there = RunFolder.Read(from);
            Say("train", $"{from}: a run that is there, {PipelineRun.Of(there)}");
            OutputFile.Attempt(() => Directory.CreateDirectory(settings.Output));
            return there with
            {
                Options = there.Options with
                {
                    DataPath = settings.Training.DataPath ?? there.Options.DataPath,
                    Threads = settings.Training.Threads,
                },
            };
        }

        if (TrainingRun.Make(settings.Training, settings.Run, terminal).Result.End == "interrupted")
        {
            throw new OperationCanceledException();
        }

        var run = RunFolder.Read(settings.Training.Output);
        Say("train", $"{run.Path}: {PipelineRun.Of(run)}");
        return run;
    }

    // What is left of an earlier pipeline must not stand beside another run's results.
    private void ClearLater() => OutputFile.Attempt(() =>
    {
        File.Delete(settings.Report);
        File.Delete(settings.Raw);
        File.Delete(settings.Adapted);
        if (File.Exists(Path.Combine(settings.Verilog, TableMap.FileName)))
        {
            Directory.Delete(settings.Verilog, recursive: true);
        }
    });

    private StashCapture Capture(RunFolder run)
    {
        terminal.Cancellation.ThrowIfCancellationRequested();
        var capture = TrainingRun.Guarded(() => StashCapture.Write(run, settings.Raw, settings.Adapted));
        Say(
            "capture",
            $"{settings.Raw}: {capture.Tensors} tensors, {TextTable.Count(capture.Values)} values of a batch of "
            + $"{capture.Batch}");
        return capture;
    }

    private (HardwareConfig Config, FrozenSet? Set, List<Design> Designs, List<LintFinding> Findings) Generate(
        RunFolder run)
    {
        terminal.Cancellation.ThrowIfCancellationRequested();
        var config = TableFile.Read(run.Lengths, settings.Hardware);
        var set = settings.Frozen ? GenerateCommand.Freeze(config, run.Lengths) : null;
        var placed = (set is null
            ? GenerateCommand.Designs(config, settings.Verilog)
            : GenerateCommand.Designs(set, settings.Verilog)).ToList();
        var written = GenerateCommand.Write(placed, set, settings.Verilog, formal: false);
        var designs = placed.Select(one => one.Design).ToList();
        terminal.Progress("linting, designs", designs.Count, designs.Count);
        var findings = LintCheck.Run(designs).SelectMany(found => found).ToList();
        var tops = set is null ? $"top {written[0].Codec}" : $"{designs.Count} specialised designs";
        Say(
            "generate",
            $"{settings.Verilog}: {tops}, {written.Sum(one => one.Files.Count)} files, {findings.Count} lint findings");
        return (config, set, designs, findings);
    }

    private List<PipelineTensor> Simulate(HardwareConfig config, FrozenSet? set, List<Design> designs)
    {
        terminal.Cancellation.ThrowIfCancellationRequested();
        var entries = config.Table!.Entries.ToDictionary(entry => entry.Tensor, StringComparer.Ordinal);
        var planted = designs.Select(settings.Plant).ToList();
        terminal.Progress("building the hardware's simulation, of", 1, 1);
        using var hardware = set is null ? LayerHardware.Of(planted[0]) : LayerHardware.Of(set, planted);
        using var raw = TensorFiles.Open(settings.Raw);
        using var adapted = TensorFiles.Open(settings.Adapted);
        var results = new List<PipelineTensor>();
        foreach (var info in raw.Tensors)
        {
            terminal.Cancellation.ThrowIfCancellationRequested();
            terminal.Progress("simulating tensor", results.Count + 1, raw.Tensors.Length);
            var count = settings.Values == 0 ? info.ElementCount : Math.Min(info.ElementCount, settings.Values);
            var entry = entries[info.Name];
            var kept = Read(adapted, adapted.Find(info.Name)!, count);
            results.Add(Simulate(hardware, entry, info, Read(raw, info, count), kept));
        }

        terminal.ClearProgress();
        return results;
    }

    private static PipelineTensor Simulate(
        LayerHardware hardware, LayerEntry entry, TensorInfo info, uint[] values, uint[] adapted)
    {
        var result = hardware.Run(entry, values);
        var difference = result.Difference
            ?? CompareWithCodec(result.Golden, values)
            ?? GoldenCheck.CompareWords("value kept in training", adapted, result.Restored.ToArray());
        return PipelineTensor.Of(entry, info.ElementCount, result, difference);
    }

    // The software codec's streams are those of the golden model, which the hardware has just been held to.
    private static string? CompareWithCodec(EncodedTensor golden, uint[] values)
    {
        var descriptor = golden.Descriptor;
        var data = new byte[SfpCodec.MaxDataBytes(descriptor)];
        var metadata = new byte[SfpCodec.MetadataBytes(descriptor)];
        var size = SfpCodec.Encode(descriptor, MemoryMarshal.AsBytes(values.AsSpan()), data, metadata);
        return GoldenCheck.CompareWords(
                "software codec: metadata", golden.Metadata.ToArray(),
                WordBytes.Read(metadata.AsSpan(0, size.MetadataBytes), 32))
            ?? GoldenCheck.CompareWords(
                "software codec: data", golden.Data.ToArray(),
                WordBytes.Read(data.AsSpan(0, size.DataBytes), descriptor.Word));
    }

    private static uint[] Read(TensorFile file, TensorInfo info, long count)
    {
        var values = new uint[count];
        file.Read(info, 0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private void Say(string stage, string line)
    {
        terminal.ClearProgress();
        stages.WriteLine($"{stage,-9} {line}");
        stages.Flush();
    }
}
