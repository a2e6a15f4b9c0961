// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

public sealed class PackRuleTests
{
    private static readonly Gen<(int Word, ulong Bits, ulong More, int First, int Second)> Pieces =
        from word in Gen.Elements(16, 32)
        from bits in Gen.Choose(0, int.MaxValue)
        from more in Gen.Choose(0, int.MaxValue)
        from first in Gen.Frequency((3, Gen.Choose(0, word)), (1, Gen.Elements(0, word)))
        from second in Gen.Frequency((3, Gen.Choose(0, word)), (1, Gen.Elements(0, word, word - first)))
        select (word, (ulong)bits * 2 + 1, (ulong)more * 2 + 1, first, second);

    [Fact]
    public void Appending_puts_the_new_bits_above_those_that_wait()
    {
        Properties.Hold(Pieces, input =>
        {
            var (word, bits, more, fill, width) = input;
            var (waiting, value) = (Low(bits, fill), Low(more, width));
            var appended = PackRule.Append(
                new BitWord((ulong)waiting, word), Width(fill), new BitWord((ulong)value, word), Width(width));

            var whole = waiting | (value << fill);
            var spills = fill + width > word;
            Assert.Equal(spills ? 1u : 0, appended.Spilled.Value);
            Assert.Equal(Width(spills ? fill + width - word : fill + width), appended.Fill);
            Assert.Equal(new BitWord((ulong)(spills ? whole >> word : whole), word), appended.Rest);
            if (spills)
            {
                Assert.Equal(new BitWord((ulong)Low(whole, word), word), appended.Word);
            }
        }, 2000);
    }

    [Fact]
    public void Taking_reads_across_two_words()
    {
        Properties.Hold(Pieces, input =>
        {
            var (word, bits, more, position, width) = input;
            var (current, next) = (Low(bits, word), Low(more, word));
            var taken = PackRule.Take(
                new BitWord((ulong)current, word), new BitWord((ulong)next, word), Width(position), Width(width));
            Assert.Equal(new BitWord((ulong)Low((current | (next << word)) >> position, width), word), taken);
        }, 2000);
    }

    [Law]
    public void Split_undoes_join(TensorCase tensor)
    {
        var (descriptor, container) = (tensor.Descriptor, tensor.Descriptor.Container);
        var bits = DescriptorBits.From<BitWord>(descriptor);
        foreach (var value in tensor.Values)
        {
            var mantissa = new BitWord((ulong)Low(value, descriptor.Mantissa), container.MantissaBits);
            var sign = new BitWord(descriptor.Sign ? (value >> (container.Bits - 1)) & 1 : 0, 1);
            var field = new BitWord((ulong)Low(value >> 3, descriptor.Exponent), container.ExponentBits);
            var joined = PackRule.Join(mantissa, sign, field, descriptor.Word, bits);

            var expected =
                mantissa.Value | (sign.Value << descriptor.Mantissa) | (field.Value << descriptor.PlainBits);
            Assert.Equal(new BitWord(expected, descriptor.Word), joined);
            Assert.Equal(
                (mantissa, sign, field), PackRule.Split(joined, container.MantissaBits, container.ExponentBits, bits));
        }
    }

    private static BigInteger Low(BigInteger value, int bits) => value & ((BigInteger.One << bits) - 1);

    private static BitWord Width(int bits) => new((ulong)bits, PackRule.WidthBits);
}
