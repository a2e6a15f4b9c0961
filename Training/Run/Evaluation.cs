// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Run;

/// <summary>Losses, and tests of a network.</summary>
internal static class Evaluation
{
    private const int PictureBatch = 256;
    private const int TextBatch = 32;

    /// <summary>Mean cross entropy.</summary>
    /// <param name="logits"><c>[…, classes]</c>.</param>
    /// <param name="targets">int64 <c>[…]</c>.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Loss(Tensor logits, Tensor targets) =>
        functional.cross_entropy(logits.reshape(-1, logits.shape[^1]), targets.flatten());

    /// <summary>Tests a network.</summary>
    /// <param name="network">The network; afterwards it is in training mode.</param>
    /// <param name="data">The data.</param>
    /// <param name="group">The processes, each of which tests with its share of the batches.</param>
    /// <param name="begin">Called with the number of each batch before it: sets the lengths.</param>
    /// <returns>Mean loss, and the share that is right.</returns>
    public static (double Loss, double Accuracy) Test(Network network, DataSet data, IProcessGroup group, Action<int> begin)
    {
        var stash = network.Stash;
        var (losses, right, count) = (0.0, 0L, 0L);
        network.eval();
        stash.Follows = false;
        using var quiet = no_grad();
        var most = data.IsText ? TextBatch : PictureBatch;
        for (var batch = group.Rank; batch * most < data.TestCount; batch += group.Size)
        {
            using var scope = NewDisposeScope();
            begin(batch);
            var start = batch * most;
            var examples = Enumerable.Range(start, Math.Min(most, data.TestCount - start)).ToArray();
            var (inputs, targets) = data.Batch(false, examples, 0, 0);
            var logits = network.Predict(inputs);
            var number = targets.numel();
            losses += Loss(logits, targets).item<float>() * (double)number;
            right += logits.argmax(-1).eq(targets).sum().item<long>();
            count += number;
        }

        stash.Follows = true;
        network.train();
        Span<double> sums = [losses, right, count];
        group.Sum(sums);
        return (sums[0] / sums[2], sums[1] / sums[2]);
    }

    /// <summary>The first tensor of a forward pass that is not finite.</summary>
    /// <param name="network">The network; its sites have the lengths of the step.</param>
    /// <param name="inputs">The step's inputs.</param>
    /// <returns>Name of the layer, or null if all that is stashed is finite.</returns>
    public static string? FindNonFinite(Network network, Tensor inputs)
    {
        string? found = null;
        network.Stash.Inspector = (site, bytes) =>
        {
            if (found is null && !Stash.TensorMemory.IsFinite(bytes))
            {
                found = site.Name;
            }
        };
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        _ = network.Predict(inputs);
        network.Stash.Inspector = null;
        return found;
    }
}
