// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Tests.Verification.Kernels;
using Xunit;

namespace Rtlgen.Tests.Verification.Shells;

public sealed class PackShellTests : ShellTests
{
    [Theory]
    [InlineData("data", 2, 16)]
    [InlineData("metadata", 1, 32)]
    public void Rows_become_words_as_the_golden_step_has_it_and_words_rows_again(string stream, int lanes, int word) =>
        Repeat((bench, input, random) =>
        {
            var (rows, words, requests, values) =
                (new List<Beat>(), new List<Beat>(), new List<Beat>(), new List<Beat>());
            for (var tensor = random.Next(1, 8); tensor > 0; tensor--)
            {
                Tensor(input, random, lanes, word, rows, words, requests, values);
            }

            bench.Expect(
                $"{stream}_packer", [new("row", rows)], "out", [.. words.Select(beat => Renamed(beat, "out"))]);
            var stored = words.Select(beat => Renamed(beat, "word")).ToList();
            stored.ForEach(beat =>
            {
                beat.Remove("word_error");
                beat["word_torn"] = 0;
            });
            bench.Expect($"{stream}_unpacker", [new("row", requests), new("word", stored)], "out", values);
        });

    private static void Tensor(
        KernelCase input, Random random, int lanes, int word, List<Beat> rows, List<Beat> words, List<Beat> requests, List<Beat> values)
    {
        var (count, most, error) = (random.Next(1, 20), random.Next(word + 1), random.Next(4) == 0);
        var rest = Enumerable.Repeat(BitWord.Constant(word, 0), lanes).ToArray();
        var fill = BitWord.Constant(PackRule.WidthBits, 0);
        for (var row = 0; row < count; row++)
        {
            var (width, offset, last) = (input.NextNumber(6, 0, most), random.Next(word), row + 1 == count);
            var bits = rest.Select(_ => input.NextBelow(word, width)).ToArray();
            var steps = rest.Select((lane, i) => PackRule.Append(lane, fill, bits[i], width)).ToArray();
            (rest, fill) = ([.. steps.Select(step => step.Rest)], steps[0].Fill);
            if (steps[0].Spilled.Value != 0)
            {
                words.Add(Word(Flat(steps.Select(step => step.Word)), empty: false, last: false, error: false));
            }

            var placed = bits.Select(lane => KernelCase.RotateLeft(lane, offset)).ToArray();
            var place = new Beat { ["row_first"] = Flag(row == 0), ["row_last"] = Flag(last), ["row_width"] = width.Value, ["row_offset"] = (ulong)offset };
            var side = (ulong)random.Next();
            rows.Add(new Beat(place) { ["row_bits"] = Flat(placed), ["row_error"] = Flag(error && last) });
            requests.Add(new Beat(place) { ["row_side"] = side, ["row_error"] = 0 });

            // Beside the value the unpacker may leave any bits.
            var seen = Flat(bits.Select(_ => KernelCase.RotateLeft(BitMath.Ones(word, width), offset)));
            values.Add(new Beat { [$"out_bits/{seen:x}"] = Flat(placed), ["out_last"] = Flag(last), ["out_error"] = 0, ["out_side"] = side });
        }

        words.Add(Word(Flat(rest), fill.Value == 0, last: true, error));
    }

    private static Beat Word(ulong data, bool empty, bool last, bool error)
    {
        var beat = new Beat { ["_empty"] = Flag(empty), ["_last"] = Flag(last), ["_error"] = Flag(error) };
        beat["_data"] = data;
        return beat;
    }

    private static Beat Renamed(Beat beat, string prefix)
    {
        var renamed = new Beat();
        foreach (var (port, value) in beat)
        {
            renamed[prefix + port] = value;
        }

        return renamed;
    }
}
