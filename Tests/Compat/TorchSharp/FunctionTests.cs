// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class FunctionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_gradient_is_the_one_that_the_function_says()
    {
        var x = tensor(new[] { 0.2f, 0.7f, 3 }, requires_grad: true);
        var rounded = StraightThrough.apply(x, 2.0);
        Assert.Equal([0f, 2, 6], rounded.data<float>().ToArray());
        Assert.True(rounded.requires_grad && !rounded.is_leaf);
        (rounded * tensor(new[] { 1f, 2, 3 })).sum().backward();
        Assert.Equal([2f, 4, 6], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Saved_tensors_come_back_and_outputs_can_be_among_them()
    {
        var (a, b) = (tensor(new[] { 2.0 }, requires_grad: true), tensor(new[] { 5.0 }, requires_grad: true));
        var both = ProductAndExponential.apply(a, b);
        (both[0] * 3 + both[1]).backward();
        Assert.Equal((5 * 3) + Math.Exp(2), a.grad!.item<double>(), 1e-9);
        Assert.Equal(2 * 3, b.grad!.item<double>(), 1e-9);
        var alone = ProductAndExponential.apply(a.detach(), b)[0];
        alone.backward();
        Assert.Equal((2 * 3) + 2, b.grad!.item<double>(), 1e-9);
    }

    [Fact]
    public void Without_gradients_only_the_forward_pass_runs()
    {
        using var quiet = no_grad();
        Assert.False(StraightThrough.apply(tensor(new[] { 1f }, requires_grad: true), 1.0).requires_grad);
    }

    [Fact]
    public void An_exception_in_the_backward_pass_arrives_at_the_caller()
    {
        var x = tensor(new[] { 1f }, requires_grad: true);
        var failure = Assert.Throws<ExternalException>(() => Failing.apply(x).sum().backward());
        Assert.Contains("out of luck", failure.Message, StringComparison.Ordinal);
        var y = tensor(new[] { 1f }, requires_grad: true);
        StraightThrough.apply(y, 1.0).sum().backward();
        Assert.Equal(1, y.grad!.item<float>());
    }

    [Fact]
    public void A_graph_that_is_gone_takes_its_functions_along()
    {
        var function = Make();
        for (var turn = 0; turn < 20 && function.IsAlive; ++turn)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(function.IsAlive);

        static WeakReference Make()
        {
            using var scope = NewDisposeScope();
            var marker = new object();
            StraightThrough.apply(ones(1, requires_grad: true), 1.0, marker).sum().backward();
            return new WeakReference(marker);
        }
    }

    private sealed class StraightThrough : autograd.SingleTensorFunction<StraightThrough>
    {
        public override string Name => nameof(StraightThrough);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("factor", vars[1]);
            ctx.save_data("rest", vars.Length > 2 ? vars[2] : "none");
            return ((Tensor)vars[0]).round() * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * (double)ctx.get_data(
                "factor"), null!, .. ctx.get_data("rest") is "none" ? [] : new Tensor[] { null! }];
    }

    private sealed class ProductAndExponential : autograd.MultiTensorFunction<ProductAndExponential>
    {
        public override string Name => nameof(ProductAndExponential);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (a, b) = ((Tensor)vars[0], (Tensor)vars[1]);
            var power = a.exp();
            ctx.save_for_backward([a, b, power]);
            return [a * b, power];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [(grad_outputs[0] * saved[1]) + (grad_outputs[1] * saved[2]), grad_outputs[0] * saved[0]];
        }
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]) + 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            throw new InvalidOperationException("out of luck");
    }
}
