// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using Rtlgen.Fuzzing;
using Rtlgen.Fuzzing.Running;
using Rtlgen.Fuzzing.Targets;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen fuzz [-n N]</c>: random and damaged inputs for everything that reads.</summary>
internal static class FuzzCommand
{
    private const string WorkerName = "fuzz-worker";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var defaults = new FuzzOptions();
        var command = new Command(
            "fuzz", "Give decoders and readers random and damaged inputs, held to the golden model; exit code 1 at a fault");
        var count = Inputs.Number(
            "--count", 1, int.MaxValue, "Inputs", $"{defaults.Count}, or as many as fit into --seconds, if absent");
        count.Aliases.Add("-n");
        var seed = Inputs.Number("--seed", 0, int.MaxValue, "Chooses the inputs", $"{defaults.Seed} if absent");
        var from = Inputs.Number("--from", 0, int.MaxValue, "Number of the first input", "0 if absent");
        var seconds =
            Inputs.Number("--seconds", 1, 1_000_000, "Seconds after which no input is begun", "no end if absent");
        var only = Inputs.Choice("--only", FuzzTargets.Names, "Try one target; all if absent");
        var threads = Inputs.Number("--threads", 1, 256, "Processes that work at the same time", "1 if absent");
        var record = new Option<string?>("--record")
        {
            Description = "Put the result below the line 'Recorded run' of a Markdown file",
            HelpName = "FILE.md",
        };
        record.Validators.Add(Inputs.RefuseEmpty);
        var plant = Inputs.Choice("--plant", PlantedFaults.Names, "A fault to find; for tests");
        plant.Hidden = true;
        var json = Inputs.Json();
        foreach (var option in (Option[])[count, seed, from, seconds, only, threads, record, plant, json])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var end = parsed.GetValue(seconds) ?? 0;
            var options = defaults with
            {
                Count = parsed.GetValue(count) ?? (end > 0 ? int.MaxValue : defaults.Count),
                Seed = parsed.GetValue(seed) ?? defaults.Seed,
                From = parsed.GetValue(from) ?? 0,
                Seconds = end,
                Only = parsed.GetValue(only),
                Threads = parsed.GetValue(threads) ?? 1,
                Plant = parsed.GetValue(plant),
                Folder = Directory.GetCurrentDirectory(),
            };
            var report = new FuzzText(Run(options, terminal));
            if (parsed.GetValue(record) is { } path)
            {
                OutputFile.Attempt(() => report.Record(path));
            }

            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report.ToJson());
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)(report.Report.Fault is null ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }

    /// <summary>Makes the command of the processes that try inputs.</summary>
    public static Command CreateWorker(Terminal terminal)
    {
        var job = new Argument<string>("JOB");
        var command = new Command(WorkerName, "Try inputs; started by fuzz") { job };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            // Ends with the process that started it, whatever ended that.
            new Thread(() =>
            {
                _ = Console.In.Read();
                Environment.Exit((int)ExitCode.Interrupted);
            })
            { IsBackground = true }.Start();
            FuzzWorker.Run(parsed.GetRequiredValue(job), terminal.Out);
            return (int)ExitCode.Success;
        });
        return command;
    }

    /// <summary>A process of this program that does a job.</summary>
    internal static ProcessStartInfo Worker(string job) => SelfProcess.Start(WorkerName, job);

    private static FuzzReport Run(FuzzOptions options, Terminal terminal)
    {
        var total = (int)Math.Min(options.Count, int.MaxValue);
        var run = new FuzzRun(options, Worker, done => terminal.Progress("inputs", (int)done, total));
        try
        {
            return run.Run(terminal.Cancellation);
        }
        catch (IOException exception)
        {
            throw new CommandFailure(ExitCode.Output, exception.Message, exception);
        }
        finally
        {
            terminal.ClearProgress();
        }
    }
}
