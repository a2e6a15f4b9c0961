// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Verification.Mutation;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine;

/// <summary>What became of a run's mutants, as text and as JSON.</summary>
/// <param name="Configuration">The configuration's name.</param>
/// <param name="Options">How the mutants were drawn and tried.</param>
/// <param name="Results">The results, in the order of the mutants.</param>
internal sealed record MutateReport(string Configuration, MutationOptions Options, IReadOnlyList<MutantResult> Results)
{
    private static readonly MutantOutcome[] Outcomes = Enum.GetValues<MutantOutcome>();

    /// <summary>The exit code: a survivor before an unknown one before none of both.</summary>
    public ExitCode Code => Count(Results, MutantOutcome.Survived) > 0 ? ExitCode.CheckFailed
        : Count(Results, MutantOutcome.Unknown) > 0 ? ExitCode.Unknown
        : ExitCode.Success;

    /// <summary>An outcome's name in JSON.</summary>
    public static string Name(MutantOutcome outcome) => outcome switch
    {
        MutantOutcome.KilledByLint => "killed by lint",
        MutantOutcome.KilledBySimulation => "killed by simulation",
        MutantOutcome.KilledByProof => "killed by proof",
        MutantOutcome.Equivalent => "equivalent",
        MutantOutcome.MeetsSpecification => "meets its specification",
        MutantOutcome.Survived => "survived",
        _ => "unknown",
    };

    /// <summary>Writes a table of totals, then every mutant that nothing decided.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="command">The command without the options that choose mutants.</param>
    public void Write(TextWriter writer, string command)
    {
        var table = new TextTable(
            "<module", "mutants", "lint", "simulation", "proof", "equivalent", "meets spec", "survived", "unknown");
        foreach (var kind in Results.GroupBy(result => result.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            table.Add(Row(kind.Key, [.. kind]));
        }

        table.AddRule();
        table.Add(Row("total", Results));
        table.Write(writer);
        foreach (var result in Results.Where(result => result.Outcome is MutantOutcome.Survived or MutantOutcome.Unknown))
        {
            WriteOpen(writer, command, result);
        }

        writer.WriteLine();
        writer.WriteLine($"{Configuration}, seed {Options.Seed}: {Results.Count} mutants, "
            + $"{Count(Results, MutantOutcome.Survived)} survived, {Count(Results, MutantOutcome.Unknown)} unknown");
    }

    /// <summary>The report as JSON has it.</summary>
    public MutateJson ToJson() => new(
        Configuration,
        Options.Seed,
        Versions(),
        Outcomes.ToDictionary(Name, outcome => Count(Results, outcome)),
        [.. Results.Select(result => new MutantRow(
            result.Mutant.Id, result.Kind, result.Mutant.Line, result.Mutant.Mode, result.Mutant.Cell,
            result.Mutant.Port,
            result.Mutant.Bit, result.Mutant.Words, Name(result.Outcome), result.By, Math.Round(result.Seconds, 3),
            result.Detail.Length == 0 ? null : result.Detail))]);

    private void WriteOpen(TextWriter writer, string command, MutantResult result)
    {
        var only = Options.Only is { } kind ? $" --only {kind}" : "";
        writer.WriteLine();
        writer.WriteLine($"mutant {result.Mutant.Id}: {Name(result.Outcome)}");
        writer.WriteLine($"    module   {result.Mutant.Module}, line {result.Mutant.Line}: {result.Text}");
        writer.WriteLine($"    fault    {result.Mutant.Words}");
        writer.WriteLine($"    tried    {result.By}{(result.Detail.Length == 0 ? "" : $": {result.Detail}")}");
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    rerun    {command} -n {Options.Count} --seed {Options.Seed}{only} --mutant {result.Mutant.Id}"));
    }

    private static string[] Row(string name, IReadOnlyList<MutantResult> results) =>
        [name, TextTable.Count(results.Count), .. Outcomes.Select(outcome => TextTable.Count(Count(results, outcome)))];

    private static int Count(IEnumerable<MutantResult> results, MutantOutcome outcome) =>
        results.Count(result => result.Outcome == outcome);

    private static Dictionary<string, string> Versions() => new()
    {
        ["yosys"] = YosysNetlist.CheckedVersion,
        ["verilator"] = Tool.Verilator.Require(".", "--version"),
        ["z3"] = Z3(),
    };

    private static string Z3()
    {
        try
        {
            return Microsoft.Z3.Version.FullVersion;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            return "missing";
        }
    }
}

/// <summary>A run as JSON has it.</summary>
internal sealed record MutateJson(
    string Configuration,
    int Seed,
    IReadOnlyDictionary<string, string> Tools,
    IReadOnlyDictionary<string, int> Totals,
    IReadOnlyList<MutantRow> Mutants);

/// <summary>A mutant as JSON has it.</summary>
internal sealed record MutantRow(
    int Id, string Module, int Line, string Mode, string Cell, string Port, int Bit, string Fault, string Outcome, string By, double Seconds, string? Detail);
