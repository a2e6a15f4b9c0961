// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Training.Distributed;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Members of a group: threads here, which the library cannot tell from processes.</summary>
public sealed class ProcessGroupTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_and_maxima_are_those_of_all_members_in_all_members(int size)
    {
        const int count = 100_003;
        var sums = Members.Together(size, group =>
        {
            var floats = Enumerable.Range(0, count).Select(i => (float)(i % 1000) + group.Rank).ToArray();
            double[] doubles = [group.Rank, 0.5];
            double[] largest = [group.Rank, -group.Rank];
            group.Sum(floats);
            group.Sum(doubles);
            group.Max(largest);
            return (floats, doubles, largest);
        });
        var ranks = size * (size - 1) / 2;
        foreach (var (floats, doubles, largest) in sums)
        {
            Assert.Equal([size - 1, 0], largest);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (float)((i % 1000 * size) + ranks)), floats);
            Assert.Equal([ranks, 0.5 * size], doubles);
        }
    }

    [Fact]
    public void All_members_get_what_the_first_one_has_and_only_it_writes()
    {
        var members = Members.Together(3, group =>
        {
            byte[] bytes = [(byte)group.Rank, (byte)(10 + group.Rank)];
            group.Broadcast(bytes);
            group.Barrier();
            return (bytes, group.IsWriter);
        });
        Assert.All(members, member => Assert.Equal([0, 10], member.bytes));
        Assert.Equal([true, false, false], members.Select(member => member.IsWriter));
    }

    [Fact]
    public void Who_waits_for_a_lost_member_is_told_in_bounded_time()
    {
        var clock = Stopwatch.StartNew();
        var errors = Members.Together(2, group =>
        {
            if (group.Rank == 1)
            {
                group.Dispose();
                return null;
            }

            return Record.Exception(() => group.Sum(new float[1000]));
        }, TimeSpan.FromSeconds(3));
        var error = Assert.IsType<ProcessGroupException>(errors[0]);
        Assert.StartsWith("rank 0 has lost the other processes: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Members.Patience);
    }

    [Fact]
    public void A_member_that_never_comes_is_missed_in_bounded_time()
    {
        var alone = new Rendezvous(0, 2, Members.Host, Members.FreePort());
        var error = Assert.Throws<ProcessGroupException>(() => ProcessGroup.Join(alone, TimeSpan.FromSeconds(2)));
        Assert.StartsWith(
            $"rank 0 does not meet the others at 127.0.0.1:{alone.Port}: ", error.Message, StringComparison.Ordinal);
    }
}
