// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.Verification.Kernels;

public sealed class GeckoKernelTests : KernelTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void A_distance_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var peak = descriptor.Uses(Coder.Peak);
        var exponent = input.NextBelow(input.E, descriptor.Exponent);
        var (wide, zeros) = (exponent.Resize(input.E + 1), input.Next(1) & peak);

        // The reference of peak is p + z, and no exponent is above p.
        var reference = input.NextBelow(input.E, descriptor.Exponent).Resize(input.E + 1);
        reference = peak.Value == 0 ? reference
            : BitWord.Mux(BitWord.Less(reference, wide), wide, reference) + zeros.Resize(input.E + 1);
        var golden = GeckoRule.Measure(exponent, reference, zeros, descriptor);
        var outputs = bench.Run(
            "gecko_distance", ("exponent", exponent), ("reference", reference), ("zeros", zeros), ("peak", peak));
        Assert.Equal((golden.Negative.Value, golden.Magnitude.Value), (outputs["negative"], outputs["magnitude"]));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_code_equals_the_golden_rule(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor((Coder)input.NextNumber(2, 1, 3).Value);
        var (flat, any) = (0UL, BitWord.Constant(input.E, 0));
        var bits = input.NextNumber(4, 0, (int)descriptor.Exponent.Value);
        for (var lane = 0; lane < bench.Config.Lanes; lane++)
        {
            var magnitude = input.NextBelow(input.E, bits);
            flat |= magnitude.Value << (input.E * lane);
            any |= magnitude;
        }

        var outputs = bench.Run(
            "gecko_row_code", ("magnitudes", new BitWord(flat, 64)), ("peak", descriptor.Uses(Coder.Peak)),
            ("exponent", descriptor.Exponent));
        Assert.Equal(GeckoRule.Code(any, descriptor).Value, outputs["code"]);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_shape_equals_the_golden_rule_for_every_input(string name)
    {
        using var bench = Bench(name);
        var input = new KernelCase(bench.Config, new Random(1));
        var one = input.NextDescriptor();
        for (var i = 0; i < 8 * 2 * 4 * input.E; i++)
        {
            var (code, first) = (KernelCase.Constant(3, i % 8), KernelCase.Constant(1, i / 8 % 2));
            var descriptor = one with { Coder = KernelCase.Constant(2, i / 16 % 4), Exponent = KernelCase.Constant(4, 1 + (i / 64)) };
            var golden = GeckoRule.Shape(code, first, descriptor);
            var outputs = bench.Run(
                "gecko_row_shape", ("code", code), ("first", first), ("coder", descriptor.Coder), ("exponent", descriptor.Exponent));
            Assert.Equal(
                (golden.HasCode.Value, golden.Raw.Value, golden.MagnitudeBits.Value, golden.Width.Value, golden.Legal.Value),
                (outputs["coded"], outputs["raw"], outputs["magnitude_bits"], outputs["width"], outputs["legal"]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_and_its_exponent_equal_the_golden_rules(string name) => Repeat(name, (bench, input) =>
    {
        var descriptor = input.NextDescriptor();
        var shape = LegalShape(input, descriptor);
        var peak = descriptor.Uses(Coder.Peak);
        var distance = new Distance<BitWord>(
            input.Next(1) & ~peak & BitMath.Any(shape.MagnitudeBits), input.NextBelow(input.E, shape.MagnitudeBits));
        var exponent = input.NextBelow(input.E, descriptor.Exponent);
        var made = bench.Run(
            "gecko_field", ("exponent", exponent), ("negative", distance.Negative), ("magnitude", distance.Magnitude),
            ("raw", shape.Raw), ("magnitude_bits", shape.MagnitudeBits));
        Assert.Equal(GeckoRule.Field(exponent, distance, shape).Value, made["field"]);

        // Any field that fits, not only those that an encoder writes.
        var field = input.NextBelow(input.E, shape.Width);
        var reference =
            input.Next(input.E + 1) & BitMath.Ones(input.E + 1, descriptor.Exponent + KernelCase.Constant(4, 1));
        var zeros = input.Next(1);
        var read = bench.Run(
            "gecko_exponent", ("field", field), ("reference", reference.Resize(input.E)), ("zeros", zeros),
            ("peak", peak),
            ("raw", shape.Raw), ("magnitude_bits", shape.MagnitudeBits), ("top", BitMath.Ones(input.E, descriptor.Exponent)));
        Assert.Equal(GeckoRule.Exponent(field, reference, zeros, shape, descriptor).Value, read["exponent"]);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_peak_of_a_row_is_its_largest_exponent(string name) => Repeat(name, (bench, input) =>
    {
        var keep = input.Next(bench.Config.Lanes);
        var (flat, largest, zero) = (0UL, 0UL, false);
        for (var lane = 0; lane < bench.Config.Lanes; lane++)
        {
            var kept = (keep.Value >> lane & 1) != 0;
            var exponent = kept ? input.Next(input.E).Value : 0;
            flat |= exponent << (input.E * lane);
            largest = Math.Max(largest, exponent);
            zero |= kept && exponent == 0;
        }

        var pairs = bench.Run("pair_peaks", ("exponents", new BitWord(flat, 64)), ("keep", keep));
        var row = bench.Run("row_peak", ("peaks", new BitWord(pairs["peaks"], 64)));
        Assert.Equal((largest, zero ? 1UL : 0), (row["peak"], pairs["zero"]));
    });

    private static RowShape<BitWord> LegalShape(KernelCase input, DescriptorBits<BitWord> descriptor)
    {
        while (true)
        {
            var shape = GeckoRule.Shape(input.Next(3), input.Next(1), descriptor);
            if (shape.Legal.Value != 0)
            {
                return shape;
            }
        }
    }
}
