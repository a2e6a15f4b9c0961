// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Formats;

public sealed class ContainerConversionTests
{
    [Theory]
    [InlineData(0x3F80_8000u, 0x3F80u)] // a tie, to even
    [InlineData(0x3F81_8000u, 0x3F82u)]
    [InlineData(0x3F80_8001u, 0x3F81u)]
    [InlineData(0x7F7F_FFFFu, 0x7F80u)]
    [InlineData(0x7F80_0001u, 0x7FC0u)]
    [InlineData(0x8000_0000u, 0x8000u)]
    public void Fp32_rounds_to_the_nearest_bf16(uint code, uint expected) =>
        Assert.Equal(expected, ContainerConversion.Convert(code, Container.Fp32, Container.Bf16));

    [Theory]
    [InlineData("bf16")]
    [InlineData("fp16")]
    public void Narrow_values_come_back_from_fp32(string name)
    {
        Assert.True(Container.TryParse(name, out var container));
        for (var code = 0u; code < 0x1_0000; code++)
        {
            var wide = ContainerConversion.Convert(code, container, Container.Fp32);
            var isNaN = float.IsNaN(BitConverter.UInt32BitsToSingle(wide));
            var back = ContainerConversion.Convert(wide, Container.Fp32, container);
            Assert.True(back == code || isNaN, $"{code:x4} became {back:x4}");
        }
    }

    [Fact]
    public void Values_that_do_not_come_back_are_counted()
    {
        var values = new byte[12];
        BitConverter.TryWriteBytes(values.AsSpan(0), 1.5f);
        BitConverter.TryWriteBytes(values.AsSpan(4), 1.0001f);
        BitConverter.TryWriteBytes(values.AsSpan(8), 1e10f);
        var converted = ContainerConversion.Convert(values, Container.Fp32, Container.Fp16, out var changed);
        Assert.Equal(2, changed);
        Assert.Equal([0x00, 0x3E, 0x00, 0x3C, 0x00, 0x7C], converted);
    }
}
