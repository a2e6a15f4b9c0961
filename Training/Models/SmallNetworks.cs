// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>Two hidden layers of 256 and 128.</summary>
internal sealed class Mlp : Network
{
    private readonly StashedLinear _first;
    private readonly Stashed _firstRelu;
    private readonly StashedLinear _second;
    private readonly Stashed _secondRelu;
    private readonly StashedLinear _head;

    /// <summary>A network of pictures.</summary>
    public Mlp(StashSet stash, IReadOnlyList<long> input, int classes)
        : base("mlp", stash)
    {
        var size = input.Aggregate(1L, (product, length) => product * length);
        _first = Add("fc1", new StashedLinear(stash, (size, 256), Math.Sqrt(2.0 / size)));
        _firstRelu = Add("relu1", Stashed.Relu(stash));
        _second = Add("fc2", new StashedLinear(stash, (256, 128), Math.Sqrt(2.0 / 256)));
        _secondRelu = Add("relu2", Stashed.Relu(stash));
        _head = Add("fc3", new StashedLinear(stash, (128, classes)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var hidden = _firstRelu.call(_first.call(input.flatten(1)));
        return _head.call(_secondRelu.call(_second.call(hidden)));
    }
}

/// <summary>LeNet-5 with ReLU and maxima.</summary>
/// <remarks>LeCun et al., "Gradient-based learning applied to document recognition", 1998.</remarks>
internal sealed class LeNet5 : Network
{
    private readonly (StashedConv2d Conv, Stashed Relu, Stashed Pool)[] _features;
    private readonly (StashedLinear Linear, Stashed Relu)[] _hidden;
    private readonly StashedLinear _head;

    /// <summary>A network of pictures of 12 rows and columns or more.</summary>
    public LeNet5(StashSet stash, IReadOnlyList<long> input, int classes)
        : base("lenet5", stash)
    {
        var (height, width) = (((input[1] / 2) - 4) / 2, ((input[2] / 2) - 4) / 2);
        _features =
        [
            Feature(1, (input[0], 6), 2),
            Feature(2, (6, 16), 0),
        ];
        _hidden = [Hidden(1, (16 * height * width, 120)), Hidden(2, (120, 84))];
        _head = Add("fc3", new StashedLinear(stash, (84, classes)));

        (StashedConv2d Conv, Stashed Relu, Stashed Pool) Feature(int i, (long In, long Out) channels, long padding) => (
            Add($"conv{i}", new StashedConv2d(stash, channels, 5, padding: padding, bias: true, stashOutput: false)),
            Add($"relu{i}", Stashed.Relu(stash)),
            Add($"pool{i}", Stashed.Plain(stash, nonNegative: true)));

        (StashedLinear Linear, Stashed Relu) Hidden(int i, (long In, long Out) size) => (
            Add($"fc{i}", new StashedLinear(stash, size, Math.Sqrt(2.0 / size.In))),
            Add($"relu{i + 2}", Stashed.Relu(stash)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var at = input;
        foreach (var (conv, relu, pool) in _features)
        {
            at = pool.call(functional.max_pool2d(relu.call(conv.call(at)), 2));
        }

        at = at.flatten(1);
        foreach (var (linear, relu) in _hidden)
        {
            at = relu.call(linear.call(at));
        }

        return _head.call(at);
    }
}
