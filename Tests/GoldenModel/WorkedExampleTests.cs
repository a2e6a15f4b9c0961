// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel;

/// <summary>Holds docs/format.md to the golden model: every number of its worked example is computed again.</summary>
public sealed class WorkedExampleTests
{
    private static readonly JsonSerializerOptions CamelCase =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly string Document = File.ReadAllText(Repository.Path("docs", "format.md"));

    private static readonly string Text = Document.Split("## Worked example\n")[1];

    private static readonly Descriptor Descriptor =
        JsonSerializer.Deserialize<DescriptorFields>(Text.Split("```")[1]["json".Length..], CamelCase)!.ToDescriptor();

    private static readonly Dictionary<string, string>[] Values = Table("i");

    private static readonly EncodedTensor Encoded = StreamEncoder.Encode(Descriptor, Codes(Values, "code"));

    [Fact]
    public void The_values_are_adapted_and_restored_as_shown()
    {
        var container = Descriptor.Container;
        var bits = DescriptorBits.From<BitWord>(Descriptor);
        foreach (var row in Values)
        {
            var code = Hex(row["code"]);
            var adapted = StreamEncoder.Adapt(container, bits, code).Value;
            var mantissa = code & ((1u << container.MantissaBits) - 1);
            Assert.Equal(Number(row["S"]), code >> 15);
            Assert.Equal(Number(row["X"]), (code >> container.MantissaBits) & 0xff);
            Assert.Equal(Hex(row["F"]), mantissa);
            Assert.Equal(Number(row["S"]), adapted.Sign.Value);
            Assert.Equal(Number(row["x"]), adapted.Exponent.Value);
            Assert.Equal(Number(row["f"]), adapted.Mantissa.Value);
        }

        Assert.Equal(Codes(Values, "restored"), StreamDecoder.Decode(Encoded));
    }

    [Fact]
    public void The_rows_have_the_codes_widths_and_bits_shown()
    {
        var table = Table("row");
        var rows = RowReader.ReadAll(Encoded);
        Assert.Equal(rows.Count, table.Length);
        var strings = Enumerable.Range(0, Descriptor.Lanes).Select(LaneBits).ToArray();
        var position = 0;
        foreach (var (row, shown) in rows.Zip(table))
        {
            var width = (int)row.Shape.Width.Value;
            Assert.Equal(shown["code"], row.Shape.HasCode.Value == 0 ? "none" : $"{row.Code}");
            Assert.Equal(Number(shown["w"]), row.Shape.Width.Value);
            Assert.Equal(Number(shown["group"]), Number(shown["row"]) / (uint)Descriptor.Rows);
            for (var lane = 0; lane < Descriptor.Lanes; lane++)
            {
                var bits = Take(strings[lane], position, Descriptor.PlainBits + width);
                Assert.Equal(Hex(shown[$"lane {lane} bits"]), bits);
                var field = shown[$"field {lane}"];
                Assert.Equal(field == "pad" ? 0 : Hex(field), bits >> Descriptor.PlainBits);
            }

            position += Descriptor.PlainBits + width;
        }
    }

    [Fact]
    public void The_memory_rows_and_their_bytes_are_those_shown()
    {
        var words = Table("memory row").SelectMany(row => (uint[])[Hex(row["lane 0"]), Hex(row["lane 1"])]).ToArray();
        Assert.Equal(Encoded.Data.ToArray(), words);
        var bytes = string.Join(' ', words.Select(word => $"{word & 0xff:x2} {word >> 8:x2}"));
        Assert.Contains($"`{bytes}`", Text, StringComparison.Ordinal);
        Assert.Contains($"`{Encoded.Metadata.Span[0]:x8}`", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_coder_gives_the_words_shown()
    {
        var table = Table("coder");
        Assert.Equal(Names.All<Coder>(), table.Select(row => row["coder"]));
        foreach (var row in table)
        {
            var encoded = StreamEncoder.Encode(
                Descriptor with { Coder = Names.Parse<Coder>("coder", row["coder"]) }, Codes(Values, "code"));
            Assert.Equal(row["data words"], string.Join(' ', encoded.Data.ToArray().Select(word => $"{word:x4}")));
            Assert.Equal(
                row["metadata words"], string.Join(' ', encoded.Metadata.ToArray().Select(word => $"{word:x8}")));
            Assert.Equal(Codes(Values, "restored"), StreamDecoder.Decode(encoded));
        }
    }

    [Fact]
    public void The_descriptor_table_has_every_field()
    {
        var fields = JsonSerializer.SerializeToElement(DescriptorFields.From(Descriptor), CamelCase).EnumerateObject();
        Assert.All(fields, field => Assert.Contains($"\n| `{field.Name}` |", Document, StringComparison.Ordinal));
    }

    // The table whose first heading is given: its rows, cell by heading, without back-quotes.
    private static Dictionary<string, string>[] Table(string first)
    {
        var lines = Text.Split('\n').SkipWhile(line => !line.StartsWith($"| {first} |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|')).Select(Cells).ToArray();
        return [.. lines.Skip(2).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static string[] Cells(string line) =>
        [.. line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim())];

    private static uint[] Codes(Dictionary<string, string>[] table, string column) =>
        [.. table.Select(row => Hex(row[column]))];

    private static string LaneBits(int lane) =>
        string.Concat(Encoded.Data.ToArray().Where((_, index) => index % Descriptor.Lanes == lane)
            .Select(word => new string([.. Convert.ToString(word, 2).PadLeft(Descriptor.Word, '0').Reverse()])));

    private static uint Take(string bits, int start, int count) =>
        Convert.ToUInt32(new string([.. bits[start..(start + count)].Reverse()]), 2);

    private static uint Hex(string digits) =>
        uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static uint Number(string digits) => uint.Parse(digits, CultureInfo.InvariantCulture);
}
