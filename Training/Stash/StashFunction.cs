// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Stash;

/// <summary>Adapts a tensor; its gradient passes straight through and teaches the lengths on its way.</summary>
/// <remarks>
/// Bengio et al., "Estimating or propagating gradients through stochastic neurons", 2013, for values; docs/training.md
/// for lengths. What the next operation saves for its backward pass is the adapted tensor.
/// </remarks>
internal sealed class StashFunction : autograd.SingleTensorFunction<StashFunction>
{
    private const string Sample = "sample";
    private const string Order = "order";

    /// <inheritdoc/>
    public override string Name => nameof(StashFunction);

    /// <summary>Adapts.</summary>
    /// <param name="ctx">Keeps what the backward pass needs.</param>
    /// <param name="vars">The tensor, its <see cref="StashSite"/>, the <see cref="StashSet"/>, true for adapting
    /// in place, and true if a backward pass may follow.</param>
    /// <returns>The adapted tensor.</returns>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (tensor, site, set) = ((Tensor)vars[0], (StashSite)vars[1], (StashSet)vars[2]);
        var adapted = (bool)vars[3] ? tensor : empty_like(tensor);
        var results = MemoryOrder.Bytes(adapted);
        if (set.Adapt(site, MemoryOrder.Bytes(tensor), results, (bool)vars[4]) is { } sample)
        {
            ctx.save_data(Sample, sample);
            ctx.save_data(Order, MemoryOrder.HasChannelsLast(adapted));
        }

        return adapted;
    }

    /// <summary>Passes the gradient on.</summary>
    /// <param name="ctx">What was kept.</param>
    /// <param name="grad_output">∂L/∂ adapted tensor.</param>
    /// <returns>The same, and nothing for the other inputs.</returns>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (ctx.get_data(Sample) is LengthSample sample)
        {
            using var arranged = MemoryOrder.Arrange(grad_output, (bool)ctx.get_data(Order));
            sample.Learn(arranged.bytes);
        }

        return [grad_output, null!, null!, null!, null!];
    }
}
