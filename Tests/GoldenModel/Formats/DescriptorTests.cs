// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Formats;

public sealed class DescriptorTests
{
    private static readonly Descriptor Windowed = new() { Exponent = 4, Mantissa = 3, Low = 120, Bias = 7 };

    /// <summary>A name, an illegal descriptor one step outside a range, and what the refusal says.</summary>
    public static TheoryData<string, string> OneStepOutside => new()
    {
        { "lanes 0", "lanes is 0, must be 1 to 32" },
        { "lanes 33", "lanes is 33, must be 1 to 32" },
        { "rows 1", "rows is 1, must be 2 to 64" },
        { "rows 65", "rows is 65, must be 2 to 64" },
        { "word 15", "word is 15, must be 16 or 32" },
        { "word 24", "word is 24, must be 16 or 32" },
        { "word 64", "word is 64, must be 16 or 32" },
        { "count -1", "count is -1, must be 0 to 1099511627775" },
        { "count 1099511627776", "count is 1099511627776, must be 0 to 1099511627775" },
        { "mantissa -1", "mantissa is -1, must be 0 to 23 for fp32" },
        { "mantissa 24", "mantissa is 24, must be 0 to 23 for fp32" },
        { "exponent 0", "exponent is 0, must be 1 to 8 for fp32" },
        { "exponent 9", "exponent is 9, must be 1 to 8 for fp32" },
        { "low 0", "low is 0, must be 1 to 240 for fp32" },
        { "low 241", "low is 241, must be 1 to 240 for fp32" },
        { "bias -1", "bias is -1, must be 0 to 15" },
        { "bias 16", "bias is 16, must be 0 to 15" },
        { "coder -1", "coder is -1, must be 0 to 3" },
        { "coder 4", "coder is 4, must be 0 to 3" },
        { "rounding -1", "rounding is -1, must be 0 or 1" },
        { "rounding 2", "rounding is 2, must be 0 or 1" },
    };

    /// <summary>The last legal values of every range.</summary>
    public static TheoryData<string> AtTheEnds =>
    [
        "lanes 1", "lanes 32", "rows 2", "rows 64", "word 16", "word 32", "count 0", "count 1099511627775",
        "mantissa 0", "mantissa 23", "low 1", "low 240", "bias 0", "bias 15", "coder 0", "coder 3",
        "rounding 0", "rounding 1",
    ];

