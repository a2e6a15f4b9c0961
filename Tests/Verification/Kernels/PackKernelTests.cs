// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.Verification.Kernels;

public sealed class PackKernelTests : KernelTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_lies_in_its_word_as_the_golden_rule_has_it_and_comes_apart_again(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var width = input.NextNumber(4, 0, (int)descriptor.Exponent.Value);
        var (mantissa, sign, field) = (
            input.NextBelow(input.M, descriptor.Mantissa), input.Next(1) & descriptor.Sign, input.NextBelow(input.E, width));
        var value = PackRule.Join(mantissa, sign, field, input.Word, descriptor);
        var offset = input.Offset(descriptor.Mantissa);
        var aligned = bench.Run(
            "lane_align", ("field", field), ("sign", sign), ("mantissa", input.InPlace(mantissa, descriptor.Mantissa)),
            ("keep_sign", descriptor.Sign));
        Assert.Equal(KernelCase.RotateLeft(value, offset).Value, aligned["bits"]);

        // Beside the value are whatever bits the words hold there.
        var total = descriptor.PlainBits + width.Resize(6);
        var crowd = value | (input.Next(input.Word) & ~BitMath.Ones(input.Word, total));
        var golden = PackRule.Split(value, input.M, input.E, descriptor);
        var split = bench.Run(
            "lane_split", ("bits", KernelCase.RotateLeft(crowd, offset)), ("keep", input.Keep(descriptor.Mantissa)),
            ("field_mask", BitMath.Ones(input.E, width)), ("keep_sign", descriptor.Sign));
        Assert.Equal(
            (input.InPlace(golden.Mantissa, descriptor.Mantissa).Value, golden.Sign.Value, golden.Field.Value),
            (split["mantissa"], split["sign"], split["field"]));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Appending_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        foreach (var word in new[] { input.Word, 32 })
        {
            var (fill, width) = (input.NextNumber(6, 0, word), input.NextNumber(6, 0, word));
            var (rest, value) = (input.NextBelow(word, fill), input.NextBelow(word, width));
            var golden = PackRule.Append(rest, fill, value, width);
            var rotated = KernelCase.RotateLeft(value, (int)fill.Value);
            Assert.Equal(rotated.Value, bench.Run($"rotate{word}", ("bits", value), ("amount", fill))["bits"]);

            var above = Above(bench, word, fill);
            var outputs = bench.Run(
                $"lane_merge{word}", ("rest", rest), ("rotated", rotated), ("above", above), ("spill", golden.Spilled),
                ("fresh", KernelCase.Bit(false)));
            Assert.Equal(golden.Rest.Value, outputs["rest"]);
            Assert.True(golden.Spilled.Value == 0 || golden.Word.Value == outputs["word"]);

            // Beside a tensor's first value waits another tensor's last word.
            var ones = BitWord.Constant(word, 0) - BitWord.Constant(word, 1);
            var first = bench.Run(
                $"lane_merge{word}", ("rest", rest), ("rotated", value), ("above", ones), ("spill", KernelCase.Bit(false)),
                ("fresh", KernelCase.Bit(true)));
            Assert.Equal((rest.Value, value.Value), (first["word"], first["rest"]));
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Taking_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        foreach (var word in new[] { input.Word, 32 })
        {
            var (position, width) = (input.NextNumber(6, 0, word), input.NextNumber(6, 0, word));
            var (current, next) = (input.Next(word), input.Next(word));
            var selected = bench.Run(
                $"lane_select{word}", ("current", current), ("next", next), ("above", Above(bench, word, position)))["bits"];
            var taken =
                KernelCase.RotateLeft(new BitWord(selected, word), -(int)position.Value) & BitMath.Ones(word, width);
            Assert.Equal(PackRule.Take(current, next, position, width).Value, taken.Value);
        }
    });

    private static BitWord Above(KernelBench bench, int word, BitWord position)
    {
        var above = bench.Run($"position_mask{word}", ("position", position))["above"];
        Assert.Equal((~BitMath.Ones(word, position)).Value, above);
        return new BitWord(above, word);
    }
}
