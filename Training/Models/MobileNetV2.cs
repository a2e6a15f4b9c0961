// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A small network of inverted residual blocks.</summary>
/// <remarks>Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", 2018; fewer and narrower blocks,
/// for pictures of about 32 rows and columns.</remarks>
internal sealed class MobileNetV2 : Network
{
    private const long Stem = 16;
    private const long Last = 256;

    private static readonly (long Expansion, long Channels, int Blocks, long Stride)[] Stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 1), (6, 32, 2, 2), (6, 64, 2, 2),
    ];

    private readonly StashedConv2d _stem;
    private readonly BatchNorm2d _stemNorm;
    private readonly Stashed _stemRelu;
    private readonly List<InvertedBlock> _blocks = [];
    private readonly StashedConv2d _last;
    private readonly BatchNorm2d _lastNorm;
    private readonly Stashed _lastRelu;
    private readonly Stashed _pool;
    private readonly StashedLinear _head;

    /// <summary>A network of pictures.</summary>
    public MobileNetV2(StashSet stash, IReadOnlyList<long> input, int classes)
        : base("mobilenetv2", stash)
    {
        _stem = Add("conv1", new StashedConv2d(stash, (input[0], Stem), 3));
        _stemNorm = Add("bn1", BatchNorm2d(Stem));
        _stemRelu = Add("relu1", Stashed.Relu6(stash));
        var before = Stem;
        foreach (var (expansion, channels, blocks, stride) in Stages)
        {
            for (var i = 0; i < blocks; i++)
            {
                var block = new InvertedBlock(stash, (before, channels), expansion, i == 0 ? stride : 1);
                _blocks.Add(Add($"block{_blocks.Count + 1}", block));
                before = channels;
            }
        }

        _last = Add("conv2", new StashedConv2d(stash, (before, Last), 1));
        _lastNorm = Add("bn2", BatchNorm2d(Last));
        _lastRelu = Add("relu2", Stashed.Relu6(stash));
        _pool = Add("pool", Stashed.Plain(stash, nonNegative: true));
        _head = Add("fc", new StashedLinear(stash, (Last, classes)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var at = _stemRelu.call(_stemNorm.call(_stem.call(input)));
        foreach (var block in _blocks)
        {
            at = block.call(at);
        }

        at = _lastRelu.call(_lastNorm.call(_last.call(at)));
        return _head.call(_pool.call(at.mean([2, 3])));
    }
}

/// <summary>Wide inside, narrow at both ends, and around it an addition where the shape allows.</summary>
internal sealed class InvertedBlock : Layer
{
    private readonly (StashedConv2d Conv, BatchNorm2d Norm, Stashed Relu)? _expand;
    private readonly (StashedConv2d Conv, BatchNorm2d Norm, Stashed Relu) _deep;
    private readonly StashedConv2d _project;
    private readonly BatchNorm2d _projectNorm;
    private readonly Stashed _output;
    private readonly bool _around;

    /// <summary>A block.</summary>
    public InvertedBlock(StashSet stash, (long In, long Out) channels, long expansion, long stride)
        : base(nameof(InvertedBlock))
    {
        var wide = channels.In * expansion;
        if (expansion > 1)
        {
            _expand = (
                Add("expand", new StashedConv2d(stash, (channels.In, wide), 1)), Add("expand_bn", BatchNorm2d(wide)),
                Add("expand_relu", Stashed.Relu6(stash)));
        }

        _deep = (
            Add("depthwise", new StashedConv2d(stash, (wide, wide), 3, stride, groups: wide)),
            Add("depthwise_bn", BatchNorm2d(wide)), Add("depthwise_relu", Stashed.Relu6(stash)));
        _project = Add("project", new StashedConv2d(stash, (wide, channels.Out), 1));
        _projectNorm = Add("project_bn", BatchNorm2d(channels.Out));
        _output = Add("sum", Stashed.Plain(stash));
        _around = stride == 1 && channels.In == channels.Out;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var at = input;
        if (_expand is var (conv, norm, relu))
        {
            at = relu.call(norm.call(conv.call(at)));
        }

        at = _deep.Relu.call(_deep.Norm.call(_deep.Conv.call(at)));
        var output = _projectNorm.call(_project.call(at));
        return _output.call(_around ? output.add_(input) : output);
    }
}
