// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Tests.Verification.Kernels;
using Xunit;

namespace Rtlgen.Tests.Verification.Shells;

/// <summary>The shells that know where a tensor begins and ends.</summary>
public sealed class TensorShellTests : ShellTests
{
    [Fact]
    public void Intake_joins_descriptors_with_rows_and_drops_the_rows_of_refused_tensors() => Repeat((bench, input, random) =>
    {
        var (descriptors, rows, expected) = (new List<Beat>(), new List<Beat>(), new List<Beat>());
        for (var tensor = random.Next(1, 12); tensor > 0; tensor--)
        {
            var fields = input.NextDescriptor();
            fields = random.Next(5) > 0 ? fields : fields with { Low = input.Next(8) };
            var legal = DescriptorRule.IsLegal(input.Container, input.Word, fields).Value != 0;
            descriptors.Add(new Beat { ["descriptor_data"] = Packed(fields) });
            var (count, broken) = (random.Next(1, 10), false);
            for (var row = 0; row < count; row++)
            {
                var last = row + 1 == count;
                var keep = last ? (ulong)random.Next(3) : 2;
                var bytes =
                    random.Next(20) == 0 ? (ulong)random.Next(16) : keep switch { 0 => 0UL, 1 => 3UL, _ => 15UL };
                rows.Add(new Beat { ["values_keep"] = bytes, ["values_last"] = Flag(last) });
                broken |= legal && bytes != 15 && !(last && bytes is 0 or 3);
                var kept = legal ? (bytes & 1) | ((bytes >> 1) & 2) : 0;
                if (legal || last)
                {
                    var place = legal ? row % Rows : 0;
                    expected.Add(new Beat
                    {
                        ["row_first"] = Flag(legal ? row == 0 : last),
                        ["row_last"] = Flag(last),
                        ["row_void"] = Flag(kept == 0),
                        ["row_error"] = Flag(!legal || broken),
                        ["row_group_first"] = Flag(place == 0),
                        ["row_group_last"] = Flag(place == Rows - 1 || last),
                        ["row_keep"] = kept,
                        ["row_mantissa"] = fields.Mantissa.Value,
                        ["row_exponent"] = fields.Exponent.Value,
                        ["row_low"] = fields.Low.Value,
                        ["row_sign"] = fields.Sign.Value,
                        ["row_coder"] = fields.Coder.Value,
                        ["row_bias"] = fields.Bias.Value,
                        ["row_rounding"] = fields.Rounding.Value,
                    });
                }
            }
        }

        bench.Expect("intake", [new("descriptor", descriptors), new("values", rows)], "row", expected);
    });

    [Fact]
    public void A_row_request_has_the_layout_that_the_metadata_says() => Repeat((bench, input, random) =>
    {
        var (rows, words, expected) = (new List<Beat>(), new List<Beat>(), new List<Beat>());
        for (var tensor = random.Next(1, 8); tensor > 0; tensor--)
        {
            Requests(input, random, rows, words, expected);
        }

        bench.Expect("row_request", [new("row", rows), new("word", words)], "out", expected);
    });

    [Fact]
    public void A_tensor_comes_out_restored_and_ends_with_its_first_damaged_row() => Repeat((bench, input, random) =>
    {
        var (rows, expected) = (new List<Beat>(), new List<Beat>());
        for (var tensor = random.Next(1, 12); tensor > 0; tensor--)
        {
            var (descriptor, count, ended) = (input.NextDescriptor(), random.Next(1, 8), false);
            for (var row = 0; row < count; row++)
            {
                var (last, error, keep) =
                    (row + 1 == count, random.Next(10) == 0, (ulong)(row + 1 == count ? random.Next(3) : 2));
                var kept = keep switch { 0 => 0UL, 1 => 1UL, _ => 3UL };
                var lanes = Enumerable.Range(0, Lanes).Select(_ => (
                    Sign: input.Next(1), Exponent: input.NextBelow(E, descriptor.Exponent), Mantissa: input.NextBelow(M, descriptor.Mantissa))).ToArray();
                rows.Add(new Beat
                {
                    ["in_last"] = Flag(last),
                    ["in_error"] = Flag(error),
                    ["in_keep"] = kept,
                    ["in_exponent"] = descriptor.Exponent.Value,
                    ["in_low"] = descriptor.Low.Value,
                    ["in_signs"] = Flat(lanes.Select(lane => lane.Sign)),
                    ["in_exponents"] = Flat(lanes.Select(lane => lane.Exponent)),
                    ["in_mantissas"] = Flat(lanes.Select(lane => input.InPlace(lane.Mantissa, descriptor.Mantissa))),
                });
                if (!ended)
                {
                    var shown = error ? 0 : kept;
                    var values = lanes.Select((lane, i) => (shown >> i & 1) == 0
                        ? new BitWord(0, 16)
                        : AdaptRule.Restore(input.Container, lane.Sign, lane.Exponent, lane.Mantissa, descriptor));
                    expected.Add(new Beat
                    {
                        ["values_data"] = Flat(values),
                        ["values_keep"] = shown switch { 0 => 0UL, 1 => 3UL, _ => 15UL },
                        ["values_last"] = Flag(last || error),
                        ["values_error"] = Flag(error),
                    });
                }

                ended = (ended || error) && !last;
            }
        }

        bench.Expect("tensor_output", [new("in", rows)], "values", expected);
    });

