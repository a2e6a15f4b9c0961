// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Generator.Emission;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen pipeline --out DIR</c>: trains a network, generates hardware for its lengths, and runs its own
/// tensors through it.</summary>
internal static class PipelineCommand
{
    private const string From = "--from";
    private const int DefaultValues = 65_536;

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="plant">Changes each design between generation and simulation, so that tests can plant faults; null
    /// for designs as they are.</param>
    public static Command Create(Terminal terminal, Func<Design, Design>? plant = null)
    {
        var training = new TrainingOptions();
        var from = new Option<string?>(From)
        {
            Description = "Folder of a run of rtlgen train that has ended, instead of training",
            HelpName = "RUN",
        };
        var hardware = new Option<string?>("--hardware")
        {
            Description = "Hardware configuration (JSON) that the layer table is for; what the lengths need if absent",
            HelpName = "CONFIG",
        };
        var frozen = new Option<bool>("--frozen")
        {
            Description = "Specialised hardware for each descriptor instead of a table of them",
        };
        var values = Inputs.Number(
            "--values", 0, int.MaxValue, "Values of each tensor that are simulated, from its first on; 0 for all",
            $"{DefaultValues} if absent");
        var json = Inputs.Json();
        var command = new Command(
            "pipeline",
            "From data to hardware: train, generate, and simulate with the network's own tensors: docs/pipeline.md")
        {
            from, hardware, frozen, values,
        };
        training.AddTo(command);
        command.Add(json);
        from.Validators.Add(Inputs.RefuseEmpty);
        hardware.Validators.Add(Inputs.RefuseEmpty);
        command.SetAction(parsed =>
        {
            var asked = training.Read(parsed);
            var settings = new PipelineSettings
            {
                Output = asked.Output,
                Training = asked with { Output = Path.Combine(asked.Output, PipelineSettings.RunFolderName) },
                From = parsed.GetValue(from),
                Hardware = parsed.GetValue(hardware) is { } path ? HardwareOptions.ForTable(path) : null,
                Run = training.ReadSettings(parsed),
                Frozen = parsed.GetValue(frozen),
                Values = parsed.GetValue(values) ?? DefaultValues,
                Plant = plant ?? (design => design),
            };
            if (settings.From is not null && training.FindOfRun(parsed) is { } option)
            {
                throw new CommandFailure(
                    ExitCode.Usage, $"{option} is given beside {From}, must be absent: the run has its own options");
            }

            if (TrainingRun.IsShared)
            {
                throw new CommandFailure(
                    ExitCode.Usage, $"a launcher has started several processes; they can train, then pipeline {From} goes on");
            }

            training.RefuseResults(settings.Output, settings.FindResult(), parsed);
            var wantsJson = parsed.GetValue(json);
            var report = new Pipeline(settings, terminal, wantsJson ? terminal.Error : terminal.Out).Run();
            if (wantsJson)
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)(report.Passed ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }
}

/// <summary>What a pipeline is asked to do.</summary>
internal sealed record PipelineSettings
{
    /// <summary>Folder of the training run below the output.</summary>
    public const string RunFolderName = "train";

    /// <summary>Folder that receives everything.</summary>
    public required string Output { get; init; }

    /// <summary>The run to make; of a run that is there, data path and threads alone count.</summary>
    public required TrainOptions Training { get; init; }

    /// <summary>How it is made.</summary>
    public required TrainingSettings Run { get; init; }

    /// <summary>Folder of a run that is there; null to train.</summary>
    public string? From { get; init; }

    /// <summary>Hardware that the table is for; null for what the lengths need.</summary>
    public Generator.Config.HardwareConfig? Hardware { get; init; }

    /// <summary>True for specialised hardware instead of a table.</summary>
    public bool Frozen { get; init; }

    /// <summary>Values of a tensor that are simulated; 0 for all.</summary>
    public int Values { get; init; }

    /// <summary>Changes a design between generation and simulation.</summary>
    public Func<Design, Design> Plant { get; init; } = design => design;

    /// <summary>Captured tensors before they are adapted.</summary>
    public string Raw => PathOf("tensors.safetensors");

    /// <summary>The same tensors as training keeps them.</summary>
    public string Adapted => PathOf("adapted.safetensors");

    /// <summary>Folder of the Verilog.</summary>
    public string Verilog => PathOf("rtl");

    /// <summary>The report.</summary>
    public string Report => PathOf("report.md");

    /// <summary>A result of an earlier run in the output; null if there is none.</summary>
    public string? FindResult() => RunFolder.FindRun(Training.Output) is { } file
        ? Path.Combine(RunFolderName, file)
        : Path.GetFileName(((string[])[Raw, Adapted, Report, Verilog]).FirstOrDefault(Path.Exists));

    private string PathOf(string name) => Path.Combine(Output, name);
}
