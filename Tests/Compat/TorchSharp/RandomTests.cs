// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Tests.Compat.Torch;

// All tests draw from the one default generator, so what says how it is left runs alone.
[CollectionDefinition(nameof(RandomTests), DisableParallelization = true)]
[Collection(nameof(RandomTests))]
public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_seed_or_a_state_gives_the_same_numbers_again()
    {
        using var all = new torch.Generator(5);
        var first = randn(4, generator: all);
        using var again = new torch.Generator(5);
        Assert.True(first.Equals(randn(4, generator: again)));
        var state = all.get_state();
        var next = rand(100, generator: all);
        all.set_state(state);
        Assert.True(next.Equals(rand(100, generator: all)));
        var before = get_rng_state();
        var drawn = functional.dropout(ones(100));
        set_rng_state(before);
        Assert.True(drawn.Equals(functional.dropout(ones(100))));
        Assert.Equal(
            Enumerable.Range(0, 9).Select(n => (long)n), randperm(9, generator: all).data<long>().ToArray().Order());
        Assert.Equal(
            [0.6614f, 0.2669f, 0.0617f],
            randn(3, generator: all.manual_seed(1)).data<float>().ToArray().Select(number => MathF.Round(number, 4)));
    }
}
