// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.CommandLine;

/// <summary>What one coder makes of a tensor.</summary>
/// <param name="BitsPerExponent">Fields and metadata, in bits per value.</param>
/// <param name="BitsPerValue">Both streams, in bits per value.</param>
/// <param name="Ratio">Container bits over stream bits.</param>
/// <param name="Bytes">Bytes of both streams.</param>
internal sealed record MeasuredCoder(double BitsPerExponent, double BitsPerValue, double Ratio, long Bytes);

/// <summary>The figures of a tensor, or of all together.</summary>
/// <param name="File">Its file, where there are several.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type; absent for the total.</param>
/// <param name="Shape">Its shape; absent for the total.</param>
/// <param name="Descriptor">How it would be coded; absent for the total.</param>
/// <param name="Statistics">All figures.</param>
/// <param name="Among">The coders that are compared.</param>
internal sealed record MeasuredTensor(
    string? File,
    string Name,
    string? Dtype,
    IReadOnlyList<long>? Shape,
    DescriptorFields? Descriptor,
    [property: JsonIgnore] TensorStatistics Statistics,
    [property: JsonIgnore] IReadOnlyList<Coder> Among)
{
    /// <summary>Number of values.</summary>
    public long Values => Statistics.Values;

    /// <summary>Values that are ±0.</summary>
    public long Zeros => Statistics.Zeros;

    /// <summary>Values that are not a number.</summary>
    [JsonPropertyName("nans")]
    public long NaNs => Statistics.NaNs;

    /// <summary>Infinite values.</summary>
    public long Infinities => Statistics.Infinities;

    /// <summary>Values whose sign bit is set.</summary>
    public long Negatives => Statistics.Negatives;

    /// <summary>Order-0 entropy of the exponents in bits per value.</summary>
    public double ExponentEntropy => Statistics.ExponentEntropy;

    /// <summary>The coder with the smallest streams.</summary>
    public string Best => Names.Of(BestCoder);

    /// <summary>Figures by coder.</summary>
    public IReadOnlyDictionary<string, MeasuredCoder> Coders => Among.ToDictionary(
        Names.Of,
        coder => new MeasuredCoder(
            Statistics.BitsPerExponent(coder),
            Statistics.BitsPerValue(coder),
            Statistics.Ratio(coder),
            Statistics.Of(coder).StreamBytes));

    /// <summary>The coder with the smallest streams.</summary>
    [JsonIgnore]
    public Coder BestCoder => Among.MinBy(coder => Statistics.Of(coder).StreamBytes);

    /// <summary>The figures of a tensor.</summary>
    public static MeasuredTensor Of(
        TensorInfo tensor, Descriptor descriptor, TensorStatistics statistics, IReadOnlyList<Coder> among) =>
        new(null, tensor.Name, tensor.Type.Name, tensor.Shape, DescriptorFields.From(descriptor), statistics, among);
}

/// <summary>The figures of all tensors.</summary>
/// <param name="Tensors">The tensors in the order asked for.</param>
/// <param name="Total">All together.</param>
/// <param name="OtherTensors">How many tensors are of types that are not compressed.</param>
internal sealed record MeasureReport(IReadOnlyList<MeasuredTensor> Tensors, MeasuredTensor Total, int OtherTensors)
{
    /// <summary>The order if none is asked for.</summary>
    public const string DefaultOrder = "values";

    private static readonly Dictionary<string, Func<MeasuredTensor, double>> Keys = new(StringComparer.Ordinal)
    {
        [DefaultOrder] = tensor => -tensor.Values,
        ["file"] = _ => 0,
        ["name"] = _ => 0,
        ["zeros"] = tensor => -(double)tensor.Zeros / Math.Max(1, tensor.Values),
        ["entropy"] = tensor => -tensor.ExponentEntropy,
        ["bits"] = tensor => -tensor.Statistics.BitsPerValue(tensor.BestCoder),
        ["ratio"] = tensor => -tensor.Statistics.Ratio(tensor.BestCoder),
        ["fixed"] = tensor => -tensor.Statistics.BitsPerExponent(Coder.Fixed),
        ["delta"] = tensor => -tensor.Statistics.BitsPerExponent(Coder.Delta),
        ["bias"] = tensor => -tensor.Statistics.BitsPerExponent(Coder.Bias),
        ["peak"] = tensor => -tensor.Statistics.BitsPerExponent(Coder.Peak),
    };

    /// <summary>The orders there are.</summary>
    public static IEnumerable<string> Orders => Keys.Keys;

    /// <summary>The report on tensors in file order.</summary>
    public static MeasureReport Of(
        IReadOnlyList<MeasuredTensor> tensors, int others, string order, IReadOnlyList<Coder> among)
    {
        var sum = tensors.Aggregate(TensorStatistics.Empty, (total, tensor) => total.Plus(tensor.Statistics));
        var sorted = order == "name"
            ? tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)
            : tensors.OrderBy(Keys[order]);
        return new MeasureReport([.. sorted], new MeasuredTensor(null, "total", null, null, null, sum, among), others);
    }

    /// <summary>Writes the report for people.</summary>
    public void Write(TextWriter writer)
    {
        string[] coders = [.. Total.Among.Select(Names.Of)];
        var table = new TextTable(
            ["<tensor", "<type", "values", "zeros", "NaN/Inf", "entropy", .. coders, "<best", "bits/value", "ratio"]);
        foreach (var tensor in Tensors)
        {
            table.Add(Row(tensor));
        }

        table.AddRule();
        table.Add(Row(Total));
        table.Write(writer);
        writer.WriteLine();
        var (shown, best) = coders is [var only] ? (only, only) : ("fixed to peak", "the best coder");
        writer.WriteLine($"entropy: order-0, of the exponents; {shown}: bits an exponent, metadata included;"
            + $" bits/value and ratio: streams of {best}");
        if (OtherTensors > 0)
        {
            writer.WriteLine($"{OtherTensors} tensors of other types are left out");
        }
    }

    private static string[] Row(MeasuredTensor tensor)
    {
        var statistics = tensor.Statistics;
        var zeros = 100.0 * tensor.Zeros / Math.Max(1, tensor.Values);
        return
        [
            tensor.File is null ? tensor.Name : $"{tensor.File}: {tensor.Name}",
            tensor.Dtype ?? "",
            TextTable.Count(tensor.Values),
            $"{TextTable.Real(zeros)}%",
            TextTable.Count(tensor.NaNs + tensor.Infinities),
            TextTable.Real(tensor.ExponentEntropy),
            .. tensor.Among.Select(coder => TextTable.Real(statistics.BitsPerExponent(coder))),
            tensor.Best,
            TextTable.Real(statistics.BitsPerValue(tensor.BestCoder)),
            TextTable.Ratio(statistics.Ratio(tensor.BestCoder)),
        ];
    }
}
