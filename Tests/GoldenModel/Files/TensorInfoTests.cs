// SPDX-License-Identifier: Apache-2.0
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class TensorInfoTests
{
    [Fact]
    public void A_scalar_has_one_element()
    {
        var scalar = new TensorInfo("x", TensorType.F64);
        Assert.Equal(1, scalar.ElementCount);
        Assert.Equal(8, scalar.ByteLength);
    }

    [Fact]
    public void Equality_looks_at_name_type_and_shape()
    {
        Assert.Equal(new TensorInfo("x", TensorType.F32, 2, 3), new TensorInfo("x", TensorType.F32, 2, 3));
        Assert.NotEqual(new TensorInfo("x", TensorType.F32, 2, 3), new TensorInfo("x", TensorType.F32, 3, 2));
        Assert.NotEqual(new TensorInfo("x", TensorType.F32, 2), new TensorInfo("x", TensorType.I32, 2));
        Assert.NotEqual(new TensorInfo("x", TensorType.F32, 2), new TensorInfo("y", TensorType.F32, 2));
    }

    [Fact]
    public void The_element_count_equals_the_exact_product_or_the_shape_is_refused()
    {
        Prop.ForAll<long[]>(sizes =>
        {
            var exact = System.Numerics.BigInteger.One;
            var fits = sizes.Length <= TensorInfo.MaximumRank;
            foreach (var size in sizes)
            {
                exact *= size;
                fits &= size >= 0 && exact <= long.MaxValue;
            }

            fits &= exact * 4 <= long.MaxValue;
            return TensorInfo.TryMeasure(TensorType.F32, sizes, out var count) == fits && (!fits || count == exact);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void A_shape_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TensorInfo("x", TensorType.U8, -1));
        Assert.Throws<ArgumentException>(() => new TensorInfo("x", TensorType.U8, long.MaxValue, 2));
        Assert.Throws<ArgumentException>(() => new TensorInfo("x", TensorType.U8, new long[65]));
    }

    [Fact]
    public void A_type_is_found_by_its_name_only()
    {
        Assert.All(TensorType.All, type => Assert.Same(type, TensorType.Find(type.Name)));
        Assert.Null(TensorType.Find("f32"));
    }
}
