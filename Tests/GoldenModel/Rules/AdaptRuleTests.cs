// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

public sealed class AdaptRuleTests
{
    /// <summary>Every 16-bit container, mantissa length and rounding.</summary>
    public static TheoryData<string, int, Rounding> Roundings
    {
        get
        {
            var data = new TheoryData<string, int, Rounding>();
            foreach (var container in (Container[])[Container.Bf16, Container.Fp16])
            {
                for (var mantissa = 0; mantissa <= container.MantissaBits; mantissa++)
                {
                    data.Add(container.Name, mantissa, Rounding.Truncate);
                    data.Add(container.Name, mantissa, Rounding.Nearest);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Roundings))]
    public void Every_16_bit_code_is_adapted_and_restored_as_the_prose_says(
        string name, int mantissa, Rounding rounding)
    {
        foreach (var descriptor in Windows(name, mantissa, rounding))
        {
            var bits = DescriptorBits.From<BitWord>(descriptor);
            for (var code = 0u; code <= 0xffff; code++)
            {
                var (expected, flags) = NaiveStream.Adapt(descriptor, code);
                var (actual, losses) = StreamEncoder.Adapt(descriptor.Container, bits, code);
                if (expected != Kept(actual) || (Losses)flags != losses
                    || NaiveStream.Restore(descriptor, expected) != Restore(descriptor, bits, actual))
                {
                    Assert.Fail(
                        $"{code:x4} with {descriptor}: {actual}, {losses}; must be {expected}, {(Losses)flags}");
                }
            }
        }
    }

    [Law(500)]
    public void Adapting_an_adapted_value_changes_and_loses_nothing(TensorCase input)
    {
        var bits = DescriptorBits.From<BitWord>(input.Descriptor);
        foreach (var code in input.Values)
        {
            var (once, _) = StreamEncoder.Adapt(input.Descriptor.Container, bits, code);
            var restored = Restore(input.Descriptor, bits, once);
            var (twice, losses) = StreamEncoder.Adapt(input.Descriptor.Container, bits, restored);
            Assert.Equal(Kept(once), Kept(twice));
            Assert.Equal(Losses.None, losses);
        }
    }

    [Law(500)]
    public void Nearest_is_the_quotient_of_the_significand_rounded_half_to_even(TensorCase input)
    {
        var descriptor = Whole(input.Descriptor) with { Rounding = Rounding.Nearest };
        foreach (var code in input.Values.Where(code => !IsSpecial(descriptor.Container, code)))
        {
            Assert.Equal(RoundedHalfToEven(descriptor, code), Restored(descriptor, code));
        }
    }

    [Fact]
    public void Eight_exponent_bits_and_ten_mantissa_bits_round_as_half_precision_does()
    {
        var descriptor = new Descriptor { Mantissa = 10, Rounding = Rounding.Nearest };
        var random = Properties.Random();
        for (var i = 0; i < 30_000; i++)
        {
            var scale = Math.ScaleB(1, random.Next(-14, 15));
            var value = (float)((1 + random.NextDouble()) * scale);
            value = i % 2 == 0 ? value : -value;
            var tie = (BitConverter.SingleToUInt32Bits(value) & ~0x1fffu) | 0x1000u;
            Check(BitConverter.SingleToUInt32Bits(value));
            Check(tie);
            Check(tie - 1);
            Check(tie + 1);
        }

        void Check(uint code)
        {
            var half = (Half)BitConverter.UInt32BitsToSingle(code);
            Assert.Equal((float)half, BitConverter.UInt32BitsToSingle(Restored(descriptor, code)));
        }
    }

    [Law(300)]
    public void A_finite_value_moves_by_less_than_a_unit_or_half_a_unit_in_the_last_place(TensorCase input)
    {
        var descriptor = Whole(input.Descriptor);
        foreach (var code in input.Values.Where(code => !IsSpecial(descriptor.Container, code)))
        {
            var restored = Restored(descriptor, code);
            var (from, to) = (Real(descriptor.Container, code), Real(descriptor.Container, restored));
            var top = descriptor.Container.MaxExponent;
            var exponent = Math.Max(1, (int)(code >> descriptor.Container.MantissaBits) & top);
            var unit = Math.ScaleB(1, exponent - (top / 2) - descriptor.Mantissa);
            var towardsZero = Math.Abs(to) <= Math.Abs(from) && Math.Abs(from - to) < unit;
            var nearest = Math.Abs(from - to) <= unit / 2;
            var held = descriptor.Rounding == Rounding.Truncate || IsLargest(descriptor, restored)
                ? towardsZero || (nearest && descriptor.Rounding == Rounding.Nearest)
                : nearest;
            Assert.True(held, $"{code:x} to {restored:x}");
        }
    }

    [Fact]
    public void The_whole_value_comes_back_when_all_bits_are_kept()
    {
        foreach (var container in (Container[])[Container.Bf16, Container.Fp16])
        {
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                var descriptor = Descriptor.Lossless(container) with { Rounding = rounding };
                for (var code = 0u; code <= 0xffff; code++)
                {
                    Assert.Equal(code, Restored(descriptor, code));
                }
            }
        }
    }

