// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_of_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(3) + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.False(inside.IsInvalid);
        }

        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void What_is_moved_out_or_detached_outlives_its_scope()
    {
        Tensor detached;
        using (var outer = NewDisposeScope())
        {
            Tensor moved;
            using (NewDisposeScope())
            {
                moved = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
            }

            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
            using var kept = outer.DisposeEverythingBut(zeros(2));
            Assert.True(moved.IsInvalid && !kept.IsInvalid);
        }

        Assert.False(detached.IsInvalid);
        detached.Dispose();
        Assert.True(detached.IsInvalid);
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_tensor()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = nn.Parameter(data);
        Assert.True(data.IsInvalid && parameter.requires_grad);
        Assert.True(scope.Contains(parameter) && !scope.Contains(data));
    }

    [Fact]
    public void Training_leaks_no_tensor()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2));
        using var optimiser = optim.AdamW(net.parameters());
        var live = 0L;
        for (var step = 0; step < 6; ++step)
        {
            using (NewDisposeScope())
            {
                optimiser.zero_grad();
                nn.functional.cross_entropy(net.call(ones(3, 4)), zeros(3, int64)).backward();
                optimiser.step();
            }

            if (step == 2)
            {
                live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            }
        }

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
