// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Compat.Torch;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Operators_compute_what_their_names_say()
    {
        var (a, b) = (tensor(new[] { 1.0f, 2, -3 }), tensor(new[] { 4.0f, -5, 6 }));
        Equal([5, -3, 3], a + b);
        Equal([-3, 7, -9], a - b);
        Equal([4, -10, -18], a * b);
        Equal([0.25f, -0.4f, -0.5f], a / b);
        Equal([9, 8, 13], 10 - a);
        Equal([2, 1, -2.0f / 3], 2 / a);
        Equal([1, 0, 1], a % 2);
        Equal([1, 4, 9], a.pow(2));
        Equal([1, 1, 0], (a > 0).to(float32));
        Equal([-1, -2, 3], -a);
        Equal([1, 2, -2], a.clamp(-2, 2));
        Equal([4, 2, 6], maximum(a, b));
        Assert.Equal(-24, a.dot(b).item<float>());
        Assert.Equal(0, a.sum().ToInt32());
        Assert.Equal([1L, 0, 2], b.argsort().data<long>().ToArray());
    }

    [Fact]
    public void Changes_in_place_change_the_tensor_and_all_that_share_its_numbers()
    {
        var a = arange(6, dtype: float32);
        var view = a.view(2, 3);
        view.add_(1).mul_(2);
        Equal([2, 4, 6, 8, 10, 12], a);
        a.addcdiv_(ones(6), full(6, 2), 4).zero_().fill_(3);
        view[1] = zeros(3);
        view[0, 0] = -1;
        Equal([-1, 3, 3, 0, 0, 0], a);
        Equal([-0.5f, 1, 1], a[TensorIndex.Slice(0, 3)].lerp(ones(3), tensor(new[] { 0.25f, 1, 1 })));
    }

    [Fact]
    public void Indices_pick_what_they_say()
    {
        var a = arange(24, dtype: int64).view(2, 3, 4);
        Assert.Equal(6, a[0, 1, 2].ToInt64());
        Assert.Equal([1L, 5, 9], a[0, TensorIndex.Colon, 1].data<long>().ToArray());
        Assert.Equal([2L, 3, 14, 15], a[TensorIndex.Colon, 0, 2..].flatten().data<long>().ToArray());
        Assert.Equal([3L, 15], a[TensorIndex.Ellipsis, ^1][TensorIndex.Colon, 0].data<long>().ToArray());
        Assert.Equal(
            [8L, 20],
            a[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2 })), 0].flatten().data<long>().ToArray());
        Assert.Equal([1L, 3, 4], a[TensorIndex.None, 1].shape);
        Assert.Equal([21L, 22, 23], a[a > 20].data<long>().ToArray());
        Assert.Equal([0L, 2], a[0, 0].slice(0, 0, 4, 2).data<long>().ToArray());
        a.index_put_(
            tensor(new long[] { 100, 200 }), tensor(new long[] { 0, 1 }), tensor(new long[] { 1, 2 }),
            tensor(new long[] { 0, 3 }));
        Assert.Equal(200, a[1, 2, 3].ToInt64());
        Assert.Equal(8, a.gather(2, zeros(2, 3, 1, int64))[0, 2, 0].ToInt64());
    }

    [Fact]
    public void Reductions_go_along_the_dimensions_that_are_named()
    {
        var a = tensor(new float[,] { { 1, 5, 3 }, { 4, 2, 6 } });
        Equal([9, 12], a.sum(1));
        Equal([2.5f, 3.5f, 4.5f], a.mean([0]));
        Equal([5, 6], a.max(1).values);
        Assert.Equal([1L, 2], a.argmax(1).data<long>().ToArray());
        Equal([4, 4], a.var(1));
        Equal([1.5f, 1.5f, 1.5f], a.std(0, unbiased: false));
        Assert.Equal(6, a.amax(0, 1).ToSingle());
        Equal([1, 6, 9, 4, 6, 12], a.cumsum(1).flatten());
        Assert.Equal(Math.Sqrt(91), a.norm().ToDouble(), 1e-5);
        Equal([1, 1], a.softmax(1).sum(1));
        Assert.True((a == 5).any().ToBoolean() && !(a == 5).all().ToBoolean());
        Equal([5, 3], a.topk(2).values[0]);
    }

    [Fact]
    public void Shapes_change_without_their_numbers()
    {
        var a = arange(6, dtype: float32).reshape(2, 3);
        Equal([0, 3, 1, 4, 2, 5], a.t().contiguous().flatten());
        Assert.False(a.t().is_contiguous());
        Equal([0, 3, 1, 4, 2, 5], a.permute(1, 0).data<float>().ToArray());
        Assert.Equal([1L, 3], a.t().stride());
        Assert.Equal([2L, 4, 3], a.unsqueeze(1).expand(2, 4, 3).shape);
        Assert.Equal([4L, 3], cat([a, a]).shape);
        Assert.Equal([2L, 2, 3], stack([a, a], 1).shape);
        Assert.Equal([2, 1], a.split(2, 1).Select(part => (int)part.size(1)));
        Assert.Equal([0f, 1, 2], a.chunk(2)[0].flatten().data<float>().ToArray());
        Equal([0, 0, 0, 3, 4, 0], a.tril().flatten());
        Equal([7, 1, 7, 3, 7, 5], a.masked_fill(a.remainder(2) == 0, 7).flatten());
        Equal([25, 88], einsum("ij,j->i", a, tensor(new[] { 8f, 1, 12 })));
    }

    [Fact]
    public void Types_are_those_of_the_numbers_given()
    {
        Assert.Equal(
            [int64, float32, float64, @bool],
            new[] { tensor(1L), tensor(1f), tensor(1.0), tensor(true) }.Select(one => one.dtype));
        Assert.Equal(
            [int64, float32, int64, float32, float32],
            new[] { arange(3), arange(3.5), full(1, 2), full(1, 2.0), ones(1) }.Select(one => one.dtype));
        Assert.Equal([1, -2, 0], tensor(new[] { 1.9f, -2.9f, 0.5f }).to(int32).data<int>().ToArray());
        Assert.Equal(0x3f81, BitConverter.ToUInt16(tensor(new[] { 1.0078125f }).to(bfloat16).bytes));
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Equal(12, tensor(new[] { 1f, 2, 3 }).bytes.Length);
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
    }

    [Fact]
    public void What_libtorch_refuses_is_an_exception_that_says_why()
    {
        var failure = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("cannot be multiplied (2x3 and 2x3)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => ones(2).view(3));
        Assert.Throws<ExternalException>(() => ones(2)[2]);
        Assert.Throws<ExternalException>(() => ones(1).backward());
        using var disposed = ones(1);
        disposed.Dispose();
        Assert.Throws<InvalidOperationException>(() => disposed.add(1));
    }

    private static void Equal(float[] expected, Tensor actual) => Equal(expected, actual.data<float>().ToArray());

    private static void Equal(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one, other, 1e-5f);
        }
    }
}
