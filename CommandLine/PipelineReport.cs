// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Run;
using Rtlgen.Verification.Hardware;

namespace Rtlgen.CommandLine;

/// <summary>What a training run came to.</summary>
internal sealed record PipelineRun(
    string Model, string Data, string Method, long Seed, string End, int Epoch, double Accuracy, double ValidationLoss,
    double FixedRatio, double RunFixedRatio, double RunBestRatio)
{
    /// <summary>The figures of a run.</summary>
    public static PipelineRun Of(RunFolder run)
    {
        var (options, last) = (run.Options, run.Last);
        return new PipelineRun(
            options.ModelName, options.DataName, options.MethodName, options.Seed, run.End, last.Epoch, last.Accuracy,
            last.ValidationLoss, last.Footprint.FixedRatio, last.Footprint.RunFixedRatio, last.Footprint.RunBestRatio);
    }

    /// <summary>The run in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Model} on {Data}, {Method}, epoch {Epoch}, accuracy {100 * Accuracy:f2} %, footprint {FixedRatio:f2}x "
        + $"smaller with fixed lengths (whole run {RunFixedRatio:f2}x, with the best coder {RunBestRatio:f2}x)");
}

/// <summary>What became of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">Its layer's number in the table.</param>
/// <param name="Kind">What it is to the layer.</param>
/// <param name="Count">All of its values.</param>
/// <param name="Values">Those that were simulated.</param>
/// <param name="Coding">How they are coded.</param>
/// <param name="StreamBits">Bits of their streams.</param>
/// <param name="EncoderRowsPerClock">Rows a clock of the encoder.</param>
/// <param name="DecoderRowsPerClock">Rows a clock of the decoder.</param>
/// <param name="Difference">The first difference; absent if there is none.</param>
internal sealed record PipelineTensor(
    string Name, int Layer, string Kind, long Count, long Values, DescriptorFields Coding, long StreamBits,
    double EncoderRowsPerClock, double DecoderRowsPerClock, string? Difference)
{
    /// <summary>Headings of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Headings { get; } =
    [
        "<tensor", "layer", "<kind", "values", "of", "n", "e", "lo", "s", "<coder", "bits/value", "ratio",
        "rows/clock enc", "dec", "<result",
    ];

    /// <summary>Stream bits a value.</summary>
    public double BitsPerValue => Values == 0 ? 0 : (double)StreamBits / Values;

    /// <summary>FP32 bits over stream bits.</summary>
    public double Ratio => StreamBits == 0 ? 0 : 32.0 * Values / StreamBits;

    /// <summary>The tensor as a row of a table.</summary>
    [JsonIgnore]
    public string[] Cells =>
    [
        Name, Number(Layer), Kind, TextTable.Count(Values), TextTable.Count(Count), Number(Coding.Mantissa),
        Number(Coding.Exponent), Number(Coding.Low), Number(Coding.Sign), Coding.Coder, TextTable.Real(BitsPerValue),
        TextTable.Ratio(Ratio), TextTable.Ratio(EncoderRowsPerClock), TextTable.Ratio(DecoderRowsPerClock),
        Difference is null ? "equal" : "DIFFERS",
    ];

    /// <summary>What became of a tensor of a table.</summary>
    public static PipelineTensor Of(LayerEntry entry, long count, LayerTensorResult result, string? difference)
    {
        var golden = result.Golden;
        return new PipelineTensor(
            entry.Tensor, entry.Layer, Names.Of(entry.Kind), count, golden.Descriptor.Count,
            DescriptorFields.From(golden.Descriptor), 8 * (golden.DataBytes + golden.MetadataBytes),
            result.EncoderRowsPerClock, result.DecoderRowsPerClock, difference);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a pipeline came to.</summary>
/// <param name="Output">Its folder.</param>
/// <param name="RunFolder">Folder of the training run.</param>
/// <param name="Run">What that came to.</param>
/// <param name="Batch">Examples whose tensors were captured.</param>
/// <param name="Form"><c>table</c> or <c>frozen</c>.</param>
/// <param name="Designs">Names of the designs.</param>
/// <param name="LintFindings">What lint found.</param>
/// <param name="MostValues">Values of a tensor that were simulated at most; 0 for all.</param>
/// <param name="Tensors">The tensors.</param>
internal sealed record PipelineReport(
    string Output, string RunFolder, PipelineRun Run, int Batch, string Form, IReadOnlyList<string> Designs,
    IReadOnlyList<string> LintFindings, int MostValues, IReadOnlyList<PipelineTensor> Tensors)
{
    /// <summary>True if nothing differs and lint found nothing.</summary>
    public bool Passed => LintFindings.Count == 0 && Tensors.All(tensor => tensor.Difference is null);

    /// <summary>Values that were simulated.</summary>
    public long Values => Tensors.Sum(tensor => tensor.Values);

    /// <summary>FP32 bits over stream bits of all that was simulated.</summary>
    public double Ratio => 32.0 * Values / Tensors.Sum(tensor => tensor.StreamBits);

    /// <summary>The simulation in one line.</summary>
    [JsonIgnore]
    public string Summary
    {
        get
        {
            var all = Tensors.Sum(tensor => tensor.Count);
            var different = Tensors.Count(tensor => tensor.Difference is not null);
            var limit = Values == all
                ? ""
                : $" of {TextTable.Count(all)}, the first {TextTable.Count(MostValues)} of each tensor";
            return $"{Tensors.Count} tensors, {TextTable.Count(Values)} values{limit}, ratio {TextTable.Ratio(Ratio)}: "
                + (different == 0 ? "all equal" : $"{different} DIFFER");
        }
    }

    private IEnumerable<string> Failures => LintFindings.Concat(Tensors.Where(tensor => tensor.Difference is not null)
        .Select(tensor => string.Create(
            CultureInfo.InvariantCulture,
            $"{tensor.Name} (layer {tensor.Layer}, {tensor.Kind}): {tensor.Difference}")));

    /// <summary>Writes the tensors and what failed.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine();
        var table = new TextTable([.. PipelineTensor.Headings]);
        foreach (var tensor in Tensors)
        {
            table.Add(tensor.Cells);
        }

        table.Write(writer);
        foreach (var failure in Failures)
        {
            writer.WriteLine($"FAIL {failure}");
        }
    }

    /// <summary>Writes the report as Markdown, wholly or not at all.</summary>
    public void Save(string path) => OutputFile.Attempt(
        () => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Markdown()))));

    private string Markdown()
    {
        var text = new StringBuilder();
        text.Append($"# {Run.Model} on {Run.Data}: {(Passed ? "equal" : "FAILED")}\n\n");
        text.Append($"- run: {Cell(RunFolder)}, seed {Run.Seed}: {Run}\n");
        text.Append($"- hardware: {Form}, {string.Join(", ", Designs.Select(name => $"`{name}`"))}, ");
        text.Append($"{LintFindings.Count} lint findings\n- simulated: {Summary}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"The tensors are those of one training batch of {Batch} examples. ");
        text.Append("The encoder gets FP32 values; its streams are held to the golden model's and the software ");
        text.Append("codec's, word for word. The decoder gets the encoder's streams; its values are held to ");
        text.Append("restore(adapt(value)), and to those that training keeps for its backward pass.\n\n");
        Row(text, PipelineTensor.Headings.Select(heading => heading.TrimStart('<')));
        Row(text, PipelineTensor.Headings.Select(heading => heading.StartsWith('<') ? "---" : "--:"));
        foreach (var tensor in Tensors)
        {
            Row(text, tensor.Cells.Select(Cell));
        }

        foreach (var failure in Failures)
        {
            text.Append($"\n- FAIL {Cell(failure)}");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append($"| {string.Join(" | ", cells)} |\n");

    // Names are somebody's words.
    private static string Cell(string cell) =>
        cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