    private static void Requests(
        KernelCase input, Random random, List<Beat> rows, List<Beat> words, List<Beat> expected)
    {
        var (descriptor, count) = (input.NextDescriptor(), random.Next(1, 20));
        var (metadata, peak, zeros) = (new BitWriter(32), new BitWord(0, E), new BitWord(0, 1));
        for (var row = 0; row < count; row++)
        {
            var first = KernelCase.Bit(row % Rows == 0);
            var isPeak = descriptor.Uses(Coder.Peak).Value != 0;
            if (isPeak && first.Value != 0)
            {
                (peak, zeros) = (input.Next(E), input.Next(1));
                metadata.Append((uint)(peak.Value | (zeros.Value << 8)), GeckoRule.HeaderBits);
            }

            var code = input.Next(3);
            code = GeckoRule.Shape(code, first, descriptor).Legal.Value != 0 ? code : new BitWord(GeckoRule.RawCode, 3);
            var shape = GeckoRule.Shape(code, first, descriptor);
            if (shape.HasCode.Value != 0)
            {
                metadata.Append((uint)code.Value, GeckoRule.CodeBits);
            }

            var shared = new Beat
            {
                ["last"] = Flag(row + 1 == count),
                ["first"] = Flag(row == 0),
                ["void"] = 0,
                ["group_first"] = first.Value,
                ["keep"] = (ulong)random.Next(1, 4),
                ["mantissa"] = descriptor.Mantissa.Value,
                ["exponent"] = descriptor.Exponent.Value,
                ["low"] = descriptor.Low.Value,
                ["sign"] = descriptor.Sign.Value,
                ["coder"] = descriptor.Coder.Value,
            };
            rows.Add(new Beat(shared, "row_") { ["row_refused"] = 0, ["row_bias"] = descriptor.Bias.Value });
            var request = new Beat(shared, "out_")
            {
                ["out_failed"] = 0,
                ["out_row_width"] = descriptor.PlainBits.Value + shape.Width.Value,
                ["out_width"] = shape.Width.Value,
                ["out_raw"] = shape.Raw.Value,
                ["out_magnitude_bits"] = shape.MagnitudeBits.Value,
            };
            if (isPeak)
            {
                request["out_zero"] = zeros.Value;
                request["out_reference"] = (peak.Value + zeros.Value) & 255;
            }
            else if (descriptor.Uses(Coder.Bias).Value != 0)
            {
                request["out_reference"] = descriptor.Bias.Value;
            }

            expected.Add(request);
        }

        var stream = metadata.Finish();
        for (var i = 0; i < Math.Max(1, stream.Count); i++)
        {
            words.Add(new Beat
            {
                ["word_data"] = i < stream.Count ? stream[i] : 0,
                ["word_keep"] = i < stream.Count ? 15u : 0,
                ["word_last"] = Flag(i + 1 >= stream.Count),
            });
        }
    }

    private static ulong Packed(DescriptorBits<BitWord> fields) =>
        fields.Mantissa.Value | (fields.Exponent.Value << 8) | (fields.Low.Value << 16) | (fields.Bias.Value << 24)
        | (fields.Sign.Value << 32) | (fields.Coder.Value << 33) | (fields.Rounding.Value << 35);
}
