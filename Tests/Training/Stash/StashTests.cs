// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Training.Stash;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Training.Stash;

public sealed class StashTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Every_length_and_rounding_gives_the_golden_values()
    {
        var random = Properties.Random();
        for (var i = 0; i < 600; i++)
        {
            var stash = new StashSet();
            var site = i % 2 == 0 ? stash.AddWeight() : stash.AddActivation(nonNegative: i % 4 == 1);
            (site.Mantissa, site.Exponent) = (random.Next(24), random.Next(1, 9));
            site.Rounding = (Rounding)random.Next(2);
            var descriptor = new Descriptor { Exponent = site.Exponent, Mantissa = site.Mantissa };
            var bits = TensorGenerators.Values(descriptor, random.Next(1, 400), random);
            var before = tensor(MemoryMarshal.Cast<uint, float>(bits).ToArray());
            bits = Bits(before);
            var after = i % 2 == 0 ? stash.Weight(site, before) : stash.Activation(site, before);
            var expected = site.IsLossless
                ? bits
                : StreamDecoder.Decode(StreamEncoder.Encode(
                    site.Applied with { Count = bits.Length, Coder = Coder.Delta }, bits));
            Assert.Equal(expected, Bits(after));
        }
    }

    [Fact]
    public void The_window_ends_at_the_largest_exponent_and_follows_it()
    {
        var stash = new StashSet { PeakInterval = 1000 };
        var site = stash.AddActivation();
        (site.Mantissa, site.Exponent) = (23, 2);
        Assert.Equal([8f, 4, 2, 0], Values(stash.Activation(site, tensor(new[] { 8f, 4, 2, 1 }))));
        Assert.Equal(130, site.Low + 2);
        stash.Step = 1;

        // What saturates moves the next step's window.
        Assert.True(Values(stash.Activation(site, tensor(new[] { 16f })))[0] < 16);
        Assert.Equal([16f], Values(stash.Activation(site, tensor(new[] { 16f }))));
    }

    [Fact]
    public void The_next_operation_saves_the_adapted_tensor()
    {
        var stash = new StashSet();
        var site = stash.AddActivation();
        (site.Mantissa, site.Exponent) = (1, 8);
        var input = tensor(new[] { 1.2f, 1.6f, -3.4f }, requires_grad: true);
        var hidden = input * 1;
        var adapted = stash.Activation(site, hidden);
        Assert.Equal([1f, 1.5f, -3], Values(adapted));
        Assert.Equal([1f, 1.5f, -3], Values(hidden));
        (adapted * adapted).sum().backward();
        Assert.Equal([2f, 3, -6], Values(input.grad!));
    }

    [Fact]
    public void A_rectifier_finds_its_adapted_output_when_it_goes_back()
    {
        var stash = new StashSet();
        var site = stash.AddActivation(nonNegative: true);
        (site.Mantissa, site.Exponent) = (0, 2);
        var input = tensor(new[] { 8f, 0.5f, -1 }, requires_grad: true);
        stash.Activation(site, (input * 1).relu_()).sum().backward();

        // 0.5 was flushed to zero: what is in memory is a zero.
        Assert.Equal([1f, 0, 0], Values(input.grad!));
    }

    [Fact]
    public void A_weight_stays_as_it_is_and_gets_the_whole_gradient()
    {
        var stash = new StashSet();
        var site = stash.AddWeight();
        (site.Mantissa, site.Exponent) = (0, 3);
        var weight = tensor(new[] { 1.5f, -2.5f }, requires_grad: true);
        var adapted = stash.Weight(site, weight);
        Assert.Equal([1f, -2], Values(adapted));
        (adapted * tensor(new[] { 3f, 5 })).sum().backward();
        Assert.Equal([1.5f, -2.5f], Values(weight));
        Assert.Equal([3f, 5], Values(weight.grad!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Length_gradients_are_the_finite_differences_of_the_expected_loss(bool mantissa)
    {
        var random = Properties.Random(mantissa ? "n" : "e");
        var start = Enumerable.Range(0, 200).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var matrix = tensor(Enumerable.Range(0, 600).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray())
            .view(3, 200);
        for (var length = mantissa ? 0 : 2; length < 5; length++)
        {
            // E[L] is linear between two lengths, so that its derivative is L(n + 1) − L(n). The loss is smooth: the
            // gradient at both ends averages to that, up to the third derivative.
            var (lower, first) = Loss(length, length);
            var (upper, second) = Loss(length + 1, length);
            Assert.Equal(upper - lower, (first + second) / 2, 0.02 * Math.Abs(upper - lower) + 1e-5);
        }

        (double Loss, double Gradient) Loss(int used, int lower)
        {
            var stash = new StashSet { GradientFraction = 1 };
            var site = stash.AddActivation();
            (site.Mantissa, site.Exponent) = mantissa ? (used, 8) : (5, used);
            stash.Learners = _ => mantissa ? (lower, -1) : (-1, lower);
            var input = tensor(start, requires_grad: true);
            var loss = matrix.matmul(stash.Activation(site, input * 1)).tanh().square().sum();
            loss.backward();
            return (loss.item<float>(), mantissa ? site.MantissaGradient : site.ExponentGradient);
        }
    }

    [Fact]
    public void A_part_of_the_tensor_estimates_length_gradients_without_bias()
    {
        var values = Enumerable.Range(0, 64).Select(i => 1 + (i / 64f)).ToArray();
        var whole = Gradient(1, 0);
        var mean = Enumerable.Range(0, 4000).Average(step => Gradient(0.5, step));
        Assert.Equal(whole, mean, 0.1 * Math.Abs(whole));

        double Gradient(double fraction, int step)
        {
            using var scope = NewDisposeScope();
            var stash = new StashSet { GradientFraction = fraction, Step = step, Learners = _ => (1, -1) };
            var site = stash.AddActivation();
            site.Mantissa = 1;
            stash.Activation(site, tensor(values, requires_grad: true) * 1).sum().backward();
            return site.MantissaGradient;
        }
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    private static uint[] Bits(Tensor tensor) => MemoryMarshal.Cast<byte, uint>(tensor.bytes).ToArray();
}
