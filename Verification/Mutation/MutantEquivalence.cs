// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Mutation;

/// <summary>The claim that a mutant changes nothing, for all inputs and in every state.</summary>
public static class MutantEquivalence
{
    private const string Netlist = "netlist.json";
    private const string Step = "step.json";
    private const string Formulas = "step.smt2";

    /// <summary>The claim that the mutant's module by itself is as it was, whatever the modules inside it do.</summary>
    public static Obligation OfModule(BaseNetlist netlist, Mutant mutant) => Claim(
        mutant.Module,
        [
            $"read_rtlil {netlist.Path}", mutant.Command(MutantModels.Select, 1, 1), "opt_expr",
            $"write_json {Netlist}",
        ]);

    /// <summary>The claim that the encoder or the decoder, all of its modules put into it, is as it was.</summary>
    public static Obligation OfTop(BaseNetlist netlist, Mutant mutant, string top) => Claim(
        top,
        [
            $"read_rtlil {netlist.Path}", $"hierarchy -top {top}", .. netlist.Thread(top, MutantModels.Select, 1),
            // What is only ever loaded with a constant is one: a narrow row's upper bits, say.
            mutant.Command(MutantModels.Select, 1, 1), "flatten", "opt", "dffunmap", "opt_clean",
            $"write_json {Netlist}",
        ]);

    private static Obligation Claim(string module, string[] script) => new(
        module, "outputs, and what registers, memories and instances get, are those of the original", claim =>
        {
            var step = Load(module, script);
            var inputs = step.Inputs.Where(port => port.Name != MutantModels.Select)
                .Select(port => (port.Name, Value: claim.Variable(port.Name, port.Width))).ToList();
            var original = step.Function.Apply([.. inputs, (MutantModels.Select, SmtTerm.Constant(1, 0))]);
            var mutant = step.Function.Apply([.. inputs, (MutantModels.Select, SmtTerm.Constant(1, 1))]);
            foreach (var (output, value) in original)
            {
                claim.Equal(output, value, mutant[output]);
            }
        });

    private static (SymbolicModule Function, IEnumerable<Port> Inputs) Load(string name, string[] script)
    {
        using var folder = new WorkFolder();
        File.WriteAllLines(folder["script.ys"], script);
        Tool.Yosys.Require(folder.Path, "-q", "-s", "script.ys");
        var everted = EvertedModule.Of(File.ReadAllText(folder[Netlist]), name);
        File.WriteAllText(folder[Step], everted.Json);
        Tool.Yosys.Require(
            folder.Path, "-q", "-p", $"read_json {Step}; opt_clean; check -assert; write_smt2 {Formulas}");
        var function = SymbolicModule.Parse(everted.Module, File.ReadAllText(folder[Formulas]));
        return (function, everted.Module.Ports.Where(port => port.IsInput));
    }
}
