// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Tests.Training.Distributed;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;
using Xunit;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Training.Run;

/// <summary>What members of a group agree on.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Lengths_that_follow_the_loss_are_the_same_everywhere()
    {
        var seed = Properties.Random().Next();
        var members = Members.Together(2, group =>
        {
            using var network = new NoLayers(group);
            var agreement = new Agreement(group, network);
            var method = LengthMethods.Make("bitwave");
            method.Attach(network.Stash, new MethodOptions { LossPeriod = 2 });
            var random = new Random(seed + group.Rank);
            var lengths = new List<(int, int)>();
            for (var step = 0; step < 100; step++)
            {
                var position = new RunPosition(step, 100);
                method.BeginStep(position);
                lengths.Add((network.Site.Mantissa, network.Site.Exponent));
                method.EndStep(position, agreement.Loss(2 - (0.01 * step) + random.NextDouble()), group);
            }

            return lengths;
        });
        Assert.Equal(members[0], members[1]);
        Assert.True(members[0].Distinct().Count() > 5, string.Join(' ', members[0]));
    }

    [Fact]
    public void Windows_end_at_the_largest_exponent_of_all_parts_of_the_batch()
    {
        // A part of each member, and the window's top everywhere while the parts pass.
        (float[] Parts, int Top)[] steps =
        [
            ([1, 8], 130), // first seen: at once
            ([16, 1], 130), // saturated: after the step
            ([1, 1], 131),
            ([2, 4], 131), // looked up: after the step
            ([1, 1], 129),
        ];
        var members = Members.Together(2, group =>
        {
            using var network = new NoLayers(group);
            var (stash, agreement) = (network.Stash, new Agreement(group, network));
            stash.PeakInterval = 3;
            var tops = new List<int>();
            foreach (var (parts, _) in steps)
            {
                using var part = tensor(new[] { parts[group.Rank] });
                stash.Activation(network.Site, part);
                tops.Add(network.Site.Applied.Low + 2);
                agreement.Settle(CancellationToken.None);
                stash.Step++;
            }

            return (tops, network.Site.Count);
        });
        Assert.All(members, member => Assert.Equal(steps.Select(step => step.Top), member.tops));
        Assert.All(members, member => Assert.Equal(2, member.Count));
    }

    [Fact]
    public void One_who_wishes_to_stop_stops_all()
    {
        var members = Members.Together(3, group =>
        {
            using var network = new NoLayers(group);
            var agreement = new Agreement(group, network);
            agreement.Settle(CancellationToken.None);
            var before = agreement.Stops;
            agreement.Settle(new CancellationToken(canceled: group.Rank == 1));
            return (before, agreement.Stops);
        });
        Assert.All(members, member => Assert.Equal((false, true), member));
    }

    [Fact]
    public void Running_statistics_become_the_average()
    {
        var members = Members.Together(2, group =>
        {
            using var network = new NoLayers(group);
            using var buffer = tensor(new[] { group.Rank, 4f });
            network.register_buffer("running", buffer);
            new Agreement(group, network).AverageStatistics();
            return buffer.data<float>().ToArray();
        });
        Assert.All(members, member => Assert.Equal([0.5f, 4], member));
    }

    private sealed class NoLayers : Network
    {
        public NoLayers(IProcessGroup group)
            : base("none", new StashSet { Group = group })
        {
            Site = Stash.AddActivation();
            (Site.Mantissa, Site.Exponent) = (23, 2);
        }

        public StashSite Site { get; }

        public override Tensor forward(Tensor input) => input;
    }
}
