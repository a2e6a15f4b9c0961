// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Accelerator;
using Rtlgen.GoldenModel.Config;
using Xunit;

namespace Rtlgen.Tests.Accelerator;

/// <summary>How tensors become layers.</summary>
public class WorkloadTests
{
    [Fact]
    public void What_multiplies_begins_a_layer_and_takes_what_came_right_before()
    {
        var workload = Workload.Of(
            [
                Tensor("table", TensorKind.Weight, 0), Tensor("norm", TensorKind.Activation, 0),
                Tensor("conv", TensorKind.Weight, 5), Tensor("conv.out", TensorKind.Activation, 0),
                Tensor("relu", TensorKind.Activation, 0), Tensor("scores", TensorKind.Activation, 7),
            ],
            0, 1);
        Assert.Equal(["table", "conv", "scores"], workload.Layers.Select(layer => layer.Name));
        Assert.Equal(["", "norm conv.out", "relu scores"], workload.Layers.Select(layer => Names(layer.Takes)));
        Assert.Equal(["norm", "conv.out relu", "scores"], workload.Layers.Select(layer => Names(layer.Makes)));
        Assert.Equal(["table", "conv", ""], workload.Layers.Select(layer => Names(layer.Weights)));
        Assert.Equal([0, 5, 7], workload.Layers.Select(layer => layer.Macs));
        Assert.Equal("norm conv.out relu scores", Names(workload.Activations));
    }

    [Fact]
    public void Each_activation_is_made_once_and_taken_once()
    {
        var random = Properties.Random();
        for (var round = 0; round < 200; round++)
        {
            var tensors = Enumerable.Range(0, random.Next(1, 20)).Select(number =>
            {
                var kind = random.Next(2) == 0 ? TensorKind.Weight : TensorKind.Activation;
                return Tensor($"t{number}", kind, random.Next(2));
            }).ToList();
            var workload = Workload.Of(tensors, 0, 1);
            var expected = Names(workload.Activations);
            Assert.Equal(expected, Names(workload.Layers.SelectMany(layer => layer.Makes)));
            Assert.Equal(expected, Names(workload.Layers.SelectMany(layer => layer.Takes)));
        }
    }

    private static WorkTensor Tensor(string name, TensorKind kind, double macs) => new(name, name, kind, 1, macs);

    private static string Names(IEnumerable<WorkTensor> tensors) =>
        string.Join(' ', tensors.Select(tensor => tensor.Name));
}
