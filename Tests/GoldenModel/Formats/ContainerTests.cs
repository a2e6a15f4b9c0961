// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Formats;

public sealed class ContainerTests
{
    [Theory]
    [InlineData("fp32", 8, 23, 32, 4, 255)]
    [InlineData("bf16", 8, 7, 16, 2, 255)]
    [InlineData("fp16", 5, 10, 16, 2, 31)]
    public void A_container_is_found_by_its_name(string name, int exponent, int mantissa, int bits, int bytes, int top)
    {
        Assert.True(Container.TryParse(name, out var container));
        Assert.Equal(name, container.Name);
        Assert.Equal(name, container.ToString());
        Assert.Equal(exponent, container.ExponentBits);
        Assert.Equal(mantissa, container.MantissaBits);
        Assert.Equal(bits, container.Bits);
        Assert.Equal(bytes, container.Bytes);
        Assert.Equal(top, container.MaxExponent);
    }

    [Theory]
    [InlineData("FP32")]
    [InlineData("fp64")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_name_is_no_container(string? name)
    {
        Assert.False(Container.TryParse(name, out var container));
        Assert.Null(container);
    }

    [Fact]
    public void The_three_containers_are_listed_in_the_formats_order() =>
        Assert.Equal([Container.Fp32, Container.Bf16, Container.Fp16], Container.All);

    [Fact]
    public void The_containers_are_laid_out_as_the_platforms_own_numbers()
    {
        Assert.Equal(1.0f, BitConverter.UInt32BitsToSingle(One(Container.Fp32)));
        Assert.Equal((Half)1, BitConverter.UInt16BitsToHalf((ushort)One(Container.Fp16)));
        Assert.Equal(1.0f, BitConverter.UInt32BitsToSingle(One(Container.Bf16) << 16));

        static uint One(Container container) => (uint)(container.MaxExponent / 2) << container.MantissaBits;
    }
}
