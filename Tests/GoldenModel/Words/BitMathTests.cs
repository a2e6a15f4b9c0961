// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Words;

public sealed class BitMathTests
{
    [Fact]
    public void Any_is_set_unless_every_bit_is_zero()
    {
        for (var width = 1; width <= 64; width++)
        {
            Assert.Equal(new BitWord(0, 1), BitMath.Any(new BitWord(0, width)));
            for (var bit = 0; bit < width; bit++)
            {
                Assert.Equal(new BitWord(1, 1), BitMath.Any(new BitWord(1UL << bit, width)));
            }
        }
    }

    [Fact]
    public void Ones_fills_from_the_low_end_and_stops_at_the_width()
    {
        for (var width = 1; width <= 64; width++)
        {
            for (var count = 0; count <= 64; count++)
            {
                var expected = (ulong)((BigInteger.One << Math.Min(count, width)) - 1);
                Assert.Equal(new BitWord(expected, width), BitMath.Ones(width, new BitWord((ulong)count, 7)));
            }
        }
    }

    [Fact]
    public void BitLength_counts_the_bits_without_leading_zeros()
    {
        for (var value = 0u; value < 1 << 10; value++)
        {
            var expected = 32 - BitOperations.LeadingZeroCount(value);
            Assert.Equal(new BitWord((ulong)expected, 4), BitMath.BitLength(new BitWord(value, 10), 4));
        }

        Assert.Equal(new BitWord(64, 7), BitMath.BitLength(new BitWord(ulong.MaxValue, 64), 7));
    }
}
