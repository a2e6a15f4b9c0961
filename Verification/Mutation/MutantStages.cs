// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Simulation.Checks;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Mutation;

/// <summary>The ways to tell a mutant from the original, one method each.</summary>
internal sealed class MutantStages(BaseNetlist netlist, MutantModels models, MutationOptions options)
{
    private readonly IReadOnlySet<string> _inEncoder = netlist.Under(netlist.Design.Encoder.Name);
    private readonly IReadOnlySet<string> _inDecoder = netlist.Under(netlist.Design.Decoder.Name);

    /// <summary>What Yosys finds wrong with the mutant's module, such as a combinational loop; null if
    /// nothing.</summary>
    public string? Lint(Mutant mutant)
    {
        var script = $"read_rtlil {netlist.Path}; {mutant.Command()}; cd {mutant.Module}; check -assert";
        var result = Tool.Yosys.Run(netlist.Folder, "-q", "-p", script);
        return result.ExitCode == 0 ? null
            : result.Output.Contains("in 'check -assert'", StringComparison.Ordinal) ? result.Output.Split('\n')[0]
            : throw new ToolFailedException($"{Tool.Yosys.Command}: {result.Output}");
    }

    /// <summary>The first difference from the golden model with a mutant switched on; null if there is none.</summary>
    /// <param name="mutant">The mutant; null for the original.</param>
    /// <param name="effort">How much is simulated.</param>
    public CoSimulationFailure? Simulate(Mutant? mutant, CoSimulationOptions effort)
    {
        var number = mutant?.Id ?? 0;
        var encoder = mutant is null || _inEncoder.Contains(mutant.Module) ? models.EncoderWith(number) : null;
        var decoder = mutant is null || _inDecoder.Contains(mutant.Module) ? models.DecoderWith(number) : null;
        var codec = mutant is null || IsAtTable(mutant) ? models.CodecWith(number) : null;
        return CoSimulation.Run(netlist.Design, encoder, decoder, effort, codec).Failure;
    }

    /// <summary>Whether the mutant changes nothing: in its module alone, or else in the encoder and the decoder as a
    /// whole.</summary>
    /// <returns>The proof that decides.</returns>
    public ProofResult ProveEquivalent(Mutant mutant)
    {
        var prover = MakeProver(netlist.Design);
        var alone = prover.Prove(MutantEquivalence.OfModule(netlist, mutant));
        if (alone.Verdict == Verdict.Proved)
        {
            return alone;
        }

        EmittedModule[] tops =
        [
            .. _inEncoder.Contains(mutant.Module) ? [netlist.Design.Encoder] : Array.Empty<EmittedModule>(),
            .. _inDecoder.Contains(mutant.Module) ? [netlist.Design.Decoder] : Array.Empty<EmittedModule>(),
            .. IsAtTable(mutant) && netlist.Design.Codec is { } codec ? [codec] : Array.Empty<EmittedModule>(),
        ];
        var whole = tops.Select(top => prover.Prove(MutantEquivalence.OfTop(netlist, mutant, top.Name))).ToList();
        return whole.Find(proof => proof.Verdict == Verdict.Refuted)
            ?? whole.Find(proof => proof.Verdict == Verdict.Unknown)
            ?? whole[0];
    }

    /// <summary>The obligations that name the mutant's module, on the design with the mutant in it, until one is
    /// refuted.</summary>
    public IReadOnlyList<ProofResult> Prove(Mutant mutant, string kind)
    {
        var obligations = Specification.Of(netlist.Design.Config, kind);
        if (obligations.Count == 0)
        {
            return [];
        }

        var prover = MakeProver(WithMutant(mutant));
        var results = new List<ProofResult>();
        foreach (var obligation in obligations)
        {
            results.Add(prover.Prove(obligation));
            if (results[^1].Verdict == Verdict.Refuted)
            {
                break;
            }
        }

        return results;
    }

    // The table and what is around it: encoder and decoder are tried by themselves.
    private bool IsAtTable(Mutant mutant) => !_inEncoder.Contains(mutant.Module) && !_inDecoder.Contains(mutant.Module);

    private Design WithMutant(Mutant mutant)
    {
        using var folder = new WorkFolder();
        const string file = "mutant.v";

        // A memory's enables are made one bit: else each bit of a word is written by a port of its own.
        var enables = $"simplemap {mutant.Module}/t:$memwr_v2 %ci2 {mutant.Module}/t:$mux %i; opt_merge; opt_clean";
        Tool.Yosys.Require(
            folder.Path, "-q", "-p",
            $"read_rtlil {netlist.Path}; {mutant.Command()}; {enables}; cd {mutant.Module}; write_verilog -noattr -selected {file}");
        var text = NameRegister(File.ReadAllText(folder[file]), mutant);
        var design = netlist.Design;
        return design with { Modules = [.. design.Modules.Select(module => module.Name == mutant.Module ? module with { Text = text } : module)] };
    }

    // A fault at a register's output leaves the register's name to what is seen of it, and the register without one. The
    // obligations speak of the register.
    private static string NameRegister(string text, Mutant mutant)
    {
        var name = Regex.Escape(mutant.Net?.Split('[')[0] ?? "");
        var register = Regex.Match(text, $@"^ *assign \{{[^}}]*\b{name}\b[^}}]*\}} = (?<net>_\d+_);", RegexOptions.Multiline);
        if (name.Length == 0 || mutant.Port != "Q" || !register.Success)
        {
            return text;
        }

        var seen = Regex.Replace(text, $@"\b{name}\b", $"{name}_seen");
        return Regex.Replace(seen, $@"\b{register.Groups["net"].Value}\b", name);
    }

    private Prover MakeProver(Design design) => new(
        design, new ProofOptions { Timeout = options.Timeout, Jobs = 1, Cancellation = options.Cancellation });
}
