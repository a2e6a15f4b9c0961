// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Tests.Verification.Kernels;
using Xunit;

namespace Rtlgen.Tests.Verification.Shells;

public sealed class CodingShellTests : ShellTests
{
    private static readonly string[] Passed =
        ["first", "last", "void", "error", "group_first", "group_last", "keep", "mantissa", "exponent", "sign", "coder", "bias"];

    [Fact]
    public void Adapt_equals_the_golden_rule_row_by_row() => Repeat((bench, input, random) =>
    {
        var (rows, expected) = (new List<Beat>(), new List<Beat>());
        for (var row = random.Next(1, 60); row > 0; row--)
        {
            var descriptor = input.NextDescriptor();
            var keep = random.Next(4);
            var codes = Enumerable.Range(0, Lanes).Select(_ => input.Next(16)).ToArray();
            var beat = Row(descriptor, random, (ulong)keep);
            var adapted = codes.Select((code, lane) => (keep >> lane & 1) == 0
                ? (default(Adapted<BitWord>) with { Sign = new(0, 1), Exponent = new(0, E), Mantissa = new(0, M) }, Losses.None)
                : StreamEncoder.Adapt(input.Container, descriptor, (uint)code.Value)).ToArray();
            rows.Add(new Beat(beat, "in_")
            {
                ["in_low"] = descriptor.Low.Value,
                ["in_rounding"] = descriptor.Rounding.Value,
                ["in_codes"] = Flat(codes),
            });
            expected.Add(new Beat(beat, "out_")
            {
                ["out_signs"] = Flat(adapted.Select(value => value.Item1.Sign)),
                ["out_exponents"] = Flat(adapted.Select(value => value.Item1.Exponent)),
                ["out_mantissas"] = Flat(
                    adapted.Select(value => input.InPlace(value.Item1.Mantissa, descriptor.Mantissa))),
                ["out_losses"] = (ulong)adapted.Aggregate(Losses.None, (all, value) => all | value.Item2),
            });
        }

        bench.Expect("adapt", [new("in", rows)], "out", expected);
    });

    [Fact]
    public void Exponents_become_fields_by_the_golden_rules_and_fields_exponents_again() => Repeat((bench, input, random) =>
    {
        var (plain, coded, fields, restored) = (new List<Beat>(), new List<Beat>(), new List<Beat>(), new List<Beat>());
        for (var group = random.Next(1, 25); group > 0; group--)
        {
            Group(input, random, plain, coded, fields, restored);
        }

        bench.Expect("gecko_encode", [new("in", plain)], "out", coded);
        bench.Expect("gecko_decode", [new("in", fields)], "out", restored);
    });

    private static void Group(
        KernelCase input, Random random, List<Beat> plain, List<Beat> coded, List<Beat> fields, List<Beat> restored)
    {
        var descriptor = input.NextDescriptor();
        var (count, bits) = (random.Next(1, Rows + 1), input.NextNumber(4, 0, (int)descriptor.Exponent.Value));
        var rows = Enumerable.Range(0, count)
            .Select(row => Enumerable.Range(0, row + 1 == count ? random.Next(1, Lanes + 1) : Lanes)
                .Select(_ => input.NextBelow(E, random.Next(5) == 0 ? descriptor.Exponent : bits)).ToArray()).ToArray();
        var peak = new BitWord(rows.SelectMany(row => row).Max(exponent => exponent.Value), E);
        var zeros = KernelCase.Bit(peak.Value > 0 && rows.Any(row => row.Any(exponent => exponent.Value == 0)));
        for (var row = 0; row < count; row++)
        {
            var (first, exponents) = (KernelCase.Bit(row == 0), rows[row]);
            var distances = exponents.Select((exponent, lane) =>
                GeckoRule.Measure(exponent, Reference(descriptor, rows[0][lane], peak, zeros), zeros, descriptor)).ToArray();
            var code = GeckoRule.Code(
                distances.Aggregate(new BitWord(0, E), (all, distance) => all | distance.Magnitude), descriptor);
            var shape = GeckoRule.Shape(code, first, descriptor);
            var made =
                exponents.Select((exponent, lane) => GeckoRule.Field(exponent, distances[lane], shape)).ToArray();

            var beat = Row(descriptor, random, (1UL << exponents.Length) - 1);
            (beat["void"], beat["group_first"], beat["group_last"]) = (0, first.Value, Flag(row + 1 == count));
            var (signs, mantissas) = (input.Next(Lanes).Value, input.Next(Lanes * M).Value);
            var head = first.Value != 0 && descriptor.Uses(Coder.Peak).Value != 0;
            var metaWidth = (shape.HasCode.Value * 3) + (head ? 9u : 0);
            var header = peak.Value | (zeros.Value << 8);
            plain.Add(new Beat(beat, "in_") { ["in_signs"] = signs, ["in_exponents"] = Flat(exponents), ["in_mantissas"] = mantissas });
            coded.Add(new Beat(beat, "out_", "first", "last", "void", "error", "mantissa", "sign")
            {
                ["out_signs"] = signs,
                ["out_mantissas"] = mantissas,
                ["out_fields"] = Flat(made),
                ["out_width"] = shape.Width.Value,
                ["out_meta_width"] = metaWidth,
                [$"out_meta_bits/{(1UL << (int)metaWidth) - 1:x}"] = metaWidth == 0 ? 0 : head ? header | (code.Value << 9) : code.Value,
            });

            // What is not kept is a pad: its field is 0, its exponent any.
            var shared = new Beat(beat, "", "last", "error", "keep", "exponent")
            {
                ["low"] = descriptor.Low.Value,
                ["signs"] = signs,
                ["mantissas"] = mantissas,
            };
            fields.Add(new Beat(shared, "in_")
            {
                ["in_group_first"] = first.Value,
                ["in_coder"] = descriptor.Coder.Value,
                ["in_raw"] = shape.Raw.Value,
                ["in_magnitude_bits"] = shape.MagnitudeBits.Value,
                ["in_zero"] = zeros.Value & descriptor.Uses(Coder.Peak).Value,
                ["in_reference"] = Reference(descriptor, peak, peak, zeros).Resize(E).Value,
                ["in_fields"] = Flat(made),
            });
            restored.Add(new Beat(shared, "out_") { [$"out_exponents/{(1UL << (E * exponents.Length)) - 1:x}"] = Flat(exponents) });
        }
    }

    private static BitWord Reference(DescriptorBits<BitWord> descriptor, BitWord laneBase, BitWord peak, BitWord zeros) =>
        (Coder)descriptor.Coder.Value switch
        {
            Coder.Delta => laneBase.Resize(E + 1),
            Coder.Peak => peak.Resize(E + 1) + zeros.Resize(E + 1),
            _ => descriptor.Bias.Resize(E + 1),
        };

    private static Beat Row(DescriptorBits<BitWord> descriptor, Random random, ulong keep)
    {
        var beat = new Beat();
        foreach (var name in Passed)
        {
            beat[name] = name switch
            {
                "keep" => keep,
                "mantissa" => descriptor.Mantissa.Value,
                "exponent" => descriptor.Exponent.Value,
                "sign" => descriptor.Sign.Value,
                "coder" => descriptor.Coder.Value,
                "bias" => descriptor.Bias.Value,
                _ => (ulong)random.Next(2),
            };
        }

        return beat;
    }
}
