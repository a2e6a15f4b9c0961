// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A layer with tensors that pass through the stash; they are named when the network is whole.</summary>
public interface IStashedLayer
{
    /// <summary>The layer's sites.</summary>
    IReadOnlyList<StashSite> Sites { get; }
}

/// <summary>A convolution of images whose weight, and output if the next layer saves it, is stashed.</summary>
public sealed class StashedConv2d : Layer, IStashedLayer
{
    private readonly StashSet _stash;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long _groups;
    private readonly StashSite _weightSite;
    private readonly StashSite? _outputSite;

    /// <summary>A convolution of square windows, padded so that a stride of 1 keeps the size if asked.</summary>
    /// <param name="stash">Where its tensors pass.</param>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="kernel">Side of the window.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">Zeros around the image; the window's half if negative.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="bias">True for a bias.</param>
    /// <param name="stashOutput">True if what follows saves its input, as batch norm does.</param>
    public StashedConv2d(
        StashSet stash, (long In, long Out) channels, long kernel, long stride = 1, long padding = -1, long groups = 1,
        bool bias = false, bool stashOutput = true)
        : base(nameof(StashedConv2d))
    {
        (_stash, _stride, _groups) = (stash, [stride, stride], groups);
        _padding = padding < 0 ? [kernel / 2, kernel / 2] : [padding, padding];
        _weight = Parameter(empty(channels.Out, channels.In / groups, kernel, kernel));
        init.kaiming_normal_(_weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
        register_parameter("weight", _weight);
        if (bias)
        {
            _bias = Parameter(zeros(channels.Out));
            register_parameter("bias", _bias);
        }

        _weightSite = stash.AddWeight();
        _outputSite = stashOutput ? stash.AddActivation() : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StashSite> Sites => _outputSite is null ? [_weightSite] : [_weightSite, _outputSite];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var output = functional.conv2d(
            input, _stash.Weight(_weightSite, _weight), _bias, _stride, _padding, groups: _groups);
        _stash.Counter?.Invoke(_weightSite, output.numel() * (_weight.numel() / _weight.shape[0]));
        return _outputSite is null ? output : _stash.Activation(_outputSite, output);
    }
}

/// <summary>A matrix and a bias, whose weight, and output if the next layer saves it, is stashed.</summary>
public sealed class StashedLinear : Layer, IStashedLayer
{
    private readonly StashSet _stash;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly StashSite _weightSite;
    private readonly StashSite? _outputSite;

    /// <summary>A layer of <c>[…, In]</c> to <c>[…, Out]</c>.</summary>
    /// <param name="stash">Where its tensors pass.</param>
    /// <param name="width">Values in and out.</param>
    /// <param name="deviation">Deviation of the first weights; 1/√In if 0.</param>
    /// <param name="stashOutput">True if what follows saves its input.</param>
    public StashedLinear(StashSet stash, (long In, long Out) width, double deviation = 0, bool stashOutput = false)
        : base(nameof(StashedLinear))
    {
        _stash = stash;
        _weight = Parameter(empty(width.Out, width.In));
        _bias = Parameter(zeros(width.Out));
        init.normal_(_weight, 0, deviation == 0 ? 1 / Math.Sqrt(width.In) : deviation);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
        _weightSite = stash.AddWeight();
        _outputSite = stashOutput ? stash.AddActivation() : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StashSite> Sites => _outputSite is null ? [_weightSite] : [_weightSite, _outputSite];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var output = functional.linear(input, _stash.Weight(_weightSite, _weight), _bias);
        _stash.Counter?.Invoke(_weightSite, output.numel() * _weight.shape[1]);
        return _outputSite is null ? output : _stash.Activation(_outputSite, output);
    }
}

/// <summary>A table of vectors, whose weight is stashed.</summary>
public sealed class StashedTable : Layer, IStashedLayer
{
    private const double Deviation = 0.02;

    private readonly StashSet _stash;
    private readonly Parameter _weight;
    private readonly StashSite _site;
    private readonly long _width;

    /// <summary>A table.</summary>
    /// <param name="stash">Where it passes.</param>
    /// <param name="rows">Number of vectors.</param>
    /// <param name="width">Their length.</param>
    public StashedTable(StashSet stash, long rows, long width)
        : base(nameof(StashedTable))
    {
        (_stash, _width) = (stash, width);
        _weight = Parameter(empty(rows, width));
        init.normal_(_weight, 0, Deviation);
        register_parameter("weight", _weight);
        _site = stash.AddWeight();
    }

    /// <inheritdoc/>
    public IReadOnlyList<StashSite> Sites => [_site];

    /// <summary>Looks vectors up.</summary>
    /// <param name="input">int64 numbers, any shape.</param>
    /// <returns>Vectors, one dimension more.</returns>
    public override Tensor forward(Tensor input) =>
        _stash.Weight(_site, _weight).index_select(0, input.flatten()).view([.. input.shape, _width]);
}

/// <summary>What a layer makes of its input in place, and stashes.</summary>
public sealed class Stashed : Layer, IStashedLayer
{
    private readonly StashSet _stash;
    private readonly StashSite _site;
    private readonly Func<Tensor, Tensor> _change;

    private Stashed(StashSet stash, bool nonNegative, Func<Tensor, Tensor> change)
        : base(nameof(Stashed))
    {
        (_stash, _change) = (stash, change);
        _site = stash.AddActivation(nonNegative);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StashSite> Sites => [_site];

    /// <summary>max(x, 0).</summary>
    /// <param name="stash">Where it passes.</param>
    public static Stashed Relu(StashSet stash) => new(stash, nonNegative: true, input => input.relu_());

    /// <summary>min(max(x, 0), 6).</summary>
    /// <param name="stash">Where it passes.</param>
    public static Stashed Relu6(StashSet stash) => new(stash, nonNegative: true, input => input.relu6_());

    /// <summary>The tensor as it is.</summary>
    /// <param name="stash">Where it passes.</param>
    /// <param name="nonNegative">True if no value can be negative.</param>
    public static Stashed Plain(StashSet stash, bool nonNegative = false) => new(stash, nonNegative, input => input);

    /// <summary>What any function makes of the input.</summary>
    /// <param name="stash">Where it passes.</param>
    /// <param name="change">The function. What it gives is adapted in place: it must be new memory, or its
    /// input.</param>
    /// <param name="nonNegative">True if no value can be negative.</param>
    public static Stashed Of(StashSet stash, Func<Tensor, Tensor> change, bool nonNegative = false) =>
        new(stash, nonNegative, change);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _stash.Activation(_site, _change(input));

    /// <summary>Runs the layer on a product of two activations.</summary>
    /// <param name="product">The product, or what followed from it value by value.</param>
    /// <param name="terms">Multiplications for each value of the product.</param>
    /// <returns>The adapted product.</returns>
    public Tensor OfProduct(Tensor product, long terms)
    {
        _stash.Counter?.Invoke(_site, product.numel() * terms);
        return call(product);
    }
}
