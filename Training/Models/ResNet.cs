// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A residual network of two convolutions a block, with batch norm.</summary>
/// <remarks>
/// He et al., "Deep residual learning for image recognition", 2016; where a block changes the shape, its shortcut is a
/// 1×1 convolution (option B). Batch norm saves the convolution's output, the next convolution and the mask of ReLU
/// save ReLU's: these two are stashed.
/// </remarks>
internal sealed class ResNet : Network
{
    private readonly StashedConv2d _stem;
    private readonly BatchNorm2d _norm;
    private readonly Stashed _relu;
    private readonly List<ResidualBlock> _blocks = [];
    private readonly Stashed _pool;
    private readonly StashedLinear _head;

    /// <summary>A network of pictures.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stash">Where its tensors pass.</param>
    /// <param name="input">Channels, rows, columns.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="channels">Channels by stage; each but the first halves rows and columns.</param>
    /// <param name="blocks">Blocks of a stage.</param>
    public ResNet(
        string name, StashSet stash, IReadOnlyList<long> input, int classes, IReadOnlyList<long> channels, int blocks)
        : base(name, stash)
    {
        _stem = Add("conv1", new StashedConv2d(stash, (input[0], channels[0]), 3));
        _norm = Add("bn1", BatchNorm2d(channels[0]));
        _relu = Add("relu1", Stashed.Relu(stash));
        var before = channels[0];
        for (var stage = 0; stage < channels.Count; stage++)
        {
            for (var i = 0; i < blocks; i++)
            {
                var stride = stage > 0 && i == 0 ? 2 : 1;
                var block = new ResidualBlock(stash, (before, channels[stage]), stride);
                _blocks.Add(Add($"stage{stage + 1}_{i + 1}", block));
                before = channels[stage];
            }
        }

        _pool = Add("pool", Stashed.Plain(stash, nonNegative: true));
        _head = Add("fc", new StashedLinear(stash, (before, classes)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var at = _relu.call(_norm.call(_stem.call(input)));
        foreach (var block in _blocks)
        {
            at = block.call(at);
        }

        return _head.call(_pool.call(at.mean([2, 3])));
    }
}

/// <summary>Two convolutions and what goes around them.</summary>
internal sealed class ResidualBlock : Layer
{
    private readonly StashedConv2d _first;
    private readonly BatchNorm2d _firstNorm;
    private readonly Stashed _firstRelu;
    private readonly StashedConv2d _second;
    private readonly BatchNorm2d _secondNorm;
    private readonly StashedConv2d? _shortcut;
    private readonly BatchNorm2d? _shortcutNorm;
    private readonly Stashed _relu;

    /// <summary>A block.</summary>
    public ResidualBlock(StashSet stash, (long In, long Out) channels, long stride)
        : base(nameof(ResidualBlock))
    {
        var (_, width) = channels;
        _first = Add("conv1", new StashedConv2d(stash, channels, 3, stride));
        _firstNorm = Add("bn1", BatchNorm2d(width));
        _firstRelu = Add("relu1", Stashed.Relu(stash));
        _second = Add("conv2", new StashedConv2d(stash, (width, width), 3));
        _secondNorm = Add("bn2", BatchNorm2d(width));
        if (stride > 1 || channels.In != width)
        {
            _shortcut = Add("shortcut", new StashedConv2d(stash, channels, 1, stride));
            _shortcutNorm = Add("shortcut_bn", BatchNorm2d(width));
        }

        _relu = Add("relu2", Stashed.Relu(stash));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var hidden = _firstRelu.call(_firstNorm.call(_first.call(input)));
        var output = _secondNorm.call(_second.call(hidden));
        var around = _shortcut is null ? input : _shortcutNorm!.call(_shortcut.call(input));
        return _relu.call(output.add_(around));
    }
}
