// SPDX-License-Identifier: Apache-2.0

using System.Security;
using Rtlgen.Comparison;

namespace Rtlgen.CommandLine;

/// <summary>Ratio against decoding speed, a panel for each tensor, one thread, as SVG.</summary>
/// <param name="report">What was measured.</param>
internal sealed class BenchPicture(BenchReport report)
{
    private const int Columns = 2;
    private const double PanelWidth = 560;
    private const double PanelHeight = 330;
    private const double Left = 62;
    private const double Top = 34;
    private const double PlotWidth = PanelWidth - Left - 18;
    private const double PlotHeight = PanelHeight - Top - 50;
    private const double Header = 74;
    private const double Margin = 0.12;

    private static readonly (string Kind, string Color, Func<string, bool> Has)[] Kinds =
    [
        ("rtlgen (sfp)", "#d62728", name => name == "sfp"),
        ("rtlgen (sfp), 16 lanes", "#8c1515", name => name == "sfp, 16 lanes"),
        ("memcpy", "#111111", name => name == CopiedTensor.Copy),
        ("general compressors", "#1f77b4", name => name is "zstd" or "lz4"),
        ("shuffle, then one of these", "#2ca02c", name => name.Contains("shuffle", StringComparison.Ordinal)),
        ("byte split + Huffman (ZipNN's method)", "#e08000", name => name == "split+huffman"),
        ("floating-point compressors", "#8b4fbf", _ => true),
    ];

    private readonly List<Result> _results = [.. report.Results.Where(result => result.Threads == 1)];