    [Law]
    public void A_nan_stays_a_nan_while_a_mantissa_bit_is_kept(TensorCase input)
    {
        var descriptor = Whole(input.Descriptor);
        var container = descriptor.Container;
        foreach (var payload in input.Values.Select(code => (code & FieldMask(descriptor)) | 1))
        {
            var nan = ((uint)container.MaxExponent << container.MantissaBits) | payload;
            var (value, losses) = StreamEncoder.Adapt(container, DescriptorBits.From<BitWord>(descriptor), nan);
            Assert.Equal((ulong)container.MaxExponent, value.Exponent.Value);
            Assert.Equal(descriptor.Mantissa > 0, value.Mantissa.Value != 0);
            Assert.Equal(descriptor.Mantissa > 0 ? Losses.None : Losses.NanLost, losses);
        }
    }

    [Theory]
    [InlineData(0x3f80_0000, 3, 0x3f80_0000, Losses.None)]
    [InlineData(0x3f88_0000, 3, 0x3f80_0000, Losses.None)]
    [InlineData(0x3f98_0000, 3, 0x3fa0_0000, Losses.None)]
    [InlineData(0x3f88_0001, 3, 0x3f90_0000, Losses.None)]
    [InlineData(0x3ff8_0000, 3, 0x4000_0000, Losses.None)]
    [InlineData(0x3fc0_0000, 0, 0x4000_0000, Losses.None)]
    [InlineData(0x4040_0000, 0, 0x4000_0000, Losses.None)]
    [InlineData(0x7f7f_ffff, 3, 0x7f70_0000, Losses.None)]
    [InlineData(0xff7f_ffff, 0, 0xff00_0000, Losses.None)]
    [InlineData(0x7f80_0001, 3, 0x7fc0_0000, Losses.None)]
    [InlineData(0x7f80_0001, 0, 0x7f80_0000, Losses.NanLost)]
    [InlineData(0x807f_ffff, 3, 0x8080_0000, Losses.None)]
    [InlineData(0x0000_0001, 3, 0x0000_0000, Losses.None)]
    public void Nearest_rounds_fp32_to(uint code, int mantissa, uint expected, Losses losses)
    {
        var descriptor = new Descriptor { Mantissa = mantissa, Rounding = Rounding.Nearest };
        Assert.Equal(expected, Restored(descriptor, code));
        Assert.Equal(
            losses, StreamEncoder.Adapt(Container.Fp32, DescriptorBits.From<BitWord>(descriptor), code).Losses);
    }

    [Theory]
    [InlineData(0x3f00_0000, true, 0x0000_0000, Losses.Flushed)]
    [InlineData(0xbf00_0000, true, 0x8000_0000, Losses.Flushed)]
    [InlineData(0xbf00_0000, false, 0x0000_0000, Losses.Flushed)]
    [InlineData(0x8000_0000, true, 0x8000_0000, Losses.None)]
    [InlineData(0x8000_0000, false, 0x0000_0000, Losses.None)]
    [InlineData(0x0000_0001, true, 0x0000_0000, Losses.Flushed)]
    [InlineData(0x3f80_0000, true, 0x3f80_0000, Losses.None)]
    [InlineData(0xc07f_ffff, true, 0xc07f_ffff, Losses.None)]
    [InlineData(0xc07f_ffff, false, 0x407f_ffff, Losses.SignLost)]
    [InlineData(0x40ff_fffe, true, 0x40ff_fffe, Losses.None)]
    [InlineData(0x4100_0000, true, 0x40ff_ffff, Losses.Saturated)]
    [InlineData(0xff80_0000, false, 0x40ff_ffff, Losses.Saturated | Losses.SignLost)]
    [InlineData(0x7fc0_0000, true, 0x40ff_ffff, Losses.Saturated)]
    public void A_window_of_the_exponents_127_to_129_keeps(uint code, bool sign, uint expected, Losses losses)
    {
        var descriptor = new Descriptor { Exponent = 2, Low = 127, Sign = sign, Bias = 1 };
        Assert.Equal(expected, Restored(descriptor, code));
        Assert.Equal(
            losses, StreamEncoder.Adapt(Container.Fp32, DescriptorBits.From<BitWord>(descriptor), code).Losses);
    }

