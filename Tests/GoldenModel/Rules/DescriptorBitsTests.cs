// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

public sealed class DescriptorBitsTests
{
    [Law]
    public void Every_field_has_its_value_and_its_ports_width(Descriptor descriptor)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        Assert.Equal(new BitWord((ulong)descriptor.Mantissa, 5), bits.Mantissa);
        Assert.Equal(new BitWord((ulong)descriptor.Exponent, 4), bits.Exponent);
        Assert.Equal(new BitWord((ulong)descriptor.Low, 8), bits.Low);
        Assert.Equal(new BitWord(descriptor.Sign ? 1u : 0, 1), bits.Sign);
        Assert.Equal(new BitWord((ulong)descriptor.Coder, 2), bits.Coder);
        Assert.Equal(new BitWord((ulong)descriptor.Bias, 8), bits.Bias);
        Assert.Equal(new BitWord((ulong)descriptor.Rounding, 1), bits.Rounding);
        Assert.Equal(new BitWord((ulong)descriptor.PlainBits, 6), bits.PlainBits);
    }

    [Fact]
    public void One_coder_is_selected()
    {
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var bits = DescriptorBits.From<BitWord>(new Descriptor { Coder = coder });
            foreach (var other in Enum.GetValues<Coder>())
            {
                Assert.Equal(new BitWord(other == coder ? 1u : 0, 1), bits.Uses(other));
            }
        }
    }
}
