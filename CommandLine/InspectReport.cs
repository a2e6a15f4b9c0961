// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.CommandLine;

/// <summary>A compressed tensor as its file describes it.</summary>
internal sealed record InspectedTensor(
    string Name,
    string Dtype,
    IReadOnlyList<long> Shape,
    DescriptorFields Descriptor,
    uint DataCrc32,
    uint MetaCrc32,
    long DataBytes,
    long MetaBytes);

/// <summary>What a compressed file holds.</summary>
/// <param name="Tensors">Its compressed tensors.</param>
/// <param name="Traced">The tensor taken apart.</param>
/// <param name="Rows">Its first rows.</param>
internal sealed record InspectReport(
    IReadOnlyList<InspectedTensor> Tensors, string Traced, IReadOnlyList<TracedRow> Rows)
{
    private static readonly string[] Headings =
    [
        "<tensor", "<type", "<shape", "<coder", "n", "e", "lo", "s", "bias", "<rounding", "LxR", "B", "data", "meta",
        "ratio",
    ];

    [JsonIgnore]
    private InspectedTensor TracedTensor => Tensors.First(tensor => tensor.Name == Traced);

    /// <summary>The report on tensors of a file.</summary>
    public static InspectReport Of(
        IReadOnlyList<CompressedNote> notes, CompressedFile source, string traced, IReadOnlyList<TracedRow> rows) =>
        new([.. notes.Select(note => Describe(note, source))], traced, rows);

    /// <summary>Writes the report for people.</summary>
    public void Write(TextWriter writer)
    {
        var table = new TextTable(Headings);
        foreach (var tensor in Tensors)
        {
            table.Add(Row(tensor));
        }

        table.Write(writer);
        foreach (var group in Rows.GroupBy(row => row.Group))
        {
            WriteGroup(writer, group);
        }
    }

    private static InspectedTensor Describe(CompressedNote note, CompressedFile source)
    {
        var (data, meta) = source.StreamBytes(note);
        return new InspectedTensor(
            note.Tensor.Name,
            note.Tensor.Type.Name,
            note.Tensor.Shape,
            DescriptorFields.From(note.Descriptor),
            note.DataCrc32,
            note.MetaCrc32,
            data,
            meta);
    }

    private static string[] Row(InspectedTensor tensor)
    {
        var fields = tensor.Descriptor;
        _ = Container.TryParse(fields.Container, out var container);
        var bytes = tensor.DataBytes + tensor.MetaBytes;
        var ratio = bytes == 0 ? 1 : (double)fields.Count * container!.Bytes / bytes;
        return
        [
            tensor.Name,
            tensor.Dtype,
            $"[{string.Join(", ", tensor.Shape)}]",
            fields.Coder,
            Text(fields.Mantissa),
            Text(fields.Exponent),
            Text(fields.Low),
            Text(fields.Sign),
            Text(fields.Bias),
            fields.Rounding,
            $"{fields.Lanes}x{fields.Rows}",
            Text(fields.Word),
            TextTable.Count(tensor.DataBytes),
            TextTable.Count(tensor.MetaBytes),
            TextTable.Ratio(ratio),
        ];
    }

    private void WriteGroup(TextWriter writer, IGrouping<long, TracedRow> group)
    {
        var first = group.First();
        var descriptor = TracedTensor.Descriptor;
        var peak = descriptor.Coder == Names.Of(Coder.Peak) ? $", peak p={first.Peak} z={first.Zeros}" : "";
        writer.WriteLine();
        writer.WriteLine($"{Traced}, group {group.Key}{peak}");
        var table = new TextTable("row", "<code", "w", "lane", "f", "S", "field", "x", "pattern", "value");
        foreach (var row in group)
        {
            for (var lane = 0; lane < row.Values.Count; lane++)
            {
                table.Add(Row(row, lane, descriptor));
            }
        }

        table.Write(writer);
    }

    private static string[] Row(TracedRow row, int lane, DescriptorFields descriptor)
    {
        _ = Container.TryParse(descriptor.Container, out var container);
        var value = row.Values[lane];
        var single =
            BitConverter.UInt32BitsToSingle(ContainerConversion.Convert(value.Code, container!, Container.Fp32));
        var code = row.HasCode ? $"{row.RowCode}{(row.IsRaw ? " raw" : "")}" : "- raw";
        return
        [
            Text(row.Row),
            code,
            Text(row.Width),
            Text(lane),
            $"0x{value.Mantissa:x}",
            descriptor.Sign == 1 ? Text(value.Sign) : "-",
            $"0x{value.Field:x}",
            Text(value.Exponent),
            value.Code.ToString(container!.Bytes == 2 ? "x4" : "x8", CultureInfo.InvariantCulture),
            single.ToString("g6", CultureInfo.InvariantCulture),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
