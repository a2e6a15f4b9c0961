// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;
using Xunit;

namespace Rtlgen.Tests.Training.Methods;

public sealed class LengthTests
{
    [Fact]
    public void A_length_is_drawn_up_with_the_probability_of_its_fraction()
    {
        var length = new LearnedLength(2.25, 0, 23);
        var draws = Enumerable.Range(0, 20_000).Select(i => length.Draw(new SplitMix(i))).ToList();
        Assert.All(draws, draw => Assert.InRange(draw, 2, 3));
        Assert.Equal(2.25, draws.Average(), 0.02);
        Assert.Equal(3, length.Whole);
        Assert.Equal(2, length.Lower);
        Assert.Equal((3, 4), (new LearnedLength(3.09, 0, 23).Whole, new LearnedLength(3.11, 0, 23).Whole));
    }

    [Fact]
    public void A_length_falls_under_pressure_and_rises_with_its_gradient_but_stays_within_bounds()
    {
        Assert.Equal(1.5, Moved(2, 0, 0.1), 1e-9);
        Assert.True(Moved(2, -10, 0.1) > 2.4);
        Assert.Equal(1, Moved(1.2, 10, 0.1));
        Assert.Equal(3, Moved(2.8, -10, 0.1));
        Assert.Equal(1.5, Moved(2, double.NaN, 0.1), 1e-9);

        static double Moved(double start, double gradient, double pressure)
        {
            var length = new LearnedLength(start, 1, 3);
            for (var i = 0; i < 50; i++)
            {
                length.See(gradient, 0.9);
                length.Move(pressure, 0.01, 0.9);
            }

            return length.Bits;
        }
    }

    [Fact]
    public void Noise_alone_does_not_walk_a_length_far()
    {
        var random = Properties.Random();
        var length = new LearnedLength(4, 0, 23);
        for (var i = 0; i < 3000; i++)
        {
            length.See((random.NextDouble() - 0.5) * 1000, 0.98);
            length.Move(1e-9, 0.005, 0.98);
        }

        Assert.InRange(length.Bits, 3, 5);
    }

    [Fact]
    public void Lengths_hold_in_the_warm_up_move_after_it_and_freeze_rounded_up()
    {
        var stash = new StashSet();
        var site = stash.AddActivation();
        site.Count = 100;
        var method = LengthMethods.Make("qm+qe");
        method.Attach(stash, new MethodOptions { Warmup = 10, InitialMantissa = 2.5, Regrowth = 1, Gammas = [0.1] });
        for (var step = 0; step < 100; step++)
        {
            method.BeginStep(new RunPosition(step, 100));
            Assert.Equal(step < 90, stash.Learners is not null);
            method.EndStep(new RunPosition(step, 100), 1, new SingleProcess());
            Assert.Equal(step < 10, method.Learned(site).Mantissa == 2.5);
        }

        // 80 steps of 0.01 down to 1.7, one bit back, rounded up.
        Assert.Equal(1.7, method.Learned(site).Mantissa!.Value, 1e-6);
        Assert.Equal((3, 4), (site.Mantissa, site.Exponent));
    }

    [Fact]
    public void BitWave_takes_bits_in_turn_while_the_loss_falls_and_gives_them_back()
    {
        var (stash, method) = Attached("bitwave", new MethodOptions { LossFloorExponent = 5, LossPeriod = 1 });
        var site = stash.Sites[0];
        Run(method, 0, Enumerable.Range(0, 40).Select(i => 10 - (0.1 * i)));
        Assert.Equal(5, site.Exponent);
        Assert.Equal(2, site.Mantissa);
        var before = site.Mantissa;
        Run(method, 40, Enumerable.Range(0, 10).Select(i => 20.0 + i));
        Assert.True(site.Mantissa > before && site.Exponent > 5);
        method.BeginStep(new RunPosition(50, 100, RateJumped: true));
        Assert.Equal((23, 8), (site.Mantissa, site.Exponent));
    }

    [Fact]
    public void BitChop_leaves_exponents_alone()
    {
        var (stash, method) = Attached("bitchop", new MethodOptions { LossFloorMantissa = 1, LossPeriod = 1 });
        Run(method, 0, Enumerable.Range(0, 40).Select(i => 10 - (0.1 * i)));
        Assert.Equal((1, 8), (stash.Sites[0].Mantissa, stash.Sites[0].Exponent));
    }

    [Theory]
    [InlineData("qm+qe")]
    [InlineData("bitwave")]
    public void A_method_goes_on_from_what_it_saved(string name)
    {
        var (stash, method) = Attached(name, new MethodOptions { Warmup = 0 });
        Run(method, 0, Enumerable.Range(0, 30).Select(i => 10 - (0.1 * i)));
        var file = new MemoryStream();
        method.Save(new BinaryWriter(file));
        file.Position = 0;
        var (other, resumed) = Attached(name, new MethodOptions { Warmup = 0 });
        resumed.Load(new BinaryReader(file));
        Assert.Equal(file.Length, file.Position);
        for (var step = 30; step < 60; step++)
        {
            Run(method, step, [5]);
            Run(resumed, step, [5]);
            Assert.Equal(method.Learned(stash.Sites[0]), resumed.Learned(other.Sites[0]));
            Assert.Equal(stash.Sites[0].Descriptor, other.Sites[0].Descriptor);
        }
    }

    [Fact]
    public void Rates_follow_the_step_alone_and_jumps_are_said()
    {
        Assert.Equal(0.004, RateSchedule.At("one-cycle", 0.1, 0, 1000).Rate, 1e-9);
        Assert.Equal(0.1, RateSchedule.At("one-cycle", 0.1, 300, 1000).Rate, 1e-9);
        Assert.True(RateSchedule.At("one-cycle", 0.1, 999, 1000).Rate < 1e-5);
        var jumps = Enumerable.Range(0, 1000).Where(step => RateSchedule.At("steps", 1, step, 1000).Jumped);
        Assert.Equal([500, 750], jumps);
        Assert.Equal(0.01, RateSchedule.At("steps", 1, 800, 1000).Rate, 1e-9);
    }

    private static (StashSet Stash, ILengthMethod Method) Attached(string name, MethodOptions options)
    {
        var stash = new StashSet();
        stash.AddActivation().Count = 100;
        var method = LengthMethods.Make(name);
        method.Attach(stash, options);
        return (stash, method);
    }

    private static void Run(ILengthMethod method, int step, IEnumerable<double> losses)
    {
        foreach (var loss in losses)
        {
            method.BeginStep(new RunPosition(step, 100));
            method.EndStep(new RunPosition(step++, 100), loss, new SingleProcess());
        }

        method.UseFinal();
    }
}