    [Fact]
    public void A_nan_above_the_window_without_mantissa_raises_both_flags()
    {
        var descriptor = new Descriptor { Exponent = 2, Low = 127, Mantissa = 0, Bias = 1 };
        var bits = DescriptorBits.From<BitWord>(descriptor);
        Assert.Equal(Losses.NanLost | Losses.Saturated, StreamEncoder.Adapt(Container.Fp32, bits, 0x7fc0_0000).Losses);
    }

    // All exponent bits, and a window: every length in turn, at both ends and in the middle.
    private static IEnumerable<Descriptor> Windows(string name, int mantissa, Rounding rounding)
    {
        Assert.True(Container.TryParse(name, out var container));
        var whole = Descriptor.Lossless(container) with { Mantissa = mantissa, Rounding = rounding };
        var exponent = 1 + ((mantissa + (int)rounding) % (container.ExponentBits - 1));
        var highest = Descriptor.MaxLow(container, exponent);
        var low = ((mantissa + (2 * (int)rounding)) % 3) switch { 0 => highest / 2, 1 => 1, _ => highest };
        return [whole, whole with { Exponent = exponent, Low = low, Bias = 0, Sign = mantissa % 2 == 0 }];
    }

    // The same mantissa with all exponent bits and the sign.
    private static Descriptor Whole(Descriptor descriptor) =>
        Descriptor.Lossless(descriptor.Container) with { Mantissa = descriptor.Mantissa, Rounding = descriptor.Rounding };

    // The whole significand, in units of the smallest denormal of n bits, divided exactly.
    private static uint RoundedHalfToEven(Descriptor descriptor, uint code)
    {
        var (exponentBits, mantissaBits) = (descriptor.Container.ExponentBits, descriptor.Container.MantissaBits);
        var magnitude = code & ~(1u << (exponentBits + mantissaBits));
        var (exponent, fraction) = (magnitude >> mantissaBits, magnitude & ((1u << mantissaBits) - 1));
        var unit = BigInteger.One << Dropped(descriptor);
        var significand = exponent == 0 ? (BigInteger)fraction : fraction + (BigInteger.One << mantissaBits);
        var quotient = BigInteger.DivRem(significand, unit, out var remainder);
        var even = descriptor.Mantissa == 0 ? exponent % 2 == 0 : quotient.IsEven;
        quotient += remainder * 2 > unit || (remainder * 2 == unit && !even) ? 1 : 0;

        // Back to a code: the hidden bit of the quotient counts one exponent.
        var hidden = exponent == 0 ? BigInteger.Zero : BigInteger.One << descriptor.Mantissa;
        var rounded =
            (uint)((((BigInteger)exponent << descriptor.Mantissa) + quotient - hidden) << Dropped(descriptor));
        var infinity = (uint)descriptor.Container.MaxExponent << mantissaBits;
        rounded = rounded >= infinity ? infinity - (uint)unit : rounded;
        return rounded | (code ^ magnitude);
    }

    private static double Real(Container container, uint code)
    {
        var exponent = (int)(code >> container.MantissaBits) & container.MaxExponent;
        var fraction = Math.ScaleB(code & ((1u << container.MantissaBits) - 1), -container.MantissaBits);
        var magnitude =
            Math.ScaleB(fraction + (exponent == 0 ? 0 : 1), Math.Max(1, exponent) - (container.MaxExponent / 2));
        return code >> (container.Bits - 1) == 0 ? magnitude : -magnitude;
    }

    private static bool IsSpecial(Container container, uint code) =>
        ((int)(code >> container.MantissaBits) & container.MaxExponent) == container.MaxExponent;

    private static bool IsLargest(Descriptor descriptor, uint code)
    {
        var unit = 1u << Dropped(descriptor);
        return IsSpecial(descriptor.Container, code + unit) && !IsSpecial(descriptor.Container, code);
    }

    private static int Dropped(Descriptor descriptor) => descriptor.Container.MantissaBits - descriptor.Mantissa;

    private static uint FieldMask(Descriptor descriptor) => (1u << descriptor.Container.MantissaBits) - 1;

    private static uint Restored(Descriptor descriptor, uint code)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        return Restore(descriptor, bits, StreamEncoder.Adapt(descriptor.Container, bits, code).Value);
    }

    private static uint Restore(Descriptor descriptor, DescriptorBits<BitWord> bits, Adapted<BitWord> value) =>
        (uint)AdaptRule.Restore(descriptor.Container, value.Sign, value.Exponent, value.Mantissa, bits).Value;

    private static NaiveStream.Kept Kept(Adapted<BitWord> value) =>
        new((int)value.Sign.Value, (int)value.Exponent.Value, (int)value.Mantissa.Value);
}
