// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Xunit;

namespace Rtlgen.Tests.Verification.Shells;

public sealed class ControlShellTests : ShellTests
{
    [Fact]
    public void A_bench_notices_a_wrong_row_a_missing_row_and_one_too_many()
    {
        using var bench = new ShellBench(1);
        var row = new Beat { ["in_hold"] = 0, ["in_group_first"] = 1, ["in_group_last"] = 1, ["in_peak"] = 3, ["in_zero"] = 0, ["in_row"] = 5 };
        var right = new Beat { ["out_row"] = 5 };
        foreach (var expected in new Beat[][] { [right, new Beat { ["out_row"] = 4 }], [right], [right, right, right] })
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(
                () => bench.Expect("group_buffer", [new("in", [row, row])], "out", expected));
        }

        bench.Expect("group_buffer", [new("in", [row, row])], "out", [right, right]);
    }

    [Fact]
    public void The_group_buffer_gives_held_groups_their_peak_and_keeps_the_order() => Repeat((bench, input, random) =>
    {
        var (rows, expected) = (new List<Beat>(), new List<Beat>());
        for (var group = random.Next(1, 30); group > 0; group--)
        {
            var (hold, count) = (random.Next(3) > 0, random.Next(1, Rows + 1));
            var peaks = Enumerable.Range(0, count).Select(_ => input.Next(E).Value).ToList();
            var zeros = peaks.Select(peak => Flag(peak == 0 || random.Next(3) == 0)).ToList();
            for (var row = 0; row < count; row++)
            {
                var content = input.Next(58).Value;
                rows.Add(new Beat
                {
                    ["in_hold"] = Flag(hold),
                    ["in_group_first"] = Flag(row == 0),
                    ["in_group_last"] = Flag(row + 1 == count),
                    ["in_peak"] = peaks[row],
                    ["in_zero"] = zeros[row],
                    ["in_row"] = content,
                });
                var beat = new Beat { ["out_group_first"] = Flag(row == 0), ["out_row"] = content };
                if (hold)
                {
                    beat["out_peak"] = peaks.Max();
                    beat["out_zero"] = Flag(zeros.Max() == 1 && peaks.Max() > 0);
                }

                expected.Add(beat);
            }
        }

        bench.Expect("group_buffer", [new("in", rows)], "out", expected);
    });

    [Fact]
    public void The_row_sequencer_gives_one_row_for_every_so_many_values() => Repeat((bench, input, random) =>
    {
        var (descriptors, expected) = (new List<Beat>(), new List<Beat>());
        for (var tensor = random.Next(1, 12); tensor > 0; tensor--)
        {
            var fields = input.NextDescriptor();
            var legal = random.Next(5) > 0;
            fields = legal ? fields : fields with { Low = input.Next(8) & input.Next(8) };
            legal = DescriptorRule.IsLegal(input.Container, input.Word, fields).Value != 0;
            var count = random.Next(3) == 0 ? random.Next(3) : random.Next(60);
            descriptors.Add(new Beat
            {
                ["mantissa"] = fields.Mantissa.Value,
                ["exponent"] = fields.Exponent.Value,
                ["low"] = fields.Low.Value,
                ["sign"] = fields.Sign.Value,
                ["coder"] = fields.Coder.Value,
                ["bias"] = fields.Bias.Value,
                ["rounding"] = fields.Rounding.Value,
                ["count"] = (ulong)count,
            });
            var rows = legal ? Math.Max(1, (count + Lanes - 1) / Lanes) : 1;
            for (var row = 0; row < rows; row++)
            {
                var kept = legal ? Math.Min(Lanes, count - (row * Lanes)) : 0;
                expected.Add(new Beat
                {
                    ["row_first"] = Flag(row == 0),
                    ["row_last"] = Flag(row + 1 == rows),
                    ["row_void"] = Flag(kept == 0),
                    ["row_refused"] = Flag(!legal),
                    ["row_group_first"] = Flag(row % Rows == 0),
                    ["row_keep"] = (1UL << kept) - 1,
                    ["row_mantissa"] = fields.Mantissa.Value,
                    ["row_exponent"] = fields.Exponent.Value,
                    ["row_low"] = fields.Low.Value,
                    ["row_sign"] = fields.Sign.Value,
                    ["row_coder"] = fields.Coder.Value,
                    ["row_bias"] = fields.Bias.Value,
                });
            }
        }

        bench.Expect("row_sequencer", [new("descriptor", descriptors)], "row", expected);
    });
}
