// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs;

/// <summary>Designs and rules that proofs must refuse.</summary>
internal static class Refutations
{
    /// <summary>A flush that forgets the mantissa.</summary>
    public static GoldenRules HalfFlush { get; } = new() { Window = Window };

    /// <summary>A design with one place of a module changed.</summary>
    public static Design Mutant(Design design, string kind, string find, string replace)
    {
        var name = design.Config.ModuleName(kind);
        return design with
        {
            Modules = [.. design.Modules.Select(module => module.Name == name ? Fixtures.Break(module, find, replace) : module)],
        };
    }

    /// <summary>An obligation of a design.</summary>
    public static Obligation Named(Design design, string name) =>
        ProofPlan.Of(design.Config).Single(obligation => obligation.Name == name);

    /// <summary>Asserts that a claim about a design is refuted once a place is changed.</summary>
    public static void MustRefute(Design design, string claim, string kind, string find, string replace)
    {
        var result = new Prover(Mutant(design, kind, find, replace), new ProofOptions()).Prove(Named(design, claim));
        Assert.True(result.Verdict == Verdict.Refuted, $"{result.Verdict} {result.Reason}");
        Assert.NotEmpty(result.Counterexample!.Differences);
    }

    private static Adapted<SmtTerm> Window(
        Container container, Rounded<SmtTerm> value, DescriptorBits<SmtTerm> descriptor)
    {
        var adapted = AdaptRule.Window(container, value, descriptor);
        return adapted with { Mantissa = SmtTerm.Mux(adapted.Flushed, value.Mantissa, adapted.Mantissa) };
    }
}
