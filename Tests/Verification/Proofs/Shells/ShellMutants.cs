// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

/// <summary>Designs with one place of one module changed.</summary>
internal static class ShellMutants
{
    /// <summary>Asserts that a claim about a design is refuted once a place is changed.</summary>
    public static void Refuted(Design design, string claim, string kind, string find, string replace)
    {
        var name = design.Config.ModuleName(kind);
        var mutant = design with
        {
            Modules = [.. design.Modules.Select(module =>
                module.Name == name ? Fixtures.Break(module, find, replace) : module)],
        };
        var obligation = ProofPlan.Of(design.Config).Single(obligation => obligation.Name == claim);
        var result = new Prover(mutant, new ProofOptions()).Prove(obligation);
        Assert.True(result.Verdict == Verdict.Refuted, $"{result.Verdict} {result.Reason}");
        Assert.NotEmpty(result.Counterexample!.Differences);
    }
}
