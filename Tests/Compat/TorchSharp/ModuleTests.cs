// SPDX-License-Identifier: Apache-2.0

using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Parts_are_found_and_named_as_their_fields()
    {
        using var net = new Net();
        Assert.Equal(
            ["conv.weight", "norm.bias", "norm.weight", "rest.0.bias", "rest.0.weight", "scale"],
            net.named_parameters().Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["norm.num_batches_tracked", "norm.running_mean", "norm.running_var", "offset"],
            net.named_buffers().Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["conv", "norm", "rest", "rest.0"],
            net.named_modules().Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Equal(10, net.state_dict().Count);
        Assert.True(net.has_parameter("rest.0.bias") && !net.has_parameter("rest.1.bias"));
        net.eval();
        Assert.DoesNotContain(net.modules(), module => module.training);
    }

    [Fact]
    public void Drawn_parameters_keep_the_bounds_that_PyTorch_has()
    {
        using var linear = Linear(100, 200);
        Assert.InRange(linear.weight.abs().max().ToSingle(), 0.098f, 0.1f);
        Assert.InRange(linear.bias!.abs().max().ToSingle(), 0.09f, 0.1f);
        using var conv = Conv2d(16, 32, 3);
        Assert.InRange(conv.weight.abs().max().ToSingle(), 0.08f, 1.0f / 12);
        var normal = init.kaiming_normal_(
            empty(500, 100), mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
        Assert.Equal(Math.Sqrt(2.0 / 500), normal.std().ToDouble(), 1e-3);
    }

    [Fact]
    public void A_normalisation_learns_the_mean_and_uses_it_later()
    {
        using var norm = BatchNorm2d(1, momentum: 0.5);
        var images = tensor(new[] { 1f, 3 }).view(2, 1, 1, 1);
        Assert.Equal([-1f, 1], norm.call(images).data<float>().ToArray().Select(number => MathF.Round(number, 3)));
        Assert.Equal(
            (1, 1.5f, 1L),
            (norm.running_mean!.item<float>(), norm.running_var!.ToSingle(), norm.num_batches_tracked!.ToInt64()));
        norm.eval();
        Assert.Equal(2 / MathF.Sqrt(1.5f), norm.call(images)[1].ToSingle(), 1e-4f);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void A_module_that_is_saved_and_loaded_is_the_same_to_the_bit()
    {
        using var net = new Net();
        net.call(randn(4, 1, 6, 6));
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            net.save(writer);
        }

        using var other = new Net();
        stream.Position = 0;
        other.load(new BinaryReader(stream));
        net.eval();
        other.eval();
        var input = randn(2, 1, 6, 6);
        Assert.True(net.call(input).Equals(other.call(input)));
        using var third = new Net();
        third.load_state_dict(net.state_dict());
        Assert.All(third.state_dict(), entry => Assert.True(entry.Value.Equals(net.state_dict()[entry.Key])));
        Assert.Throws<InvalidOperationException>(() => third.load_state_dict([]));
        Assert.True(third.parameters().All(parameter => parameter.requires_grad));
    }

    [Fact]
    public void A_tensor_that_is_saved_and_loaded_is_the_same()
    {
        var path = Path.GetTempFileName();
        var numbers = randn(3, 4).t();
        torch.save(numbers, path);
        Assert.True(torch.load(path).Equals(numbers));
        File.Delete(path);
    }

    [Fact]
    public void Hooks_see_calls_and_can_be_taken_away()
    {
        using var layer = Linear(2, 2);
        var calls = 0;
        var remover = layer.register_forward_hook((_, _, output) =>
        {
            ++calls;
            return output * 0;
        });
        Assert.Equal(0, layer.call(ones(1, 2)).abs().sum().ToSingle());
        remover.remove();
        Assert.NotEqual(0, layer.call(ones(1, 2)).abs().sum().ToSingle());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Dropout_leaves_the_mean_and_does_nothing_later()
    {
        using var dropout = Dropout(0.25);
        Assert.Equal(1, dropout.call(ones(100_000)).mean().ToSingle(), 0.02f);
        dropout.eval();
        Assert.True(dropout.call(ones(10)).Equals(ones(10)));
    }

    [Fact]
    public void Other_types_go_through_all_parts()
    {
        using var net = new Net().to(float64);
        Assert.All(net.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(int64, net.get_buffer("norm.num_batches_tracked")!.dtype);
        Assert.Equal(float64, net.call(randn(2, 1, 6, 6, float64)).dtype);
    }

    private sealed class Net : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "conv")]
        private readonly Conv2d _conv = Conv2d(1, 2, 3, Padding.Same, bias: false);

        [ComponentName(Name = "norm")]
        private readonly BatchNorm2d _norm = BatchNorm2d(2);

        [ComponentName(Name = "rest")]
        private readonly ModuleList<Linear> _rest = ModuleList(Linear(2, 3));

        [ComponentName(Name = "scale")]
        private readonly Parameter _scale = Parameter(ones(3));

        [ComponentName(Name = "offset")]
        private readonly Tensor _offset = zeros(3);

        internal Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var seen = functional.relu(_norm.call(_conv.call(input)));
            var flat = functional.adaptive_avg_pool2d(seen, 1).flatten(1);
            return ((_rest[0].call(flat) * _scale) + _offset).MoveToOuterDisposeScope();
        }
    }
}