    [Theory]
    [MemberData(nameof(OneStepOutside))]
    public void A_field_outside_its_range_is_refused_with_its_name_value_and_range(string change, string message)
    {
        var descriptor = Changed(change);
        Assert.Equal(message, descriptor.FindFault());
        var error = Assert.Throws<ArgumentOutOfRangeException>(descriptor.Validate);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamEncoder.Encode(descriptor, []));
        var empty = new EncodedTensor(descriptor, default, default);
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamDecoder.Decode(empty));
    }

    [Theory]
    [MemberData(nameof(AtTheEnds))]
    public void A_field_at_the_end_of_its_range_is_legal(string change) => Assert.Null(Changed(change).FindFault());

    [Fact]
    public void A_container_of_ones_own_is_refused()
    {
        const string message = "must be fp32, bf16 or fp16";
        foreach (var container in (Container?[])[new("fp64", 11, 52), new("fp32", 8, 22), null])
        {
            var descriptor = new Descriptor { Container = container! };
            Assert.Equal($"container is '{container}', {message}", descriptor.FindFault());
            Assert.Throws<ArgumentOutOfRangeException>(descriptor.Validate);
        }
    }

    [Fact]
    public void The_window_is_fixed_when_every_exponent_bit_is_kept()
    {
        foreach (var container in Container.All)
        {
            var whole = Descriptor.Lossless(container);
            Assert.Null(whole.FindFault());
            var message = (whole with { Low = 2 }).FindFault();
            Assert.Equal($"low is 2, must be 1 to 1 for {container}", message);
        }
    }

    [Fact]
    public void A_value_must_fit_the_word()
    {
        var fits = new Descriptor { Word = 16, Mantissa = 7, Exponent = 8 };
        Assert.Null(fits.FindFault());
        Assert.Equal(
            "mantissa + sign + exponent is 17 bits, must fit the word of 16 bits", (fits with { Mantissa = 8 }).FindFault());
        Assert.Null((fits with { Mantissa = 8, Sign = false }).FindFault());
    }

    [Fact]
    public void The_ranges_follow_the_container()
    {
        var half = Descriptor.Lossless(Container.Fp16);
        Assert.Equal("mantissa is 11, must be 0 to 10 for fp16", (half with { Mantissa = 11 }).FindFault());
        Assert.Equal("exponent is 6, must be 1 to 5 for fp16", (half with { Exponent = 6 }).FindFault());
        Assert.Equal(
            "low is 17, must be 1 to 16 for fp16", (half with { Exponent = 4, Bias = 0, Low = 17 }).FindFault());
        Assert.Equal("bias is 32, must be 0 to 31", (half with { Bias = 32 }).FindFault());
    }

    [Fact]
    public void The_defaults_are_lossless_fp32_in_eight_lanes_of_eight_rows()
    {
        var descriptor = new Descriptor();
        Assert.Null(descriptor.FindFault());
        Assert.Equal(Descriptor.Lossless(Container.Fp32), descriptor);
        Assert.True(descriptor.IsLossless);
        Assert.Equal((8, 8, 32, 127), (descriptor.Lanes, descriptor.Rows, descriptor.Word, descriptor.Bias));
        Assert.Equal((Coder.Delta, Rounding.Truncate), (descriptor.Coder, descriptor.Rounding));
    }

    [Fact]
    public void A_descriptor_that_drops_anything_is_not_lossless()
    {
        var lossless = new Descriptor();
        Assert.False((lossless with { Mantissa = 22 }).IsLossless);
        Assert.False((lossless with { Exponent = 7, Bias = 63 }).IsLossless);
        Assert.False((lossless with { Sign = false }).IsLossless);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(Descriptor.MaxCount, 219902325555)]
    public void The_last_row_may_be_partial(long count, long rows) =>
        Assert.Equal(rows, new Descriptor { Lanes = 5, Count = count }.RowCount);

    [Fact]
    public void Derived_sizes_follow_from_the_fields()
    {
        Assert.Equal(64, Windowed.GroupValues);
        Assert.Equal(4, Windowed.PlainBits);
        Assert.Equal(3, (Windowed with { Sign = false }).PlainBits);
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127], Enumerable.Range(1, 8).Select(Descriptor.DefaultBias));
    }

    [Fact]
    public void The_highest_window_ends_below_infinity()
    {
        foreach (var container in Container.All)
        {
            for (var exponent = 1; exponent < container.ExponentBits; exponent++)
            {
                var last = Descriptor.MaxLow(container, exponent) + (1 << exponent) - 2;
                Assert.Equal(container.MaxExponent - 1, last);
            }
        }
    }

    [Law(2000)]
    public void Every_generated_descriptor_is_legal(Descriptor descriptor) => Assert.Null(descriptor.FindFault());

    private static Descriptor Changed(string change)
    {
        var parts = change.Split(' ');
        var value = long.Parse(parts[1], null);
        return parts[0] switch
        {
            "lanes" => Windowed with { Lanes = (int)value },
            "rows" => Windowed with { Rows = (int)value },
            "word" => Windowed with { Word = (int)value },
            "count" => Windowed with { Count = value },
            "mantissa" => Windowed with { Mantissa = (int)value },
            "exponent" => Windowed with { Exponent = (int)value },
            "low" => Windowed with { Low = (int)value },
            "bias" => Windowed with { Bias = (int)value },
            "coder" => Windowed with { Coder = (Coder)value },
            _ => Windowed with { Rounding = (Rounding)value },
        };
    }
}
