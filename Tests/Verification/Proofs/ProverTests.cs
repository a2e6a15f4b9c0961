// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs;

public sealed class ProverTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig());

    [Fact]
    public void A_proof_that_takes_too_long_is_unknown()
    {
        var result = Prove(Hard, new ProofOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Equal("no answer in 0.3 s", result.Reason);
        Assert.True(result.Seconds < 30);
    }

    [Fact]
    public void An_interrupted_proof_ends_at_once()
    {
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var options = new ProofOptions { Timeout = TimeSpan.FromMinutes(10), Cancellation = interruption.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => new Prover(Design, options).Prove([Hard]));
    }

    [Fact]
    public void A_solver_without_memory_is_unknown()
    {
        var result = Prove(Hard, new ProofOptions { Timeout = TimeSpan.FromSeconds(20), Memory = 1 });
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("memory", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Assumptions_that_contradict_each_other_prove_nothing()
    {
        var result = Prove(new Obligation("void", "anything", claim =>
        {
            var (x, y) = (claim.Variable("x", 8), claim.Variable("y", 8));
            claim.Assume(SmtTerm.Less(x, y));
            claim.Assume(SmtTerm.Less(y, x));
            claim.Equal("x", x, y);
        }));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Equal("the assumptions were not shown to hold for any input", result.Reason);
    }

    [Fact]
    public void A_kernel_that_Yosys_refuses_is_unknown()
    {
        var name = Design.Config.ModuleName("restore");
        var broken = Design with
        {
            Modules = [.. Design.Modules.Select(module => module.Name == name ? module with { Text = "modul x" } : module)],
        };
        var result = new Prover(broken, new ProofOptions()).Prove(
            ProofPlan.Of(Design.Config).Single(obligation => obligation.Name == "restore"));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("syntax error", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_leaves_no_value_out()
    {
        var result = Prove(new Obligation("last", "no x is 15", claim =>
        {
            var x = claim.Variable("x", 4);
            claim.Holds("x is not 15", ~SmtTerm.Equal(x, SmtTerm.Constant(4, 15)));
        })
        { Split = [("x", 4)] });
        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.Equal(16, result.Cases);
        Assert.Equal(["with: x 15", "x is not 15: must be 1, is 0"], result.Counterexample!.Lines);
    }

    private static Obligation Hard { get; } = new("hard", "multiplication distributes", claim =>
    {
        var (x, y) = (claim.Variable("x", 32), claim.Variable("y", 32));
        claim.Equal("product", Product(x, y), Product(y, x));
    });

    private static SmtTerm Product(SmtTerm left, SmtTerm right) => Enumerable.Range(0, 32)
        .Select(bit => SmtTerm.Mux(
            right.Slice(bit, 1), SmtTerm.ShiftLeft(left, SmtTerm.Constant(6, (ulong)bit)), SmtTerm.Constant(32, 0)))
        .Aggregate((sum, part) => sum + part);

    private static ProofResult Prove(Obligation obligation, ProofOptions? options = null) =>
        new Prover(Design, options ?? new ProofOptions()).Prove(obligation);
}
