// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs;

/// <summary>What emitted modules compute, as formulas that tie a claim's variables for their outputs to their
/// inputs.</summary>
/// <param name="cache">Where Yosys's answers are kept; null for the default.</param>
internal sealed class Definitions(FolderCache? cache)
{
    private readonly Dictionary<string, SymbolicModule> _kernels = [];

    /// <summary>The definitions of every kernel at work in a claim, and of the clocks of shells that it
    /// keeps.</summary>
    public BoolExpr[] Of(Claim claim) =>
    [
        .. claim.Applications.SelectMany(application => Tie(
            application.Outputs,
            Kernel(application).Apply([.. application.Inputs.Select(input => (input.Key, input.Value))]))),
        .. claim.Steps.SelectMany(step => Tie(step.Outputs, step.Shell.Values(step.Inputs))),
    ];

    private static IEnumerable<BoolExpr> Tie(IReadOnlyDictionary<string, SmtTerm> variables, IReadOnlyDictionary<string, SmtTerm> values) =>
        values.Select(output => SmtTerm.Equal(variables[output.Key], output.Value).IsSet);

    private SymbolicModule Kernel(Application application) =>
        _kernels.TryGetValue(application.Module.Name, out var known)
            ? known
            : _kernels[application.Module.Name] = SymbolicModule.Load(application.Module, cache);
}
