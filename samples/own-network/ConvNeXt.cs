// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace OwnNetwork;

/// <summary>A small ConvNeXt for pictures.</summary>
/// <remarks>Liu et al., "A ConvNet for the 2020s", 2022; two stages, windows of 5, no layer scale.</remarks>
public sealed class ConvNeXt : Network
{
    private const long Patch = 2;

    private readonly StashedConv2d _stem;
    private readonly LayerNorm _stemNorm;
    private readonly Stashed _stemNormed;
    private readonly List<Layer> _layers = [];
    private readonly LayerNorm _norm;
    private readonly Stashed _normed;
    private readonly StashedLinear _head;

    /// <summary>A network.</summary>
    /// <param name="stash">Where its tensors pass.</param>
    /// <param name="data">What it is for.</param>
    /// <param name="width">Setting: channels of the first stage; the second has twice as many.</param>
    /// <param name="blocks">Setting: blocks of a stage.</param>
    public ConvNeXt(StashSet stash, DataSet data, int width = 16, int blocks = 1)
        : base("convnext", stash)
    {
        if (data.InputShape is not [var channels, _, _])
        {
            throw new ArgumentException($"needs pictures, {data.Name} has none");
        }

        _stem = Add("stem", new StashedConv2d(stash, (channels, width), Patch, Patch, padding: 0, bias: true));
        _stemNorm = Add("stem_norm", LayerNorm(width));
        _stemNormed = Add("stem_normed", Stashed.Plain(stash));
        for (var i = 1; i <= blocks; i++)
        {
            _layers.Add(Add($"stage1_{i}", new Block(stash, width)));
        }

        _layers.Add(Add("down", new Downsampling(stash, (width, 2 * width))));
        for (var i = 1; i <= blocks; i++)
        {
            _layers.Add(Add($"stage2_{i}", new Block(stash, 2 * width)));
        }

        _norm = Add("norm", LayerNorm(2 * width));
        _normed = Add("normed", Stashed.Plain(stash));
        _head = Add("head", new StashedLinear(stash, (2 * width, data.Classes)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        // The channels of a place lie side by side in memory, which a layer norm needs: permute moves nothing.
        var at = _stemNormed.call(_stemNorm.call(_stem.call(input).permute(0, 2, 3, 1))).permute(0, 3, 1, 2);
        foreach (var layer in _layers)
        {
            at = layer.call(at);
        }

        return _head.call(_normed.call(_norm.call(at.mean([2, 3]))));
    }
}

/// <summary>A depthwise convolution and an inverted bottleneck, and around them an addition.</summary>
internal sealed class Block : Layer
{
    private const long Window = 5;
    private const long Expansion = 4;

    private readonly StashedConv2d _depthwise;
    private readonly LayerNorm _norm;
    private readonly Stashed _normed;
    private readonly StashedLinear _wide;
    private readonly Stashed _gelu;
    private readonly StashedLinear _narrow;
    private readonly Stashed _sum;

    /// <summary>A block.</summary>
    public Block(StashSet stash, long width)
        : base(nameof(Block))
    {
        // A layer norm saves its input, as GELU and a linear layer do: each of these is stashed.
        _depthwise = Add("depthwise", new StashedConv2d(stash, (width, width), Window, groups: width, bias: true));
        _norm = Add("norm", LayerNorm(width));
        _normed = Add("normed", Stashed.Plain(stash));
        _wide = Add("wide", new StashedLinear(stash, (width, Expansion * width), 0.1, stashOutput: true));
        _gelu = Add("gelu", Stashed.Of(stash, input => functional.gelu(input)));
        _narrow = Add("narrow", new StashedLinear(stash, (Expansion * width, width), 0.1));
        _sum = Add("sum", Stashed.Plain(stash));
    }

    /// <summary>Runs the block.</summary>
    /// <param name="input"><c>[batch, width, rows, columns]</c>.</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        var hidden = _normed.call(_norm.call(_depthwise.call(input).permute(0, 2, 3, 1)));
        hidden = _narrow.call(_gelu.call(_wide.call(hidden))).permute(0, 3, 1, 2);
        return _sum.call(hidden + input);
    }
}

/// <summary>A norm, and a convolution that halves rows and columns.</summary>
internal sealed class Downsampling : Layer
{
    private readonly LayerNorm _norm;
    private readonly Stashed _normed;
    private readonly StashedConv2d _conv;

    /// <summary>A part.</summary>
    public Downsampling(StashSet stash, (long In, long Out) channels)
        : base(nameof(Downsampling))
    {
        _norm = Add("norm", LayerNorm(channels.In));
        _normed = Add("normed", Stashed.Plain(stash));
        _conv = Add("conv", new StashedConv2d(stash, channels, 2, 2, padding: 0, bias: true));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        _conv.call(_normed.call(_norm.call(input.permute(0, 2, 3, 1))).permute(0, 3, 1, 2));
}
