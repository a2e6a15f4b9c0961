// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Verification.Proofs;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class ProveTests
{
    [Fact]
    public void A_table_has_property_module_configuration_engine_time_and_verdict()
    {
        var output = CommandRun.Succeeds("prove", "--only", "restore").Output;
        Assert.Matches(@"(?m)^property +module +configuration +engine +cases +seconds +verdict$", output);
        Assert.Matches(@"(?m)^restore +sfp_restore +fp32_l8_r8_w32 +z3 +24 +\d+\.\d\d +proved$", output);
        Assert.EndsWith("1 proved, 0 refuted, 0 unknown\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_stands_for_all_obligations_about_it()
    {
        var rows = CommandRun.Succeeds("prove", "--only", "lane_align", "--json").Json.EnumerateArray().ToList();
        Assert.Equal(["lane_align", "pack"], rows.Select(row => row.GetProperty("property").GetString()));
        Assert.All(rows, row => Assert.Equal("proved", row.GetProperty("verdict").GetString()));
        Assert.All(rows, row => Assert.Equal(64, row.GetProperty("sha256").GetString()!.Length));
        Assert.All(rows, row => Assert.Contains("Z3", row.GetProperty("engine").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_engine_that_is_named_has_a_line()
    {
        var rows = CommandRun.Succeeds("prove", "--only", "restore", "--engine", "all", "--json").Json.EnumerateArray().ToList();
        Assert.Equal(["z3", "yosys", "abc", "cadical"], rows.Select(row => row.GetProperty("engine").GetString()!.Split(' ')[0].ToLowerInvariant()));
        Assert.All(rows, row => Assert.Equal("proved", row.GetProperty("verdict").GetString()));
        var output = CommandRun.Succeeds("prove", "--only", "restore", "--engine", "cadical,abc").Output;
        Assert.Matches(@"(?s)fp32_l8_r8_w32 +cadical +1 .*fp32_l8_r8_w32 +abc +1 ", output);
    }

    [Theory]
    [InlineData("minisat")]
    [InlineData("abc,abc")]
    [InlineData("abc,all")]
    [InlineData("")]
    public void An_unknown_engine_is_refused(string engine) => CommandRun.Fails(
        ExitCode.Usage, $"--engine is '{engine}', must be all, or one or more of z3, yosys, abc, cadical, each once",
        "prove", "--engine", engine);

    [Fact]
    public void A_refutation_is_simulated_and_the_line_says_where()
    {
        using var folder = new TemporaryFolder();
        var design =
            Refutations.Mutant(new DesignEmitter().Emit(new HardwareConfig()), "restore", "low_i - {", "low_i + {");
        var obligation = Refutations.Named(design, "restore");
        IReadOnlyList<ProofResult> results = [new Prover(design, new ProofOptions()).Prove(obligation)];
        var replays = ProveCommand.Replays(design, [obligation], results, new ProofOptions(), folder["replays"]);
        using var output = new StringWriter { NewLine = "\n" };
        ProveCommand.Write(results, replays, output);
        Assert.EndsWith(
            $"is {results[0].Counterexample!.Differences[0].Actual}\n    replay: sh {folder["replays"]}/restore-z3/run: simulation shows the same\n\n"
            + "0 proved, 1 refuted, 0 unknown\n",
            output.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["replays"], "restore-z3", "replay.vcd")));
    }

    [Fact]
    public void An_unknown_name_is_refused() => CommandRun.Fails(
        ExitCode.Usage, "--only is 'adapt_rounds', must name an obligation or a module, did you mean 'adapt_round'?",
        "prove", "--only", "adapt_rounds");

    [Theory]
    [InlineData(ExitCode.Success, Verdict.Proved, Verdict.Proved)]
    [InlineData(ExitCode.Unknown, Verdict.Proved, Verdict.Unknown)]
    [InlineData(ExitCode.CheckFailed, Verdict.Unknown, Verdict.Refuted)]
    public void The_exit_code_tells_verdicts_apart(ExitCode expected, params Verdict[] verdicts) =>
        Assert.Equal(expected, ProveCommand.Code([.. verdicts.Select(verdict =>
            new ProofResult("", "", "", "", [], "", "", verdict, 1, 0))]));
}
