// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

/// <summary>Rows of one value: every exponent against every reference, for every number of exponent bits.</summary>
public sealed class GeckoRuleTests
{
    private static readonly BitWord Zero = new(0, 1);
    private static readonly BitWord One = new(1, 1);

    public static TheoryData<Coder, int> CodersAndLengths
    {
        get
        {
            var data = new TheoryData<Coder, int>();
            foreach (var coder in Enum.GetValues<Coder>())
            {
                for (var exponent = 1; exponent <= 8; exponent++)
                {
                    data.Add(coder, exponent);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CodersAndLengths))]
    public void Every_exponent_comes_back_and_never_costs_more_than_raw(Coder coder, int exponent)
    {
        var bits = Bits(coder, exponent);
        foreach (var (x, reference, zeros) in Pairs(coder, exponent))
        {
            var distance = GeckoRule.Measure(x, reference, zeros, bits);
            var shape = GeckoRule.Shape(GeckoRule.Code(distance.Magnitude, bits), Zero, bits);
            var field = GeckoRule.Field(x, distance, shape);
            var back = GeckoRule.Exponent(field, reference, zeros, shape, bits);
            var fits = shape.Width.Value <= (ulong)exponent && field.Value >> (int)shape.Width.Value == 0;
            if (back != x || !fits || shape.Legal != One)
            {
                Assert.Fail($"x {x.Value}, reference {reference.Value}, z {zeros.Value}: field {field.Value}, {shape}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CodersAndLengths))]
    public void A_row_code_is_legal_where_some_exponent_needs_it(Coder coder, int exponent)
    {
        var bits = Bits(coder, exponent);
        var needed = Pairs(coder, exponent)
            .Select(pair => GeckoRule.Measure(pair.X, pair.Reference, pair.Zeros, bits))
            .Select(distance => GeckoRule.Code(distance.Magnitude, bits).Value)
            .ToHashSet();
        for (var code = 0u; code < 7; code++)
        {
            var shape = GeckoRule.Shape(new BitWord(code, GeckoRule.CodeBits), Zero, bits);
            Assert.Equal(coder == Coder.Fixed || needed.Contains(code) ? One : Zero, shape.Legal);
        }

        Assert.Equal(One, GeckoRule.Shape(new BitWord(GeckoRule.RawCode, GeckoRule.CodeBits), Zero, bits).Legal);
    }

    [Theory]
    [InlineData(Coder.Delta, 8, 0x00, 0, 0)]
    [InlineData(Coder.Delta, 8, 0x01, 1, 2)]
    [InlineData(Coder.Delta, 8, 0x3f, 6, 7)]
    [InlineData(Coder.Delta, 8, 0x40, 7, 8)]
    [InlineData(Coder.Delta, 8, 0xff, 7, 8)]
    [InlineData(Coder.Delta, 4, 0x03, 2, 3)]
    [InlineData(Coder.Delta, 4, 0x04, 7, 4)]
    [InlineData(Coder.Delta, 2, 0x01, 7, 2)]
    [InlineData(Coder.Delta, 1, 0x00, 0, 0)]
    [InlineData(Coder.Bias, 5, 0x07, 3, 4)]
    [InlineData(Coder.Bias, 5, 0x08, 7, 5)]
    [InlineData(Coder.Peak, 8, 0x00, 0, 0)]
    [InlineData(Coder.Peak, 8, 0x3f, 6, 6)]
    [InlineData(Coder.Peak, 8, 0x40, 7, 8)]
    [InlineData(Coder.Peak, 4, 0x07, 3, 3)]
    [InlineData(Coder.Peak, 4, 0x08, 7, 4)]
    [InlineData(Coder.Peak, 1, 0x01, 7, 1)]
    public void The_largest_magnitude_decides_the_code_and_the_width(
        Coder coder, int exponent, uint magnitude, uint code, uint width)
    {
        var bits = Bits(coder, exponent);
        var actual = GeckoRule.Code(new BitWord(magnitude, 8), bits);
        Assert.Equal(new BitWord(code, GeckoRule.CodeBits), actual);
        Assert.Equal(width, GeckoRule.Shape(actual, Zero, bits).Width.Value);
    }

    [Fact]
    public void Rows_have_a_code_unless_they_are_fixed_or_bases()
    {
        var code = new BitWord(0, GeckoRule.CodeBits);
        foreach (var coder in Enum.GetValues<Coder>())
        {
            foreach (var first in (BitWord[])[Zero, One])
            {
                var shape = GeckoRule.Shape(code, first, Bits(coder, 6));
                var coded = coder != Coder.Fixed && !(coder == Coder.Delta && first == One);
                Assert.Equal(coded ? One : Zero, shape.HasCode);
                Assert.Equal(coded ? Zero : One, shape.Raw);
                Assert.Equal(coded ? 0u : 6u, shape.Width.Value);
            }
        }
    }

    [Fact]
    public void A_negative_distance_sets_the_bit_above_the_magnitude()
    {
        var bits = Bits(Coder.Delta, 8);
        var (x, reference) = (new BitWord(118, 8), new BitWord(121, 9));
        var distance = GeckoRule.Measure(x, reference, Zero, bits);
        Assert.Equal(new Distance<BitWord>(One, new BitWord(3, 8)), distance);
        var shape = GeckoRule.Shape(GeckoRule.Code(distance.Magnitude, bits), Zero, bits);
        Assert.Equal(0b111u, GeckoRule.Field(x, distance, shape).Value);
    }

    [Fact]
    public void Zeros_apart_are_coded_as_zero_and_the_peak_as_one()
    {
        var bits = Bits(Coder.Peak, 8);
        var reference = new BitWord(125 + 1, 9);
        Assert.Equal(0u, GeckoRule.Measure(new BitWord(0, 8), reference, One, bits).Magnitude.Value);
        Assert.Equal(1u, GeckoRule.Measure(new BitWord(125, 8), reference, One, bits).Magnitude.Value);
        Assert.Equal(125u, GeckoRule.Measure(new BitWord(1, 8), reference, One, bits).Magnitude.Value);
    }

    [Fact]
    public void A_field_that_no_encoder_writes_stands_for_an_exponent_modulo_its_size()
    {
        var delta = Bits(Coder.Delta, 4);
        var shape = GeckoRule.Shape(new BitWord(2, GeckoRule.CodeBits), Zero, delta);
        Assert.Equal(14u, GeckoRule.Exponent(new BitWord(0b111, 8), new BitWord(1, 9), Zero, shape, delta).Value);
        Assert.Equal(1u, GeckoRule.Exponent(new BitWord(0b011, 8), new BitWord(14, 9), Zero, shape, delta).Value);
    }

    // Delta and bias: every x against every base. Peak: every x up to every p, with and without zeros.
    private static IEnumerable<(BitWord X, BitWord Reference, BitWord Zeros)> Pairs(Coder coder, int exponent)
    {
        var size = 1u << exponent;
        for (var reference = 0u; reference < size; reference++)
        {
            for (var x = 0u; x < size; x++)
            {
                var code = new BitWord(x, 8);
                if (coder != Coder.Peak)
                {
                    yield return (code, new BitWord(reference, 9), Zero);
                }
                else if (x <= reference)
                {
                    yield return (code, new BitWord(reference, 9), Zero);
                    yield return (code, new BitWord(reference + 1, 9), One);
                }
            }
        }
    }

    private static DescriptorBits<BitWord> Bits(Coder coder, int exponent) =>
        DescriptorBits.From<BitWord>(new Descriptor { Coder = coder, Exponent = exponent, Bias = 0 });
}
