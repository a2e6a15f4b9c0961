// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Simulation.Streams;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Streams;

public sealed class StallPatternTests
{
    [Fact]
    public void The_same_pattern_pauses_the_same_way() =>
        Assert.Equal(Clocks(StallPattern.Random(7, 40), 1000), Clocks(StallPattern.Random(7, 40), 1000));

    [Fact]
    public void Another_seed_pauses_another_way() =>
        Assert.NotEqual(Clocks(StallPattern.Bursts(7, 40), 1000), Clocks(StallPattern.Bursts(8, 40), 1000));

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(90)]
    public void The_share_of_pauses_is_as_asked(int percent) =>
        Assert.InRange(
            Clocks(StallPattern.Random(1, percent), 10000).Count(paused => paused), 90 * percent, 110 * percent);

    [Fact]
    public void No_burst_is_longer_than_asked()
    {
        var runs =
            string.Concat(Clocks(StallPattern.Bursts(1, 5), 10000).Select(paused => paused ? 'x' : ' ')).Split(' ');
        Assert.Equal(5, runs.Max(run => run.Length));
    }

    [Fact]
    public void Alternate_pauses_every_other_clock() =>
        Assert.Equal([true, false, true, false], Clocks(StallPattern.Alternate, 4));

    private static bool[] Clocks(StallPattern pattern, int count)
    {
        var generator = pattern.Start();
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }
}
