// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Verification.Mutation;
using Rtlgen.Verification.Proofs.Netlist;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen mutate [-c CONFIG] [-n N]</c>: random faults in the hardware, and what notices each of
/// them.</summary>
internal static class MutateCommand
{
    private const int MostMutants = 10_000;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var defaults = new MutationOptions();
        var hardware = new HardwareOptions();
        var count = Inputs.Number("--count", 1, MostMutants, "Mutants", $"{defaults.Count} if absent");
        count.Aliases.Add("-n");
        var seed = Inputs.Number("--seed", 0, int.MaxValue, "Chooses the mutants", $"{defaults.Seed} if absent");
        var only = new Option<string?>("--only") { Description = "Mutate one kind of module; all if absent", HelpName = "KIND" };
        var mutant =
            Inputs.Number("--mutant", 1, MostMutants, "Try one mutant of the list, by its number", "all if absent");
        var timeout = Inputs.Number("--timeout", 1, 86_400, "Seconds for each proof", "60 if absent");
        var jobs = Inputs.Number("--jobs", 1, 256, "Mutants at once", "one a processor if absent");
        var json = Inputs.Json();
        var command = new Command(
            "mutate", "Plant random faults into the generated hardware; exit code 1 if one survives, 6 if one is unknown")
        {
            count, seed, only, mutant, timeout, jobs, json,
        };
        hardware.AddTo(command);
        command.SetAction(parsed =>
        {
            var design = hardware.Emit(parsed);
            var options = defaults with
            {
                Count = parsed.GetValue(count) ?? defaults.Count,
                Seed = parsed.GetValue(seed) ?? defaults.Seed,
                Only = Kind(design, parsed.GetValue(only)),
                Mutant = parsed.GetValue(mutant),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 60),
                Jobs = parsed.GetValue(jobs) ?? Environment.ProcessorCount,
                Cancellation = terminal.Cancellation,
            };
            var report = new MutateReport(design.Config.DesignName, options, Run(design, options, terminal));
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report.ToJson());
            }
            else
            {
                report.Write(terminal.Out, "./rtlgen mutate" + hardware.Given(parsed));
            }

            return (int)report.Code;
        });
        return command;
    }

    private static IReadOnlyList<MutantResult> Run(Design design, MutationOptions options, Terminal terminal)
    {
        var done = 0;
        try
        {
            var run = MutationRun.Prepare(design, options);
            if (options.Mutant > run.Drawn)
            {
                throw new CommandFailure(ExitCode.Usage, $"--mutant is {options.Mutant}, must be 1 to {run.Drawn}");
            }

            return run.TryAll(_ => terminal.Progress("mutants", Interlocked.Increment(ref done), run.Mutants.Count));
        }
        catch (UnmutatedDesignException exception)
        {
            throw new CommandFailure(ExitCode.CheckFailed, exception.Message, exception);
        }
        catch (NetlistException exception)
        {
            throw new CommandFailure(ExitCode.MissingTool, exception.Message, exception);
        }
        finally
        {
            terminal.ClearProgress();
        }
    }

    private static string? Kind(Design design, string? only)
    {
        var config = design.Config;
        if (only is not null && config.Table is not null
            && design.Modules.Any(module => module.Name == config.ModuleName(config.TableKind(only))))
        {
            return config.TableKind(only);
        }

        if (only is null || design.Modules.Any(module => module.Name == config.ModuleName(only)))
        {
            return only;
        }

        var kinds = design.Modules.Select(module => module.Name[(config.Prefix.Length + 1)..^(config.Name.Length + 1)]);
        var closest = ClosestName.Find(only, kinds) is { } name ? $", did you mean '{name}'?" : "";
        throw new CommandFailure(
            ExitCode.Usage, $"--only is '{only}', must be a kind of module of {config.Name}{closest}");
    }
}
