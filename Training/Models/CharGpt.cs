// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A small decoder-only transformer of letters: 4 layers of width 128 with 4 heads.</summary>
/// <remarks>Radford et al., "Language models are unsupervised multitask learners", 2019: norms come first.</remarks>
internal sealed class CharGpt : Network
{
    private const int Layers = 4;
    private const long Width = 128;

    private readonly StashedTable _letters;
    private readonly StashedTable _places;
    private readonly List<TransformerLayer> _layers = [];
    private readonly Stashed _sum;
    private readonly LayerNorm _norm;
    private readonly Stashed _normed;
    private readonly StashedLinear _head;

    /// <summary>A network of text.</summary>
    /// <param name="stash">Where its tensors pass.</param>
    /// <param name="length">Letters of an example.</param>
    /// <param name="alphabet">Number of different letters.</param>
    public CharGpt(StashSet stash, long length, int alphabet)
        : base("chargpt", stash)
    {
        _letters = Add("letters", new StashedTable(stash, alphabet, Width));
        _places = Add("places", new StashedTable(stash, length, Width));
        for (var i = 1; i <= Layers; i++)
        {
            _layers.Add(Add($"layer{i}", new TransformerLayer(stash, Width, Layers)));
        }

        _sum = Add("sum", Stashed.Plain(stash));
        _norm = Add("norm", LayerNorm(Width));
        _normed = Add("normed", Stashed.Plain(stash));
        _head = Add("head", new StashedLinear(stash, (Width, alphabet), 0.02));
    }

    /// <summary>Predicts each next letter.</summary>
    /// <param name="input">int64 letters, <c>[batch, letters]</c>.</param>
    /// <returns>Logits, <c>[batch, letters, alphabet]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        var length = input.shape[1];
        var at = _letters.call(input) + _places.call(arange(length));
        var mask = ones([length, length], ScalarType.Bool).triu(1);
        foreach (var layer in _layers)
        {
            at = layer.Run(at, mask);
        }

        return _head.call(_normed.call(_norm.call(_sum.call(at))));
    }
}

/// <summary>Attention and two linear layers, each with a norm before it and an addition around it.</summary>
internal sealed class TransformerLayer : Layer
{
    // One for all calls: TorchSharp frees a scalar of a call's own when the garbage collector finds it unused, even
    // while the call is still reading it.
    private static readonly TorchSharp.Scalar Hidden = double.NegativeInfinity;

    private const int Heads = 4;
    private const int Expansion = 4;
    private const double Deviation = 0.02;

    private readonly Stashed _input;
    private readonly LayerNorm _firstNorm;
    private readonly Stashed _firstNormed;
    private readonly StashedLinear _queries;
    private readonly Stashed _attention;
    private readonly Stashed _mixed;
    private readonly StashedLinear _project;
    private readonly Stashed _sum;
    private readonly LayerNorm _secondNorm;
    private readonly Stashed _secondNormed;
    private readonly StashedLinear _wide;
    private readonly Stashed _gelu;
    private readonly StashedLinear _narrow;

    /// <summary>A layer.</summary>
    public TransformerLayer(StashSet stash, long width, int layers)
        : base(nameof(TransformerLayer))
    {
        var last = Deviation / Math.Sqrt(2.0 * layers);
        _input = Add("input", Stashed.Plain(stash));
        _firstNorm = Add("norm1", LayerNorm(width));
        _firstNormed = Add("normed1", Stashed.Plain(stash));
        _queries = Add("qkv", new StashedLinear(stash, (width, 3 * width), Deviation, stashOutput: true));
        _attention = Add("attention", Stashed.Plain(stash, nonNegative: true));
        _mixed = Add("mixed", Stashed.Plain(stash));
        _project = Add("project", new StashedLinear(stash, (width, width), last));
        _sum = Add("sum", Stashed.Plain(stash));
        _secondNorm = Add("norm2", LayerNorm(width));
        _secondNormed = Add("normed2", Stashed.Plain(stash));
        _wide = Add("fc1", new StashedLinear(stash, (width, Expansion * width), Deviation, stashOutput: true));
        _gelu = Add("gelu", Stashed.Plain(stash));
        _narrow = Add("fc2", new StashedLinear(stash, (Expansion * width, width), last));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        Run(input, ones([input.shape[1], input.shape[1]], ScalarType.Bool).triu(1));

    /// <summary>Runs the layer.</summary>
    /// <param name="input"><c>[batch, letters, width]</c>.</param>
    /// <param name="mask">True where a letter must not look, <c>[letters, letters]</c>.</param>
    /// <returns><c>[batch, letters, width]</c>.</returns>
    public Tensor Run(Tensor input, Tensor mask)
    {
        input = _input.call(input);
        var (batch, length, width) = (input.shape[0], input.shape[1], input.shape[2]);
        var parts = _queries.call(_firstNormed.call(_firstNorm.call(input)))
            .view(batch, length, 3, Heads, width / Heads).permute(2, 0, 3, 1, 4).unbind(0);
        var scores = parts[0].matmul(parts[1].transpose(-2, -1)).mul(1 / Math.Sqrt((double)width / Heads));
        var weights = _attention.OfProduct(
            scores.masked_fill(mask, Hidden).softmax(-1), terms: width / Heads);
        var mixed = _mixed.OfProduct(
            weights.matmul(parts[2]).transpose(1, 2).reshape(batch, length, width).contiguous(), terms: length);
        var sum = _sum.call(_project.call(mixed).add_(input));
        var hidden = _gelu.call(_wide.call(_secondNormed.call(_secondNorm.call(sum))).gelu());
        return _narrow.call(hidden).add_(sum);
    }
}
