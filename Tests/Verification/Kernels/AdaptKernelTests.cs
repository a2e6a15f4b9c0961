// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.Verification.Kernels;

public sealed class AdaptKernelTests : KernelTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void Descriptor_check_equals_the_golden_rule_for_any_bits(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var any = new DescriptorBits<BitWord>(
            input.Next(5), input.Next(4), input.Next(8), input.Next(1), input.Next(2), input.Next(8), input.Next(1));
        descriptor = input.Next(3).Value switch
        {
            0 => any,
            1 => descriptor with { Mantissa = any.Mantissa },
            2 => descriptor with { Exponent = any.Exponent },
            3 => descriptor with { Low = any.Low },
            4 => descriptor with { Low = descriptor.Low + KernelCase.Constant(8, 1) },
            5 => descriptor with { Bias = any.Bias },
            6 => descriptor with { Mantissa = descriptor.Mantissa + KernelCase.Constant(5, 1) },
            _ => descriptor,
        };
        var outputs = bench.Run(
            "descriptor_check", ("mantissa", descriptor.Mantissa), ("exponent", descriptor.Exponent),
            ("low", descriptor.Low),
            ("sign", descriptor.Sign), ("coder", descriptor.Coder), ("bias", descriptor.Bias), ("rounding", descriptor.Rounding));
        Assert.Equal(DescriptorRule.IsLegal(input.Container, input.Word, descriptor).Value, outputs["legal"]);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Masks_equal_their_definition_for_every_input(string name)
    {
        using var bench = Bench(name);
        var input = new KernelCase(bench.Config, new Random(1));
        for (var n = 0; n <= input.M; n++)
        {
            var mantissa = KernelCase.Constant(5, n);
            Assert.Equal(input.Keep(mantissa).Value, bench.Run("mantissa_mask", ("mantissa", mantissa))["keep"]);
        }

        for (var e = 0; e <= input.E; e++)
        {
            Assert.Equal((1UL << e) - 1, bench.Run("exponent_mask", ("exponent", KernelCase.Constant(4, e)))["top"]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rounding_equals_the_golden_rule(string name) =>
        Repeat(name, (bench, input) => Round(bench, input, input.NextDescriptor(), input.Next(input.Container.Bits)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Rounding_of_ties_and_overflows_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor() with { Rounding = KernelCase.Bit(true) };
        var half = input.InPlace(BitWord.Constant(input.M, 1), descriptor.Mantissa + KernelCase.Constant(5, 1));
        var kept = input.Next(input.M) & input.Keep(descriptor.Mantissa);
        var exponent = input.Next(input.E) | KernelCase.Constant(input.E, 2);
        var code = (input.Next(1).Value << (input.Container.Bits - 1)) | (exponent.Value << input.M) | kept.Value
            | ((int)descriptor.Mantissa.Value < input.M ? half.Value : 0);
        Round(bench, input, descriptor, new BitWord(code, input.Container.Bits));
    });

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void Rounding_equals_the_golden_rule_for_every_value_length_and_rounding(string name)
    {
        using var bench = Bench(name);
        var input = new KernelCase(bench.Config, new Random(1));
        for (var n = 0; n <= input.M; n++)
        {
            var descriptor = input.NextDescriptor() with { Mantissa = KernelCase.Constant(5, n) };
            for (var code = 0; code < 2 << 16; code++)
            {
                Round(bench, input, descriptor with { Rounding = KernelCase.Bit(code > 0xffff) }, new BitWord((ulong)code & 0xffff, 16));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_window_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var edge = descriptor.Low.Resize(input.E) + BitMath.Ones(input.E, descriptor.Exponent)
            + input.NextNumber(input.E, 0, 3) - KernelCase.Constant(input.E, 2);
        var value = new Rounded<BitWord>(
            input.Next(1), input.Next(1).Value == 0 ? input.Next(input.E) : edge,
            input.NextBelow(input.M, descriptor.Mantissa), input.Next(1), input.Next(1));
        var golden = AdaptRule.Window(input.Container, value, descriptor);
        var outputs = bench.Run(
            "adapt_window", ("sign", value.Sign), ("exponent", value.Exponent),
            ("mantissa", input.InPlace(value.Mantissa, descriptor.Mantissa)), ("nonzero", value.NonZero),
            ("windowed", input.Windowed(descriptor)), ("origin", input.Origin(descriptor)),
            ("top", BitMath.Ones(input.E, descriptor.Exponent)), ("keep", input.Keep(descriptor.Mantissa)),
            ("keep_sign", descriptor.Sign));
        Assert.Equal(
            (golden.Sign.Value, golden.Exponent.Value, input.InPlace(golden.Mantissa, descriptor.Mantissa).Value),
            (outputs["sign"], outputs["exponent"], outputs["mantissa"]));
        Assert.Equal(
            (golden.Flushed.Value, golden.Saturated.Value, golden.SignLost.Value),
            (outputs["flushed"], outputs["saturated"], outputs["sign_lost"]));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Restore_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var (sign, exponent, mantissa) = (
            input.Next(1), input.NextBelow(input.E, descriptor.Exponent), input.NextBelow(input.M, descriptor.Mantissa));
        var outputs = bench.Run(
            "restore", ("sign", sign), ("exponent", exponent),
            ("mantissa", input.InPlace(mantissa, descriptor.Mantissa)),
            ("windowed", input.Windowed(descriptor)), ("low", descriptor.Low.Resize(input.E)));
        Assert.Equal(AdaptRule.Restore(input.Container, sign, exponent, mantissa, descriptor).Value, outputs["code"]);
    });

    private static void Round(KernelBench bench, KernelCase input, DescriptorBits<BitWord> descriptor, BitWord code)
    {
        var golden = AdaptRule.Round(input.Container, code, descriptor);
        var outputs = bench.Run(
            "adapt_round", ("code", code), ("keep", input.Keep(descriptor.Mantissa)), ("nearest", descriptor.Rounding));
        var expected = (
            golden.Sign.Value, golden.Exponent.Value, input.InPlace(golden.Mantissa, descriptor.Mantissa).Value,
            golden.NonZero.Value, golden.NanLost.Value);
        var actual =
            (outputs["sign"], outputs["exponent"], outputs["mantissa"], outputs["nonzero"], outputs["nan_lost"]);
        if (expected != actual)
        {
            Assert.Fail($"{code.Value:x}, {descriptor.Mantissa.Value} bits, {(Rounding)descriptor.Rounding.Value}: "
                + $"expected {expected}, got {actual}");
        }
    }
}
