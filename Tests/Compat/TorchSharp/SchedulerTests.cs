// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class SchedulerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly SGD _optimiser = SGD([nn.Parameter(ones(1))], 0.8, momentum: 0.5);

    public void Dispose()
    {
        _optimiser.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Steps_are_at_every_so_many() =>
        Check(lr_scheduler.StepLR(_optimiser, 3, 0.5), 8, step => 0.8 * Math.Pow(0.5, step / 3));

    [Fact]
    public void Steps_are_at_the_milestones() =>
        Check(
            lr_scheduler.MultiStepLR(_optimiser, [2, 5], 0.1), 8, step => 0.8 * (step < 2 ? 1 : step < 5 ? 0.1 : 0.01));

    [Fact]
    public void A_function_is_followed() =>
        Check(lr_scheduler.LambdaLR(_optimiser, step => 1.0 / (1 + step)), 6, step => 0.8 / (1 + step));

    [Fact]
    public void A_constant_ends() =>
        Check(lr_scheduler.ConstantLR(_optimiser, 0.25, 3), 6, step => step < 3 ? 0.2 : 0.8);

    [Fact]
    public void A_cosine_goes_down_and_up() => Check(
        lr_scheduler.CosineAnnealingLR(_optimiser, 5, 0.1), 10,
        step => 0.1 + (0.7 * (1 + Math.Cos(Math.PI * step / 5)) / 2));

    [Fact]
    public void One_cycle_goes_up_and_down_and_the_momentum_the_other_way()
    {
        var momentum = (IMomentum)_optimiser.ParamGroups.First();
        var scheduler = lr_scheduler.OneCycleLR(_optimiser, 1.0, total_steps: 11, pct_start: 0.5);
        Check(
            scheduler,
            10,
            step =>
            {
                Assert.Equal(
                    step <= 4 ? Wave(0.95, 0.85, step / 4.5) : Wave(0.85, 0.95, (step - 4.5) / 5.5), momentum.Momentum,
                    1e-12);
                return step <= 4 ? Wave(0.04, 1, step / 4.5) : Wave(1, 0.04 / 1e4, (step - 4.5) / 5.5);
            });

        static double Wave(
            double from, double to, double way) =>
            to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * way)));
    }

    private void Check(lr_scheduler.LRScheduler scheduler, int steps, Func<int, double> expected)
    {
        for (var step = 0; step < steps; ++step)
        {
            Assert.Equal(expected(step), _optimiser.ParamGroups.First().LearningRate, 1e-12);
            Assert.Equal(expected(step), scheduler.get_last_lr().First(), 1e-12);
            scheduler.step();
        }
    }
}
