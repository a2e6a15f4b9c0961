// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Accelerator;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine.Systems;

/// <summary><c>rtlgen system RUN…</c>: time and energy of training steps on an accelerator.</summary>
internal static class SystemCommand
{
    private const string Preset = "paper";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var runs = Inputs.PathArgument<string[]>("RUN", "Folders of runs of train, all of one network");
        runs.Arity = ArgumentArity.OneOrMore;
        var accelerator = new Option<string>("--accelerator")
        {
            Description = $"The accelerator: a JSON file, or {Preset}",
            HelpName = $"FILE|{Preset}",
            DefaultValueFactory = _ => Preset,
            Validators = { Inputs.RefuseEmpty },
        };
        var batch = Inputs.Number("--batch", 1, 1_000_000, "Examples of a step", "as the runs had them if absent");
        var synth = PathOption(
            "--synth", "FILE",
            "Encoder and decoder, as synth --json writes them; if absent they take neither time nor energy");
        var coder = Inputs.Choice("--coder", SystemRun.Coders, "What the runs' tensors are coded with; best if absent");
        var gradients = Inputs.Choice(
            "--gradients", ["fp32", "bf16"], "Format of gradients beside the runs' tensors; fp32 if absent");
        var data = PathOption("--data-path", "PATH", "The runs' data, if it is not where they found it");
        var output = PathOption("--out", "DIR", "Folder for pictures");
        output.Aliases.Add("-o");
        var vector = new Option<bool>("--svg") { Description = "With --out: SVG alone; PNG needs rsvg-convert" };
        var json = Inputs.Json();
        var command = new Command(
            "system", "Time and energy of training steps on an accelerator, with the codec and without: docs/system.md")
        {
            runs, accelerator, batch, synth, coder, gradients, data, output, vector, json,
        };
        command.SetAction(parsed =>
        {
            var report = Run(
                [.. parsed.GetRequiredValue(runs).Select(SystemRun.Read)],
                parsed.GetRequiredValue(accelerator) is var name && name == Preset
                    ? AcceleratorFile.Paper : AcceleratorFile.Read(name),
                parsed.GetValue(synth) is { } sheet ? CodecSheet.Read(sheet) : null,
                new SystemSettings(
                    parsed.GetValue(batch), parsed.GetValue(coder) ?? SystemRun.Coders[0],
                    parsed.GetValue(gradients) == Container.Bf16.Name ? Container.Bf16 : Container.Fp32,
                    parsed.GetValue(data)));
            if (parsed.GetValue(output) is { } folder)
            {
                Draw(report, folder, parsed.GetValue(vector), terminal);
            }

            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    /// <summary>Computes a report.</summary>
    internal static SystemReport Run(
        IReadOnlyList<SystemRun> runs, AcceleratorFile accelerator, CodecHardware? codec, SystemSettings settings)
    {
        var first = runs[0];
        foreach (var run in runs)
        {
            run.RequireSame(first);
        }

        if (runs.GroupBy(run => run.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new CommandFailure(ExitCode.Usage, $"RUN names '{twice.Key}' twice, each must be there once");
        }

        var batch = settings.Batch ?? first.Options.Batch;
        var workload = TrainingRun.Guarded(() => first.WorkloadOf(batch, settings.DataPath));
        Storage[] storages =
            [Storage.Fp32, Storage.Bf16, .. runs.Select(run => run.StorageWith(settings.Coder, settings.Gradients))];
        var model = new SystemModel(accelerator, codec);
        var steps = model.Run(workload, storages);
        var (encoders, decoders) = model.Units(workload, storages);
        return new SystemReport(
            $"{first.Options.ModelName} on {first.Options.DataName}", batch, accelerator, accelerator.Dram.BitsPerSecond / 8e9,
            accelerator.MacsPerSecond / 1e12, codec is null ? null : new SystemCodec(encoders, decoders, codec),
            [.. steps.Select(step => SystemMethod.Of(step, steps[0]))],
            SystemAssumptions.Of(accelerator, codec, steps, workload, settings.Coder));
    }

    private static void Draw(SystemReport report, string folder, bool vector, Terminal terminal)
    {
        var converter = vector ? null : PictureFile.Converter;
        _ = converter?.Run(".", "--version");
        OutputFile.Attempt(() => Directory.CreateDirectory(folder));
        _ = PictureFile.Write(SystemPicture.Step(report), Path.Combine(folder, "step.svg"), converter);
        _ = PictureFile.Write(SystemPicture.Roofline(report), Path.Combine(folder, "roofline.svg"), converter);
        if (report.Methods.Count > SystemPicture.MostMethods)
        {
            terminal.Note($"roofline.svg has the first {SystemPicture.MostMethods} of {report.Methods.Count} methods");
        }
    }

    private static Option<string?> PathOption(string name, string kind, string description) => new(name)
    {
        Description = description,
        HelpName = kind,
        Validators = { Inputs.RefuseEmpty },
    };
}

/// <summary>How <c>rtlgen system</c> counts.</summary>
/// <param name="Batch">Examples of a step; null for as many as the runs had.</param>
/// <param name="Coder">One of <see cref="SystemRun.Coders"/>.</param>
/// <param name="Gradients">Format of gradients beside coded tensors.</param>
/// <param name="DataPath">The runs' data; null for where they found it.</param>
internal sealed record SystemSettings(int? Batch, string Coder, Container Gradients, string? DataPath);
