// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class HardwareCommandTests
{
    [Fact]
    public void The_demo_finds_every_word_of_the_sample_equal_at_a_row_a_clock()
    {
        var report = CommandRun.Succeeds("demo", "--offline", "--json").Json;
        Assert.Equal(65_216, report.GetProperty("values").GetInt64());
        var cases = report.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(6, cases.Count);
        foreach (var result in cases)
        {
            Assert.False(result.TryGetProperty("difference", out _));
            Assert.True(result.GetProperty("wordsCompared").GetInt64() > 65_216);
            Assert.True(result.GetProperty("encoderRowsPerClock").GetDouble() >= 0.999);
            Assert.True(result.GetProperty("decoderRowsPerClock").GetDouble() >= 0.999);
        }
    }

    [Fact]
    public void The_demo_refuses_a_tensor_that_is_not_there() =>
        CommandRun.Fails(ExitCode.Input, "has no FP32 tensor 'none'", "demo", "--offline", "--only", "none");

    [Fact]
    public void Simulate_is_the_same_for_the_same_seed()
    {
        var first = CommandRun.Succeeds("simulate", "--seed", "3", "--batches", "4", "--json").Output;
        Assert.Equal(first, CommandRun.Succeeds("simulate", "--seed", "3", "--batches", "4", "--json").Output);
    }

    [Fact]
    public void Lint_finds_nothing_in_the_default_design() =>
        Assert.Empty(CommandRun.Succeeds("lint", "--json").Json.GetProperty("findings").EnumerateArray());
}
