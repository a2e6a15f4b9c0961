// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

public sealed class StreamEncoderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_count_must_be_the_number_of_values(int count)
    {
        var error = Assert.Throws<ArgumentException>(
            () => StreamEncoder.Encode(new Descriptor { Count = count }, [1, 2, 3]));
        Assert.Contains($"3 values, but the descriptor's count is {count}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_wider_than_the_container_is_refused()
    {
        var descriptor = Descriptor.Lossless(Container.Bf16) with { Count = 2 };
        var error = Assert.Throws<ArgumentException>(() => StreamEncoder.Encode(descriptor, [0xffff, 0x1_0000]));
        Assert.Contains("value 1 is 00010000, wider than bf16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_lane_has_its_own_base_and_every_group_new_ones()
    {
        var descriptor = new Descriptor { Lanes = 2, Rows = 2, Mantissa = 0, Sign = false, Count = 8 };
        uint[] exponents = [100, 200, 101, 199, 50, 60, 50, 60];
        var encoded = StreamEncoder.Encode(descriptor, [.. exponents.Select(x => x << 23)]);
        Assert.Equal([1, 0], RowReader.ReadAll(encoded).Where(row => !row.First).Select(row => row.Code));
        Assert.Equal([(50u << 10) | (0b01 << 8) | 100, (60u << 10) | (0b11 << 8) | 200], encoded.Data.ToArray());
        Assert.Equal([0b000_001u], encoded.Metadata.ToArray());
    }

    [Fact]
    public void A_peak_group_starts_with_its_header()
    {
        var descriptor =
            new Descriptor { Lanes = 2, Rows = 2, Mantissa = 0, Sign = false, Coder = Coder.Peak, Count = 4 };
        uint[] exponents = [0, 130, 129, 128];
        var encoded = StreamEncoder.Encode(descriptor, [.. exponents.Select(x => x << 23)]);
        Assert.Equal([130u | (1u << 8) | (1u << 9) | (2u << 12)], encoded.Metadata.ToArray());
        Assert.Equal([(2u << 1) | 0, (3u << 1) | 1], encoded.Data.ToArray());
    }
}
