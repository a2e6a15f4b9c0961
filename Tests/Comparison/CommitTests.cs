// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Comparison.Commits;
using Xunit;

namespace Rtlgen.Tests.Comparison;

/// <summary>The comparison of two commits' speeds, on made-up figures.</summary>
public sealed class CommitTests
{
    private const double Threshold = 0.15;

    [Theory]
    [InlineData(new[] { 0.40, 0.41, 0.39 }, new[] { 0.40, 0.41, 0.39 }, false)]
    [InlineData(new[] { 0.40, 0.41, 0.39 }, new[] { 0.32, 0.33, 0.31 }, true)]
    [InlineData(new[] { 0.40, 0.41, 0.39 }, new[] { 0.35, 0.36, 0.34 }, false)]
    [InlineData(new[] { 0.40, 0.41, 0.39 }, new[] { 0.80, 0.81, 0.79 }, false)]
    [InlineData(new[] { 0.40, 0.40, 0.40 }, new[] { 0.32, 0.50, 0.20 }, false)]
    [InlineData(new[] { 0.40, 0.40, 0.40, 0.40, 0.40 }, new[] { 0.32, 0.32, 0.32, 0.32, 0.01 }, true)]
    [InlineData(new[] { 0.40, 0.20, 0.10 }, new[] { 0.32, 0.16, 0.08 }, true)]
    public void A_loop_is_slower_by_more_than_the_threshold_and_the_spread(double[] older, double[] newer, bool slower) =>
        Assert.Equal(slower, Assert.Single(LoopChange.Compare(Runs(older), Runs(newer), Threshold)).IsSlower);

    [Fact]
    public void Figures_are_medians_and_ratios_are_of_runs_that_took_turns()
    {
        var change = Assert.Single(LoopChange.Compare(Runs(0.4, 0.2, 0.1), Runs(0.2, 0.3, 0.05), Threshold));
        Assert.Equal(("a", 0.2, 0.2, 0.5), (change.Loop, change.Base, change.Head, change.Ratio));
        Assert.Equal(2.0, change.Spread, 6);
    }

    [Fact]
    public void Runs_without_a_common_loop_or_of_another_number_are_refused()
    {
        var other = new Dictionary<string, double> { ["b"] = 1 };
        Assert.Throws<InvalidDataException>(() => LoopChange.Compare(Runs(1), [other], Threshold));
        Assert.Throws<InvalidDataException>(() => LoopChange.Compare(Runs(1, 1), Runs(1), Threshold));
        Assert.Throws<InvalidDataException>(() => LoopChange.Compare([], [], Threshold));
    }

    [Fact]
    public void The_table_of_a_run_is_read()
    {
        string[] lines =
        [
            "2 MiB of values, GB/s of values; last four columns: speed as a multiple of memcpy's",
            "                                 bits  memcpy  encode  decode  encode, median, best  decode, median, best",
            "fp32 peak 8x32                  27.16   11.21    3.50    4.60          0.312  0.330          0.410  0.420",
            "fp32 peak 8x32, n = 3, e = 5     7.16   11.21    3.50    4.60          0.412  0.430          0.510  0.520",
        ];
        var table = QuickTable.Parse(lines);
        Assert.Equal(4, table.Count);
        Assert.Equal(0.312, table["fp32 peak 8x32 encode"]);
        Assert.Equal(0.51, table["fp32 peak 8x32, n = 3, e = 5 decode"]);
        Assert.Throws<InvalidDataException>(() => QuickTable.Parse(lines[..2]));
    }

    [Theory]
    [InlineData("compare-commits: error: needs BASE, and HEAD or nothing (see --help)")]
    [InlineData("compare-commits: error: 'no-such-commit' is no commit", "no-such-commit")]
    [InlineData("compare-commits: error: unknown option '--round' (see --help)", "--round", "3", "HEAD")]
    [InlineData("compare-commits: error: --rounds is '0', must be 1 to 9999", "--rounds", "0", "HEAD")]
    public void Wrong_command_lines_of_the_script_end_with_one_line(string expected, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.Path("scripts", "compare-commits"), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal("", process.StandardOutput.ReadToEnd());
        Assert.Equal($"{expected}\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
    }

    private static Dictionary<string, double>[] Runs(params double[] ratios) =>
        [.. ratios.Select(ratio => new Dictionary<string, double> { ["a"] = ratio })];
}
