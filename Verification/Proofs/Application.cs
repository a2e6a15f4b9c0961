// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs;

/// <summary>An emitted kernel at work in a claim: its outputs are variables that its text ties to the inputs.</summary>
/// <param name="Module">The kernel.</param>
/// <param name="Lane">The lane it serves; -1 if it serves all.</param>
/// <param name="Inputs">Every input by its port.</param>
/// <param name="Outputs">Every output by its port.</param>
public sealed record Application(
    EmittedModule Module, int Lane, IReadOnlyDictionary<string, SmtTerm> Inputs, IReadOnlyDictionary<string, SmtTerm> Outputs)
{
    /// <summary>One bit: another application of the same kernel gives the same if it is given the same.</summary>
    /// <remarks>All that is known of a kernel that may compute anything.</remarks>
    public SmtTerm AgreesWith(Application other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ~Same(Inputs, other.Inputs) | Same(Outputs, other.Outputs);
    }

    private static SmtTerm Same(IReadOnlyDictionary<string, SmtTerm> left, IReadOnlyDictionary<string, SmtTerm> right) =>
        left.Select(port => SmtTerm.Equal(port.Value, right[port.Key])).Aggregate((all, one) => all & one);
}
