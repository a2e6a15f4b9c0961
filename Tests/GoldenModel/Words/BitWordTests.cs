// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Words;

public sealed class BitWordTests
{
    private static readonly Gen<(BitWord Left, BitWord Right)> Pairs =
        from width in Gen.Choose(1, 64)
        from left in Words(width)
        from right in Words(width)
        select (left, right);

    [Fact]
    public void Arithmetic_wraps_at_the_width()
    {
        Properties.Hold(Pairs, pair =>
        {
            var (left, right) = pair;
            var modulus = BigInteger.One << left.Width;
            Assert.Equal(Word((left.Value + (BigInteger)right.Value) % modulus, left.Width), left + right);
            Assert.Equal(Word((left.Value + modulus - right.Value) % modulus, left.Width), left - right);
        }, 1000);
    }

    [Fact]
    public void Logic_acts_bit_by_bit()
    {
        Properties.Hold(Pairs, pair =>
        {
            var (left, right) = pair;
            for (var bit = 0; bit < left.Width; bit++)
            {
                var (a, b) = ((left.Value >> bit) & 1, (right.Value >> bit) & 1);
                Assert.Equal(a & b, (left & right).Slice(bit, 1).Value);
                Assert.Equal(a | b, (left | right).Slice(bit, 1).Value);
                Assert.Equal(a ^ b, (left ^ right).Slice(bit, 1).Value);
                Assert.Equal(1 - a, (~left).Slice(bit, 1).Value);
            }
        });
    }

    [Fact]
    public void Every_result_keeps_the_width_and_has_no_bits_above_it()
    {
        Properties.Hold(Pairs, pair =>
        {
            var (left, right) = pair;
            BitWord[] results =
            [
                left & right, left | right, left ^ right, ~left, left + right, left - right,
                BitWord.ShiftLeft(left, right), BitWord.ShiftRight(left, right),
            ];
            Assert.All(results, result =>
            {
                Assert.Equal(left.Width, result.Width);
                Assert.True((BigInteger)result.Value < BigInteger.One << result.Width);
            });
        }, 500);
    }

    [Fact]
    public void Comparisons_are_unsigned_and_one_bit_wide()
    {
        Properties.Hold(Pairs, pair =>
        {
            var (left, right) = pair;
            Assert.Equal(new BitWord(left.Value < right.Value ? 1u : 0, 1), BitWord.Less(left, right));
            Assert.Equal(new BitWord(left.Value == right.Value ? 1u : 0, 1), BitWord.Equal(left, right));
            Assert.Equal(new BitWord(1, 1), BitWord.Equal(left, left));
            Assert.Equal(new BitWord(0, 1), BitWord.Less(left, left));
        }, 500);
    }

    [Fact]
    public void Shifts_by_the_width_or_more_give_zero()
    {
        var shifts =
            from width in Gen.Choose(1, 64)
            from value in Words(width)
            from amount in Gen.Choose(0, 130)
            select (value, amount);
        Properties.Hold(shifts, shift =>
        {
            var (value, amount) = shift;
            var modulus = BigInteger.One << value.Width;
            var by = new BitWord((ulong)amount, 8);
            Assert.Equal(
                Word(((BigInteger)value.Value << amount) % modulus, value.Width), BitWord.ShiftLeft(value, by));
            Assert.Equal(Word((BigInteger)value.Value >> amount, value.Width), BitWord.ShiftRight(value, by));
        }, 1000);
    }

    [Fact]
    public void A_slice_is_a_shift_and_a_cut()
    {
        var slices =
            from width in Gen.Choose(1, 64)
            from value in Words(width)
            from low in Gen.Choose(0, width - 1)
            from count in Gen.Choose(1, width - low)
            select (value, low, count);
        Properties.Hold(slices, slice =>
        {
            var expected = ((BigInteger)slice.value.Value >> slice.low) % (BigInteger.One << slice.count);
            Assert.Equal(Word(expected, slice.count), slice.value.Slice(slice.low, slice.count));
        }, 500);
    }

    [Fact]
    public void Resize_cuts_or_adds_zeros()
    {
        Assert.Equal(new BitWord(0x5, 4), new BitWord(0xa5, 8).Resize(4));
        Assert.Equal(new BitWord(0xa5, 64), new BitWord(0xa5, 8).Resize(64));
        Assert.Equal(new BitWord(0xa5, 8), new BitWord(0xa5, 8).Resize(8));
    }

    [Fact]
    public void Mux_chooses_the_second_operand_when_the_condition_is_set()
    {
        var (set, clear) = (new BitWord(3, 5), new BitWord(4, 5));
        Assert.Equal(set, BitWord.Mux(new BitWord(1, 1), set, clear));
        Assert.Equal(clear, BitWord.Mux(new BitWord(0, 1), set, clear));
    }

    private static Gen<BitWord> Words(int width) =>
        from kind in Gen.Choose(0, 4)
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        let ones = ulong.MaxValue >> (64 - width)
        let bits = (((ulong)high << 33) ^ ((ulong)low << 3) ^ (ulong)high) & ones
        select new BitWord(kind switch { 0 => 0, 1 => ones, 2 => 1, _ => bits }, width);

    private static BitWord Word(BigInteger value, int width) => new((ulong)value, width);
}