    /// <summary>Writes the picture.</summary>
    public void Write(TextWriter writer)
    {
        var panels = _results.GroupBy(result => (result.Tensor, result.Container)).ToList();
        var rows = (panels.Count + Columns - 1) / Columns;
        var (width, height) = (Columns * PanelWidth, Header + (rows * PanelHeight));
        writer.WriteLine(Invariant(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="11">"""));
        writer.WriteLine("""<rect width="100%" height="100%" fill="#ffffff"/>""");
        WriteHeader(writer);
        foreach (var (panel, index) in panels.Select((panel, index) => (panel, index)))
        {
            var (x, y) = ((index % Columns * PanelWidth) + Left, Header + (index / Columns * PanelHeight) + Top);
            writer.WriteLine(Invariant($"""<g transform="translate({x} {y})">"""));
            WritePanel(writer, $"{panel.Key.Tensor} ({panel.Key.Container})", [.. panel]);
            writer.WriteLine("</g>");
        }

        writer.WriteLine("</svg>");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Color(string codec) => Kinds.First(kind => kind.Has(codec)).Color;

    private static string Label(Result result) => result.Codec switch
    {
        CopiedTensor.Copy or "split+huffman" or "zfp" or "fpzip" or "bitshuffle+lz4" => result.Codec,
        _ when result.Coder == "default" => result.Codec,
        _ => $"{result.Codec} {result.Coder}",
    };

    private static void WriteText(TextWriter writer, double x, double y, string text, string attributes = "") =>
        writer.WriteLine(Invariant($"""<text x="{x:F1}" y="{y:F1}" {attributes}>{SecurityElement.Escape(text)}</text>"""));

    private static void WriteLine(TextWriter writer, double x1, double y1, double x2, double y2, string color) =>
        writer.WriteLine(Invariant(
            $"""<line x1="{x1:F1}" y1="{y1:F1}" x2="{x2:F1}" y2="{y2:F1}" stroke="{color}" stroke-width="0.8"/>"""));

    private void WriteHeader(TextWriter writer)
    {
        WriteText(
            writer,
            Left,
            22,
            "Lossless compression of tensors: ratio against decoding speed, one thread",
            "font-size=\"15\" font-weight=\"bold\"");
        var machine = report.Machine;
        var load = machine.Load is { } found ? Invariant($", load {found:F1} before the run") : "";
        WriteText(writer, Left, 40, $"{machine.Processor}, {machine.Cores} cores{load}; up and to the right is better", "fill=\"#555\"");
        var x = Left;
        foreach (var (kind, color, _) in Kinds)
        {
            writer.WriteLine(Invariant($"""<circle cx="{x + 4}" cy="58" r="5" fill="{color}"/>"""));
            WriteText(writer, x + 14, 62, kind);
            x += 34 + (kind.Length * 5.6);
        }
    }

    private static void WritePanel(TextWriter writer, string title, List<Result> results)
    {
        var lowest = Math.Floor(Math.Log10(results.Min(result => result.DecodeToMemcpy)) - Margin);
        var highest = Math.Log10(Math.Max(1, results.Max(result => result.DecodeToMemcpy))) + Margin;
        var (bottom, top) = (results.Min(result => result.Ratio), results.Max(result => result.Ratio));
        var room = Math.Max(0.05, Margin * (top - bottom));
        (bottom, top) = (bottom - room, top + room);

        WriteText(writer, 0, -10, title, "font-size=\"12\" font-weight=\"bold\"");
        writer.WriteLine(Invariant(
            $"""<rect width="{PlotWidth}" height="{PlotHeight}" fill="#fafafa" stroke="#999"/>"""));
        for (var decade = lowest; decade <= highest; decade++)
        {
            WriteLine(writer, X(decade), 0, X(decade), PlotHeight, "#ddd");
            WriteText(
                writer, X(decade), PlotHeight + 15, Invariant($"{Math.Pow(10, decade):G3}"), "text-anchor=\"middle\"");
        }

        var step = Tick((top - bottom) / 4);
        for (var ratio = Math.Ceiling(bottom / step) * step; ratio <= top; ratio += step)
        {
            WriteLine(writer, 0, Y(ratio), PlotWidth, Y(ratio), "#ddd");
            WriteText(writer, -6, Y(ratio) + 4, Invariant($"{ratio:F2}"), "text-anchor=\"end\"");
        }

        WriteText(writer, PlotWidth / 2, PlotHeight + 32, "decoding speed / memcpy's", "text-anchor=\"middle\" fill=\"#555\"");
        WriteText(
            writer,
            0,
            0,
            "ratio",
            Invariant($"transform=\"translate(-46 {PlotHeight / 2}) rotate(-90)\" text-anchor=\"middle\" fill=\"#555\""));
        WritePoints(
            writer, [.. results.Select(result => (X(Math.Log10(result.DecodeToMemcpy)), Y(result.Ratio), result))]);

        double X(double logarithm) => (logarithm - lowest) / (highest - lowest) * PlotWidth;
        double Y(double ratio) => (top - ratio) / (top - bottom) * PlotHeight;
    }

    private static void WritePoints(TextWriter writer, List<(double X, double Y, Result Result)> points)
    {
        var labels = new LabelPlacer(PlotWidth, PlotHeight);
        points.ForEach(point => labels.Occupy(point.X, point.Y));
        foreach (var (x, y, result) in points)
        {
            var color = Color(result.Codec);
            var label = Label(result);
            var (left, baseline, far) = labels.Place(x, y, label);
            if (far)
            {
                var nearest = Math.Clamp(x, left, left + (label.Length * 5.5));
                WriteLine(writer, x, y, nearest, baseline < y ? baseline + 2 : baseline - 9, "#aaa");
            }

            writer.WriteLine(Invariant($"""<circle cx="{x:F1}" cy="{y:F1}" r="4.5" fill="{color}"/>"""));
            WriteText(writer, left, baseline, label, $"fill=\"{color}\"");
        }
    }

    // The next of 1, 2, 5, 10 times a power of ten.
    private static double Tick(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return atLeast <= power ? power : atLeast <= 2 * power ? 2 * power : atLeast <= 5 * power ? 5 * power : 10 * power;
    }
}
