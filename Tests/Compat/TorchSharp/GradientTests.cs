// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class GradientTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly torch.Generator _generator = new(7);

    public void Dispose()
    {
        _scope.Dispose();
        _generator.Dispose();
    }

    [Fact]
    public void A_convolution_has_the_gradient_of_finite_differences() => Check(
        inputs => functional.conv2d(inputs[0], inputs[1], inputs[2], [2, 1], [1, 0]), Draw(2, 2, 5, 4),
        Draw(3, 2, 3, 2), Draw(3));

    [Fact]
    public void A_linear_function_has_the_gradient_of_finite_differences() =>
        Check(inputs => functional.linear(inputs[0], inputs[1], inputs[2]), Draw(3, 4), Draw(2, 4), Draw(2));

    [Fact]
    public void A_normalisation_over_the_batch_has_the_gradient_of_finite_differences() => Check(
        inputs => functional.batch_norm(inputs[0], null!, null!, inputs[1], inputs[2], training: true),
        Draw(4, 2, 3, 2), Draw(2), Draw(2));

    [Fact]
    public void A_normalisation_over_the_last_dimension_has_the_gradient_of_finite_differences() =>
        Check(inputs => functional.layer_norm(inputs[0], [5], inputs[1], inputs[2]), Draw(3, 5), Draw(5), Draw(5));

    [Fact]
    public void An_embedding_has_the_gradient_of_finite_differences()
    {
        using var layer = Embedding_from_pretrained(Draw(4, 3), freeze: false);
        var indices = tensor(new long[] { 1, 3, 1 });
        layer.call(indices).square().sum().backward();
        var twice = 2 * layer.weight!.detach();
        Assert.True(layer.weight!.grad!.allclose(twice * tensor(new double[] { 0, 2, 0, 1 }).unsqueeze(1)));
    }

    [Fact]
    public void A_cross_entropy_has_the_gradient_of_finite_differences()
    {
        var classes = tensor(new long[] { 2, 0, 1 });
        Check(inputs => functional.cross_entropy(inputs[0], classes), Draw(3, 4));
        Check(inputs => functional.cross_entropy(inputs[0], classes, label_smoothing: 0.1), Draw(3, 4));
    }

    [Fact]
    public void Pooling_attention_and_activations_have_the_gradients_of_finite_differences()
    {
        Check(inputs => functional.avg_pool2d(inputs[0], 2, 2), Draw(1, 2, 4, 4));
        Check(inputs => functional.max_pool2d(inputs[0], 2, 2), Draw(1, 2, 4, 4));
        Check(inputs => functional.adaptive_avg_pool2d(inputs[0], 1), Draw(1, 2, 3, 3));
        Check(inputs => functional.pad(inputs[0], (1, 0, 0, 2)), Draw(1, 1, 2, 3));
        Check(inputs => functional.gelu(inputs[0]) + inputs[0].tanh() * inputs[0].sigmoid(), Draw(6));
        Check(
            inputs => functional.scaled_dot_product_attention(inputs[0], inputs[1], inputs[2], is_casual: true),
            Draw(1, 3, 2), Draw(1, 3, 2), Draw(1, 3, 2));
    }

    [Fact]
    public void Gradients_add_up_until_they_are_forgotten()
    {
        var weight = Parameter(tensor(new[] { 2.0, 3.0 }));
        (weight * weight).sum().backward();
        (weight * weight).sum().backward();
        Assert.Equal([8.0, 12.0], weight.grad!.data<double>().ToArray());
        weight.grad = null;
        Assert.Null(weight.grad);
        Assert.Equal([4.0, 6.0], autograd.grad([(weight * weight).sum()], [weight])[0].data<double>().ToArray());
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Nothing_is_traced_where_gradients_are_off()
    {
        var weight = Parameter(ones(2));
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((weight * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((weight * 2).requires_grad);
            }
        }

        Assert.True(is_grad_enabled());
        Assert.True(weight.is_leaf && !(weight * 2).is_leaf && !weight.detach().requires_grad);
    }

    // The gradients of a weighted sum of the function's outputs, against central differences.
    private void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        var leaves = Array.ConvertAll(inputs, input => input.clone().requires_grad_());
        var output = function(leaves);
        var weights = Draw(output.shape);
        (output * weights).sum().backward();
        using var quiet = no_grad();
        foreach (var leaf in leaves)
        {
            var (numbers, gradient) = (leaf.data<double>(), leaf.grad!.contiguous().data<double>());
            for (var n = 0L; n < leaf.numel(); ++n)
            {
                var at = numbers[n];
                const double Step = 1e-5;
                numbers[n] = at + Step;
                var above = (function(leaves) * weights).sum().ToDouble();
                numbers[n] = at - Step;
                var below = (function(leaves) * weights).sum().ToDouble();
                numbers[n] = at;
                Assert.Equal((above - below) / (2 * Step), gradient[n], 1e-5);
            }
        }
    }

    private Tensor Draw(params long[] shape) => randn(shape, dtype: ScalarType.Float64, generator: _generator);
}
