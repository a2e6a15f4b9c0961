// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Verification.Mutation;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class MutateTests
{
    [Theory]
    [InlineData(ExitCode.Success, MutantOutcome.KilledByLint, MutantOutcome.KilledBySimulation, MutantOutcome.KilledByProof)]
    [InlineData(ExitCode.Success, MutantOutcome.Equivalent, MutantOutcome.MeetsSpecification)]
    [InlineData(ExitCode.Unknown, MutantOutcome.Equivalent, MutantOutcome.Unknown)]
    [InlineData(ExitCode.CheckFailed, MutantOutcome.Unknown, MutantOutcome.Survived)]
    public void The_exit_code_tells_outcomes_apart(ExitCode expected, params MutantOutcome[] outcomes) =>
        Assert.Equal(expected, Report(outcomes).Code);

    [Fact]
    public void A_survivor_is_printed_in_full()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Report(MutantOutcome.KilledBySimulation, MutantOutcome.Survived).Write(writer, "./rtlgen mutate");
        Assert.Equal(
            """
            module  mutants  lint  simulation  proof  equivalent  meets spec  survived  unknown
            intake        2     0           1      0           0           0         1        0
            ------  -------  ----  ----------  -----  ----------  ----------  --------  -------
            total         2     0           1      0           0           0         1        0

            mutant 2: survived
                module   sfp_intake_x, line 12: assign a = b;
                fault    bit 3 of port A of $and$1 (b[3]) is inverted
                tried    no obligation names its module
                rerun    ./rtlgen mutate -n 100 --seed 4 --mutant 2

            x, seed 4: 2 mutants, 1 survived, 0 unknown

            """,
            writer.ToString());
    }

    [Fact]
    public void Json_has_every_mutant_and_the_totals()
    {
        var run = CommandRun.Of("mutate", "-n", "3", "--seed", "2", "--only", "rotate32", "--json");
        Assert.Contains(run.Code, new[] { ExitCode.Success, ExitCode.CheckFailed });
        Assert.Equal(2, run.Json.GetProperty("seed").GetInt32());
        Assert.StartsWith(
            "Yosys", run.Json.GetProperty("tools").GetProperty("yosys").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, run.Json.GetProperty("totals").EnumerateObject().Sum(total => total.Value.GetInt32()));
        Assert.All(run.Json.GetProperty("mutants").EnumerateArray(), mutant =>
            Assert.Equal("rotate32", mutant.GetProperty("module").GetString()));
    }

    [Fact]
    public void An_unknown_kind_is_refused() => CommandRun.Fails(
        ExitCode.Usage, "--only is 'rotate', must be a kind of module of fp32_l8_r8_w32", "mutate", "--only", "rotate");

    private static MutateReport Report(params MutantOutcome[] outcomes)
    {
        var mutant = new Mutant(0, "sfp_intake_x", "inv", "$and$1", "A", 3, null, "b[3]", "sfp_intake_x.v:12.1-12.9");
        var results = outcomes.Select((outcome, index) => new MutantResult(
            mutant with { Id = index + 1 }, "intake", "assign a = b;", outcome, "no obligation names its module", 1, ""));
        return new MutateReport("x", new MutationOptions { Seed = 4 }, [.. results]);
    }
}
