// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>How often each exponent occurs in every tensor, and the window that keeps it.</summary>
internal static class ExponentPicture
{
    private const int Columns = 4;
    private const double Gap = 22;
    private const double PanelWidth = (RunPictures.Width - 32 - ((Columns - 1) * Gap)) / Columns;
    private const double PanelHeight = 64;
    private const double RowHeight = PanelHeight + 62;

    // Exponents rarer than this in every tensor are outside of the picture.
    private const double Rare = 1e-3;

    private static readonly int Bias = Container.Fp32.MaxExponent / 2;
    private static readonly Series Weights = new("weights", Palette.Orange, Style: SeriesStyle.Area);
    private static readonly Series Activations = new("activations", Palette.Blue, Style: SeriesStyle.Area);
    private static readonly Series Window = new("exponents that the window holds", "#e9e4d4", Style: SeriesStyle.Area);

    /// <summary>Draws the picture.</summary>
    /// <param name="run">A run with an epoch.</param>
    public static Svg Draw(RunHistory run)
    {
        var tensors = run.Epochs[^1].Tensors;
        var svg = new Svg(RunPictures.Width);
        var top = svg.Header(
            16, $"Exponents of the values that are stashed, last step of epoch {run.Epochs[^1].Epoch}",
            RunPictures.Describe(run));
        top = Legend.Draw(svg, 16, top, svg.Width - 16, [Weights, Activations, Window]) + 16;
        var axis = Range(tensors);
        foreach (var (tensor, index) in tensors.Select((tensor, index) => (tensor, index)))
        {
            var (row, column) = Math.DivRem(index, Columns);
            var area = new Box(
                16 + (column * (PanelWidth + Gap)), top + (row * RowHeight) + 26, PanelWidth, PanelHeight);
            DrawPanel(svg, area, axis, tensor);
        }

        svg.Height = top + ((tensors.Count + Columns - 1) / Columns * RowHeight) + 26;
        svg.Text(
            svg.Width / 2, svg.Height - 16,
            "exponent of 2, the same range everywhere; bars: share of the values that are not zero, "
            + "the tallest fills its panel",
            anchor: Anchor.Middle, color: Svg.Faint);
        return svg;
    }

    private static void DrawPanel(Svg svg, Box area, Axis axis, LoggedTensor tensor)
    {
        var counts = tensor.ExponentHistogram;
        var all = Math.Max(1, counts.Sum());
        var tallest = Math.Max(1, counts.Skip(1).Max());
        var unit = area.Width / (axis.High - axis.Low);
        var (low, high) = WindowOf(tensor);
        var (from, to) = (X(Math.Max(low - 0.5, axis.Low)), X(Math.Min(high + 0.5, axis.High)));
        svg.Rectangle(area, "#ffffff");
        if (to > from)
        {
            svg.Rectangle(new Box(from, area.Y, to - from, area.Height), Window.Color);
        }

        var color = (tensor.Kind == GoldenModel.Config.TensorKind.Weight ? Weights : Activations).Color;
        for (var biased = 1; biased < counts.Count; biased++)
        {
            var height = counts[biased] * (area.Height - 4) / tallest;
            var left = X(biased - Bias - 0.5);
            if (counts[biased] > 0 && left >= area.X - 0.01 && left + unit <= area.Right + 0.01)
            {
                svg.Rectangle(new Box(left + (0.08 * unit), area.Bottom - height, 0.84 * unit, height), color);
            }
        }

        svg.Rectangle(area, "none", Svg.Frame);
        foreach (var (value, text) in axis.Ticks(6))
        {
            svg.Line(X(value), area.Bottom, X(value), area.Bottom + 4, Svg.Frame);
            svg.Text(X(value), area.Bottom + 15, text, 10, Anchor.Middle);
        }

        svg.Name(area.X, area.Y - 18, tensor.Name, area.Width, Anchor.Start, bold: true);
        var zeros = FormattableString.Invariant($"e = {tensor.Exponent}, zeros {100.0 * counts[0] / all:F0} %");
        svg.Text(area.X, area.Y - 5, zeros, 10, color: Svg.Faint);

        double X(double exponent) => area.X + ((exponent - axis.Low) * unit);
    }

    // First and last exponent that is kept: docs/format.md, section 2.
    private static (int Low, int High) WindowOf(LoggedTensor tensor) => tensor.Exponent == Container.Fp32.ExponentBits
        ? (1 - Bias, Container.Fp32.MaxExponent - Bias)
        : (tensor.Low - Bias, tensor.Low + (1 << tensor.Exponent) - 2 - Bias);

    private static Axis Range(IReadOnlyList<LoggedTensor> tensors)
    {
        var frequent = tensors.SelectMany(tensor => Enumerable.Range(1, 255).Where(
            biased => tensor.ExponentHistogram[biased] > Rare * tensor.ExponentHistogram.Sum())).ToList();
        var windows = tensors.Where(tensor => tensor.Exponent < Container.Fp32.ExponentBits - 2).Select(WindowOf)
            .SelectMany(window => (int[])[window.Low + Bias, window.High + Bias]);
        var shown = frequent.Concat(windows).DefaultIfEmpty(Bias).ToList();
        return new Axis("", shown.Min() - Bias - 0.5, shown.Max() - Bias + 0.5);
    }
}
