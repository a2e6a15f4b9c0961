// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Mutation;

/// <summary>Plants random faults into a design, one at a time, and says of each how it ends.</summary>
/// <remarks>docs/mutation.md.</remarks>
public sealed class MutationRun
{
    private readonly Design _design;
    private readonly MutationOptions _options;
    private readonly MutantStages _stages;

    private MutationRun(Design design, MutationOptions options, IReadOnlyList<Mutant> drawn, MutantStages stages)
    {
        (_design, _options, Drawn, _stages) = (design, options, drawn.Count, stages);
        Mutants = [.. drawn.Where(mutant => (options.Mutant ?? mutant.Id) == mutant.Id)];
    }

    /// <summary>How many mutants were drawn.</summary>
    public int Drawn { get; }

    /// <summary>Those of them that are tried.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>Draws the mutants of a design, builds all of them, and sees that the original passes.</summary>
    /// <exception cref="ToolMissingException">Yosys, Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="ToolFailedException">One of them refused the design; the message quotes it.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    /// <exception cref="UnmutatedDesignException">The original does not pass.</exception>
    public static MutationRun Prepare(Design design, MutationOptions options)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        var module = options.Only is { } kind ? design.Config.ModuleName(kind) : null;
        return Prepare(design, options, BaseNetlist.Of(design, options.Simulation.Cache).Draw(options.Count, options.Seed, module));
    }

    /// <summary>Builds mutants that were drawn elsewhere, and sees that the original passes.</summary>
    /// <param name="design">The design.</param>
    /// <param name="options">How the mutants are tried.</param>
    /// <param name="mutants">The mutants, numbered from 1.</param>
    /// <exception cref="UnmutatedDesignException">The original does not pass.</exception>
    public static MutationRun Prepare(Design design, MutationOptions options, IReadOnlyList<Mutant> mutants)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(mutants);
        var netlist = BaseNetlist.Of(design, options.Simulation.Cache);
        var stages = new MutantStages(netlist, MutantModels.Build(netlist, mutants, options.Simulation), options);
        foreach (var effort in options.LongSimulations.Select(simulation => simulation.Effort).Prepend(options.QuickSimulation))
        {
            if (stages.Simulate(null, effort) is { } failure)
            {
                throw new UnmutatedDesignException(
                    $"{design.Config.Name} fails without a mutant: {failure.Difference.What}");
            }
        }

        return new MutationRun(design, options, mutants, stages);
    }

    /// <summary>Tries all mutants, some at a time.</summary>
    /// <param name="finished">Told of each result when it is there, from any thread; null for nobody.</param>
    /// <returns>The results in the order of the mutants.</returns>
    public IReadOnlyList<MutantResult> TryAll(Action<MutantResult>? finished = null) =>
        [.. Mutants.AsParallel().AsOrdered()
            .WithDegreeOfParallelism(_options.Jobs)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(_options.Cancellation)
            .Select(mutant =>
            {
                var result = Try(mutant);
                finished?.Invoke(result);
                return result;
            })];

    /// <summary>Tries one mutant, cheapest ways first.</summary>
    public MutantResult Try(Mutant mutant)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var clock = Stopwatch.StartNew();
        var kind = Kind(mutant);
        var (outcome, by, detail) = Decide(mutant, kind);
        return new MutantResult(
            mutant, kind, Text(mutant), outcome, by, clock.Elapsed.TotalSeconds, detail.ReplaceLineEndings(" "));
    }

    private (MutantOutcome Outcome, string By, string Detail) Decide(Mutant mutant, string kind)
    {
        try
        {
            return _stages.Lint(mutant) is { } finding ? (MutantOutcome.KilledByLint, "yosys check", finding)
                : _stages.Simulate(mutant, _options.QuickSimulation) is { } soon
                    ? (MutantOutcome.KilledBySimulation, $"random tensors, batch {soon.Batch}", soon.Difference.What)
                : DecideByProof(mutant, kind);
        }
        catch (ToolFailedException exception)
        {
            return (MutantOutcome.Unknown, "a tool failed", exception.Message);
        }
    }

    private (MutantOutcome Outcome, string By, string Detail) DecideByProof(Mutant mutant, string kind)
    {
        var equivalent = _stages.ProveEquivalent(mutant);
        if (equivalent.Verdict == Verdict.Proved)
        {
            return (MutantOutcome.Equivalent, $"equivalence of {equivalent.Name}", "");
        }

        foreach (var (name, effort) in _options.LongSimulations)
        {
            if (_stages.Simulate(mutant, effort) is { } late)
            {
                return (MutantOutcome.KilledBySimulation, $"{name}, batch {late.Batch}", late.Difference.What);
            }
        }

        var proofs = _stages.Prove(mutant, kind);
        if (proofs.FirstOrDefault(proof => proof.Verdict == Verdict.Refuted) is { } refuted)
        {
            return (MutantOutcome.KilledByProof, refuted.Name, string.Join("; ", refuted.Counterexample!.Lines));
        }

        var names = string.Join(", ", proofs.Select(proof => proof.Name));
        var open = proofs.FirstOrDefault(proof => proof.Verdict == Verdict.Unknown);
        return open is null && proofs.Count > 0 && Specification.IsWhole(_design.Config, kind)
                ? (MutantOutcome.MeetsSpecification, names, "")
            : open is not null ? (MutantOutcome.Unknown, open.Name, open.Reason!)
            : equivalent.Verdict == Verdict.Unknown ? (MutantOutcome.Unknown, $"equivalence of {equivalent.Name}", equivalent.Reason!)
            : (MutantOutcome.Survived, proofs.Count == 0 ? "no obligation names its module" : $"proved: {names}", "");
    }

    private string Kind(Mutant mutant) =>
        mutant.Module[(_design.Config.Prefix.Length + 1)..^(_design.Config.Name.Length + 1)];

    private string Text(Mutant mutant)
    {
        var lines = _design.Modules.Single(module => module.Name == mutant.Module).Text.Split('\n');
        return mutant.Line >= 1 && mutant.Line <= lines.Length ? lines[mutant.Line - 1].Trim() : "";
    }
}
