// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class OptimizerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void Gradient_descent_is_its_recurrence(double momentum, bool nesterov)
    {
        var weight = Weight();
        using var optimiser = SGD([weight], 0.1, momentum, weight_decay: 0.01, nesterov: nesterov);
        var (w, buffer) = (1.5, 0.0);
        for (var step = 0; step < 5; ++step)
        {
            Descend(optimiser, weight);
            var gradient = Slope(w) + (0.01 * w);
            buffer = step == 0 ? gradient : (momentum * buffer) + gradient;
            w -= 0.1 * (nesterov ? gradient + (momentum * buffer) : momentum == 0 ? gradient : buffer);
            Assert.Equal(w, weight.item<double>(), 1e-12);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adam_is_its_recurrence(bool decoupled)
    {
        var weight = Weight();
        using Optimizer optimiser = decoupled
            ? AdamW([weight], 0.05, 0.8, 0.9, weight_decay: 0.1)
            : Adam([weight], 0.05, 0.8, 0.9, weight_decay: 0.1);
        var (w, mean, square) = (1.5, 0.0, 0.0);
        for (var step = 1; step < 6; ++step)
        {
            Descend(optimiser, weight);
            var gradient = Slope(w) + (decoupled ? 0 : 0.1 * w);
            w *= decoupled ? 1 - (0.05 * 0.1) : 1;
            (mean, square) = ((0.8 * mean) + (0.2 * gradient), (0.9 * square) + (0.1 * gradient * gradient));
            var root = Math.Sqrt(square) / Math.Sqrt(1 - Math.Pow(0.9, step));
            w -= 0.05 / (1 - Math.Pow(0.8, step)) * mean / (root + 1e-8);
            Assert.Equal(w, weight.item<double>(), 1e-12);
        }
    }

    [Fact]
    public void Groups_have_options_of_their_own()
    {
        var (first, second) = (Weight(), Weight());
        using var optimiser = SGD(
            [new SGD.ParamGroup { Parameters = [first] }, new SGD.ParamGroup([second], new() { LearningRate = 1 })],
            0.5);
        Assert.Equal([0.5, 1.0], optimiser.ParamGroups.Select(group => group.LearningRate));
        optimiser.ParamGroups.First().LearningRate = 0;
        (first + second).backward();
        optimiser.step();
        Assert.Equal((1.5, 0.5), (first.item<double>(), second.item<double>()));
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("AdamW")]
    public void A_state_that_is_saved_and_loaded_goes_on_to_the_bit(string kind)
    {
        var (one, other) = (Weight(), Weight());
        using var optimiser = Make(kind, one);
        Descend(optimiser, one);
        Descend(optimiser, one);
        using var stream = new MemoryStream();
        optimiser.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        using var loaded = Make(kind, other);
        loaded.load_state_dict(new BinaryReader(stream));
        using var copied = Make(kind, other);
        copied.load_state_dict(optimiser.state_dict());
        using (no_grad())
        {
            other.copy_(one);
        }

        Descend(optimiser, one);
        Descend(loaded, other);
        Assert.True(one.Equals(other));
        using (no_grad())
        {
            Assert.True(copied.state_dict().State[0].ApproximatelyEquals(copied.state_dict().State[0]));
        }
    }

    [Fact]
    public void Clipping_makes_the_norm_the_greatest_allowed()
    {
        var (first, second) = (nn.Parameter(zeros(2)), nn.Parameter(zeros(1)));
        (first * tensor(new[] { 2f, 3 })).sum().add((second * 6).sum()).backward();
        Assert.Equal(7, nn.utils.clip_grad_norm_([first, second], 3.5), 1e-5);
        using var all = cat([first.grad!, second.grad!]);
        Assert.Equal([1f, 1.5f, 3], all.data<float>().ToArray().Select(number => MathF.Round(number, 4)));
    }

    private static Parameter Weight() => nn.Parameter(tensor(1.5));

    private static OptimizerHelper Make(string kind, Parameter weight) =>
        kind == "SGD" ? SGD([weight], 0.1, 0.9) : AdamW([weight], 0.1, amsgrad: true);

    private static void Descend(Optimizer optimiser, Parameter weight)
    {
        optimiser.zero_grad();
        weight.pow(4).backward();
        optimiser.step();
    }

    private static double Slope(double w) => 4 * w * w * w;
}
