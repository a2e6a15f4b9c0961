// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Engines;
using Rtlgen.Verification.Proofs.Replays;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen prove [-c CONFIG] [--only NAME]</c>: the emitted Verilog is the golden model, for all
/// inputs.</summary>
internal static class ProveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var hardware = new HardwareOptions();
        var only = new Option<string?>("--only") { Description = "Prove one obligation, or all of a module's kind; all if absent", HelpName = "NAME" };
        var timeout = Inputs.Number("--timeout", 1, 86_400, "Seconds for each obligation", "60 if absent");
        var jobs = Inputs.Number("--jobs", 1, 256, "Obligations at once", "one a processor if absent");
        var engine = ProofEngines.Option();
        var replay = new Option<string?>("--replay")
        {
            Description = "Folder for simulations of counterexamples, one below it for each; artifacts/proof-replays if absent",
            HelpName = "DIR",
        };
        var json = Inputs.Json();
        var command = new Command(
            "prove", "Prove the generated hardware equal to the golden model; exit code 1 if refuted, 6 if unknown")
        {
            only, engine, timeout, jobs, replay, json,
        };
        hardware.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new ProofOptions
            {
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 60),
                Jobs = parsed.GetValue(jobs) ?? Environment.ProcessorCount,
                Cancellation = terminal.Cancellation,
            };
            var engines = parsed.GetValue(engine) ?? [null];
            var design = hardware.Emit(parsed);
            var obligations = Choose(design.Config, parsed.GetValue(only));
            var results = Prove(design, obligations, engines, options, terminal);
            var replays = Replays(design, obligations, results, options, parsed.GetValue(replay));
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(results.Select(result => ProofRow.Of(result, replays.GetValueOrDefault(result))));
            }
            else
            {
                Write(results, replays, terminal.Out);
            }

            RefuseDisagreement(results);
            return (int)Code(results);
        });
        return command;
    }

    /// <summary>The exit code for some results: refuted before unknown before proved.</summary>
    internal static ExitCode Code(IReadOnlyList<ProofResult> results) =>
        results.Any(result => result.Verdict == Verdict.Refuted) ? ExitCode.CheckFailed
        : results.Any(result => result.Verdict == Verdict.Unknown) ? ExitCode.Unknown
        : ExitCode.Success;

    /// <summary>Refuses results where one engine proves what another one refutes: one of them is wrong.</summary>
    /// <exception cref="CommandFailure">There are such results.</exception>
    internal static void RefuseDisagreement(IReadOnlyList<ProofResult> results)
    {
        foreach (var same in results.GroupBy(result => result.Name))
        {
            if (same.FirstOrDefault(result => result.Verdict == Verdict.Proved) is { } proof
                && same.FirstOrDefault(result => result.Verdict == Verdict.Refuted) is { } refutation)
            {
                throw new CommandFailure(
                    ExitCode.CheckFailed,
                    $"engines disagree on {same.Key}: {ProofEngines.ShortName(proof.Engine)} says proved, "
                    + $"{ProofEngines.ShortName(refutation.Engine)} says refuted; one of them, or what it was given, is wrong");
            }
        }
    }

    private static IReadOnlyList<ProofResult> Prove(
        Design design, List<Obligation> obligations, IReadOnlyList<SatEngine?> engines, ProofOptions options, Terminal terminal)
    {
        var done = 0;
        var total = obligations.Count * engines.Count;
        try
        {
            var byEngine = engines.Select(engine => new Prover(design, options with { Engine = engine }).Prove(
                obligations, _ => terminal.Progress("proofs", Interlocked.Increment(ref done), total))).ToList();
            return [.. Enumerable.Range(0, obligations.Count).SelectMany(index => byEngine.Select(results => results[index]))];
        }
        finally
        {
            terminal.ClearProgress();
        }
    }

    /// <summary>Simulates every counterexample.</summary>
    internal static IReadOnlyDictionary<ProofResult, Replay> Replays(
        Design design, IReadOnlyList<Obligation> obligations, IReadOnlyList<ProofResult> results, ProofOptions options, string? folder)
    {
        var replays = new Dictionary<ProofResult, Replay>();
        foreach (var result in results.Where(result => result.Verdict == Verdict.Refuted))
        {
            var obligation = obligations.First(obligation => obligation.Name == result.Name);
            var place = Path.Combine(
                folder ?? Path.Combine(Checkout.Root, "artifacts", "proof-replays"), $"{result.Name}-{ProofEngines.ShortName(result.Engine)}");
            OutputFile.Attempt(() => replays.Add(result, Replay.Of(design, options, obligation, result, place)));
        }

        return replays;
    }

    private static string Say(Replay replay) => replay.Folder.Length == 0
        ? $"replay: none, {replay.Reason}"
        : $"replay: sh {Path.Combine(replay.Folder, Replay.Script)}: {(replay.Reproduced ? "simulation shows the same" : $"NOT the same in simulation: {replay.Reason}")}";

    private static List<Obligation> Choose(HardwareConfig config, string? only)
    {
        var all = ProofPlan.Of(config);
        if (only is null)
        {
            return [.. all];
        }

        var chosen = all.Where(obligation => obligation.Name == only
            || obligation.Subjects.Any(kind => only == kind || only == config.ModuleName(kind)
                || (config.Table is not null && config.TableKind(only) == kind))).ToList();
        if (chosen.Count > 0)
        {
            return chosen;
        }

        var names = all.SelectMany(obligation => obligation.Subjects.Prepend(obligation.Name)).Distinct();
        var closest = ClosestName.Find(only, names) is { } name ? $", did you mean '{name}'?" : "";
        throw new CommandFailure(ExitCode.Usage, $"--only is '{only}', must name an obligation or a module{closest}");
    }

    /// <summary>Writes results as a table, with what refutes them or why they are unknown.</summary>
    internal static void Write(
        IReadOnlyList<ProofResult> results, IReadOnlyDictionary<ProofResult, Replay> replays, TextWriter writer)
    {
        var table = new TextTable("<property", "<module", "<configuration", "<engine", "cases", "seconds", "<verdict");
        foreach (var result in results)
        {
            var about = result.Modules.Count == 0 ? "rules" : string.Join('+', ProofRow.Kinds(result));
            table.Add(
                result.Name, about, result.Configuration,
                result.Reason is null ? ProofEngines.ShortName(result.Engine) : "", TextTable.Count(result.Cases),
                TextTable.Real(result.Seconds), ProofRow.Name(result.Verdict));
        }

        table.Write(writer);
        foreach (var result in results.Where(result => result.Verdict != Verdict.Proved))
        {
            writer.WriteLine();
            writer.WriteLine($"{result.Name} ({result.Property}): {ProofRow.Name(result.Verdict)}");
            foreach (var line in result.Counterexample?.Lines ?? [result.Reason!])
            {
                writer.WriteLine($"    {line}");
            }

            if (replays.GetValueOrDefault(result) is { } replay)
            {
                writer.WriteLine($"    {Say(replay)}");
            }
        }

        writer.WriteLine();
        var counts = Enum.GetValues<Verdict>()
            .Select(verdict => $"{results.Count(result => result.Verdict == verdict)} {ProofRow.Name(verdict)}");
        writer.WriteLine(string.Join(", ", counts));
    }
}
