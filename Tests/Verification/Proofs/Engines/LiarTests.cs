// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Engines;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Engines;

/// <summary>Engines that do not say what engines say are not believed; those that lie are found out.</summary>
public sealed class LiarTests : IDisposable
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 1 });

    private static readonly Design Mutant = Refutations.Mutant(Design, "restore", "low_i - {", "low_i + {");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("exit 20")]
    [InlineData("echo 's UNSATISFIABLE'; exit 0")]
    [InlineData("echo 's UNSATISFIABLE'; exit 10")]
    [InlineData("echo 's UNSATISFIABLE'; echo 's SATISFIABLE'; exit 20")]
    [InlineData("echo 's UNSATISFIABLE'; echo 's UNSATISFIABLE'; exit 20")]
    [InlineData("echo 'c s UNSATISFIABLE'; exit 20")]
    [InlineData("echo 's UNKNOWN'; exit 0")]
    [InlineData("kill -9 $$")]
    public void Odd_words_of_cadical_are_no_proof(string script) =>
        Assert.Equal(Verdict.Unknown, Prove(Design, new CadicalEngine(Fake(script))).Verdict);

    [Theory]
    [InlineData("echo 'Networks are equivalent'")]
    [InlineData("echo 'UNSATISFIABLE Time = 0'; exit 1")]
    [InlineData("echo 'UNSATISFIABLE Time = 0'; echo 'SATISFIABLE Time = 0'")]
    [InlineData("echo 'SATISFIABLE Time = 0'")]
    [InlineData("echo 'UNDECIDED Time = 0'")]
    public void Odd_words_of_abc_are_no_proof(string script) =>
        Assert.Equal(Verdict.Unknown, Prove(Design, new AbcEngine(Fake(script))).Verdict);

    [Theory]
    [InlineData("echo 'SAT proof finished - no model found: SUCCESS!'")]
    [InlineData("echo 'SAT solving finished - no model found.'; exit 1")]
    [InlineData("echo 'Interrupted SAT solver: TIMEOUT!'; echo 'SAT solving finished - no model found.'")]
    public void Odd_words_of_yosys_are_no_proof(string script) =>
        Assert.Equal(Verdict.Unknown, Prove(Design, new YosysEngine(Fake(script))).Verdict);

    [Fact]
    public void A_counterexample_that_breaks_nothing_refutes_nothing()
    {
        var result = Prove(Design, new CadicalEngine(Fake("echo 's SATISFIABLE'; echo 'v 1 2 3 0'; exit 10")));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Equal("the counterexample of cadical breaks nothing", result.Reason);
    }

    [Fact]
    public void A_liar_that_proves_a_wrong_kernel_disagrees_with_the_other_engines()
    {
        // It says that nothing breaks the claim, and then that its assumptions can hold.
        var once = _folder["once"];
        var liar = new CadicalEngine(Fake(
            $"if [ -e {once} ]; then echo 's SATISFIABLE'; echo 'v 0'; exit 10; fi; touch {once}; echo 's UNSATISFIABLE'; exit 20"));
        var lie = Prove(Mutant, liar);
        Assert.Equal(Verdict.Proved, lie.Verdict);
        var truth = new Prover(Mutant, new ProofOptions()).Prove(Refutations.Named(Design, "restore"));
        var failure = Assert.Throws<CommandFailure>(() => ProveCommand.RefuseDisagreement([truth, lie]));
        Assert.Equal(ExitCode.CheckFailed, failure.Code);
        Assert.Equal(
            "engines disagree on restore: cadical says proved, z3 says refuted; one of them, or what it was given, is wrong", failure.Message);
        ProveCommand.RefuseDisagreement([truth, Prove(Mutant, new CadicalEngine())]);
    }

    private static ProofResult Prove(Design design, SatEngine engine) =>
        new Prover(design, new ProofOptions { Engine = engine }).Prove(Refutations.Named(Design, "restore"));

    private Tool Fake(string script)
    {
        var path =
            _folder.Write("fake", $"#!/bin/sh\nif [ \"$1\" = --version ]; then echo fake; exit 0; fi\n{script}\n");
        new Tool("chmod", "coreutils").Require("/", "755", path);
        return new Tool(path, "fake");
    }
}
