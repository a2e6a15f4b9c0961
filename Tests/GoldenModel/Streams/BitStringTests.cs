// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

/// <summary><see cref="BitWriter"/> and <see cref="BitReader"/>, against one large integer and each other.</summary>
public sealed class BitStringTests
{
    private static readonly Gen<(int Word, (uint Bits, int Width)[] Pieces)> Strings =
        from word in Gen.Elements(16, 32)
        from pieces in Gen.ArrayOf(
            from bits in Gen.Choose(0, int.MaxValue)
            from width in Gen.Frequency((4, Gen.Choose(0, word)), (1, Gen.Elements(0, word)))
            select ((uint)(((ulong)bits * 3) & (ulong.MaxValue >> 1 >> (63 - width))), width))
        select (word, pieces);

    [Fact]
    public void Written_pieces_stand_above_each_other_least_significant_bit_first()
    {
        Properties.Hold(Strings, input =>
        {
            var (words, total, length) = Written(input.Word, input.Pieces);
            Assert.Equal((length + input.Word - 1) / input.Word, words.Length);
            var whole = words.Reverse().Aggregate(BigInteger.Zero, (sum, word) => (sum << input.Word) | word);
            Assert.Equal(total, whole);
            Assert.All(words, word => Assert.True(word >> (input.Word - 1) <= 1));
        }, 500);
    }

    [Fact]
    public void Read_pieces_are_the_written_ones()
    {
        Properties.Hold(Strings, input =>
        {
            var (words, _, length) = Written(input.Word, input.Pieces);
            var reader = new BitReader(words, input.Word, 1, "test");
            foreach (var (bits, width) in input.Pieces)
            {
                Assert.Equal(new BitWord(bits, input.Word), reader.Read(Width(width)));
            }

            Assert.Equal(length, reader.Position);
            reader.Finish();
        }, 500);
    }

    [Fact]
    public void An_empty_string_has_no_words()
    {
        Assert.Empty(new BitWriter(32).Finish());
        new BitReader([], 32, 1, "test").Finish();
    }

    [Fact]
    public void A_full_word_is_not_followed_by_an_empty_one()
    {
        var writer = new BitWriter(16);
        writer.Append(0xabcd, 16);
        Assert.Equal([0xabcdu], writer.Finish());
    }

    [Fact]
    public void A_reader_takes_every_word_of_its_stride()
    {
        var reader = new BitReader([0x1111, 0xffff, 0x2222, 0xffff, 0x3344], 16, 2, "test");
        Assert.Equal(0x111u, reader.Read(Width(12)).Value);
        Assert.Equal(0x2221u, reader.Read(Width(16)).Value);
        Assert.Equal(0x442u, reader.Read(Width(12)).Value);
        Assert.Equal(0x33u, reader.Read(Width(8)).Value);
        reader.Finish();
    }

    [Fact]
    public void Reading_past_the_end_is_refused_with_the_strings_name_and_the_bit()
    {
        Refuses([20, 13], "test stream is too short: 32 bits per lane, but bit 32 is needed");
        Refuses([32, 1], "test stream is too short: 32 bits per lane, but bit 32 is needed");
    }

    [Fact]
    public void Words_that_were_not_read_are_refused() =>
        Refuses([0], "test stream is too long: 1 words per lane, the row codes ask for 0");

    [Fact]
    public void Ones_in_the_padding_are_refused() =>
        Refuses([31], "test stream has ones in the padding after bit 30, must be zeros");

    [Fact]
    public void Ones_below_the_position_are_no_padding()
    {
        var reader = new BitReader([0x7fff_ffff], 32, 1, "test");
        reader.Read(Width(31));
        reader.Finish();
    }

    private static void Refuses(int[] widths, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new BitReader([0x8000_0000], 32, 1, "test");
            foreach (var width in widths)
            {
                reader.Read(Width(width));
            }

            reader.Finish();
        });
        Assert.Equal(message, error.Message);
    }

    private static (uint[] Words, BigInteger Total, int Length) Written(int word, (uint Bits, int Width)[] pieces)
    {
        var writer = new BitWriter(word);
        var (total, length) = (BigInteger.Zero, 0);
        foreach (var (bits, width) in pieces)
        {
            writer.Append(bits, width);
            total |= (BigInteger)bits << length;
            length += width;
        }

        return ([.. writer.Finish()], total, length);
    }

    private static BitWord Width(int bits) => new((ulong)bits, PackRule.WidthBits);
}
