// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;

namespace Rtlgen.Accelerator;

/// <summary>A tensor that training keeps from its forward to its backward pass.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">The layer that has or makes it.</param>
/// <param name="Kind">Weight or activation.</param>
/// <param name="Values">Its values in a step.</param>
/// <param name="Macs">Multiplications with additions that belong to it, in the forward pass of a step; 0 for what is
/// made value by value.</param>
public sealed record WorkTensor(string Name, string Layer, TensorKind Kind, long Values, double Macs);

/// <summary>A layer that multiplies, with what is made of its results value by value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Macs">Multiplications with additions in the forward pass of a step.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Makes">Activations that it writes.</param>
/// <param name="Takes">Activations that it reads: those that come right before what it has or makes; of the last layer
/// also what it makes last.</param>
public sealed record WorkLayer(
    string Name, double Macs, IReadOnlyList<WorkTensor> Weights, IReadOnlyList<WorkTensor> Makes,
    IReadOnlyList<WorkTensor> Takes);

/// <summary>What a training step computes and keeps.</summary>
/// <param name="Layers">The layers in the order of the forward pass.</param>
/// <param name="Activations">All activations in that order.</param>
/// <param name="OtherValues">Values of parameters that are never coded: norms, biases.</param>
/// <param name="OptimizerStates">Values that the optimiser keeps for each parameter.</param>
public sealed record Workload(
    IReadOnlyList<WorkLayer> Layers, IReadOnlyList<WorkTensor> Activations, long OtherValues, int OptimizerStates)
{
    /// <summary>Puts tensors together to layers: each that multiplies begins one, what follows belongs to it.</summary>
    /// <param name="tensors">The tensors in the order of the forward pass.</param>
    /// <param name="otherValues">Values of parameters that are never coded.</param>
    /// <param name="optimizerStates">Values that the optimiser keeps for each parameter.</param>
    public static Workload Of(IReadOnlyList<WorkTensor> tensors, long otherValues, int optimizerStates)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var layers = new List<(string Name, List<WorkTensor> Tensors, List<WorkTensor> Takes)>();
        WorkTensor? before = null;
        foreach (var tensor in tensors)
        {
            if (layers.Count == 0 || tensor.Macs > 0)
            {
                layers.Add((tensor.Layer, [], []));
            }

            var (_, members, takes) = layers[^1];
            members.Add(tensor);
            if (before?.Kind == TensorKind.Activation)
            {
                takes.Add(before);
            }

            before = tensor;
        }

        if (before?.Kind == TensorKind.Activation)
        {
            layers[^1].Takes.Add(before);
        }

        return new Workload(
            [.. layers.Select(layer => new WorkLayer(
                layer.Name, layer.Tensors.Sum(tensor => tensor.Macs),
                [.. layer.Tensors.Where(tensor => tensor.Kind == TensorKind.Weight)],
                [.. layer.Tensors.Where(tensor => tensor.Kind == TensorKind.Activation)],
                layer.Takes))],
            [.. tensors.Where(tensor => tensor.Kind == TensorKind.Activation)], otherValues, optimizerStates);
    }
}
