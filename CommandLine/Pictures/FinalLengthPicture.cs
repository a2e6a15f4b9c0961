// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>The last lengths of every tensor as bars, in the network's order.</summary>
internal static class FinalLengthPicture
{
    private const double Names = 180;
    private const double PanelWidth = 368;
    private const double Gap = 32;
    private const double RowHeight = 18;

    private static readonly Series Weights = new("weights", Palette.Orange, Style: SeriesStyle.Area);
    private static readonly Series Activations = new("activations", Palette.Sky, Style: SeriesStyle.Area);
    private static readonly Series Learned = new("learned, before it was rounded up", Palette.Black, Mark.Diamond);

    /// <summary>Draws the picture.</summary>
    /// <param name="run">A run with a step or an epoch.</param>
    public static Svg Draw(RunHistory run)
    {
        var svg = new Svg(RunPictures.Width);
        var top = svg.Header(16, "Bitlengths at the end, in the network's order", RunPictures.Describe(run));
        var learned = run.Epochs is [.., var epoch] && run.Position(epoch) > run.Start.Frozen ? epoch.Tensors : null;
        Series[] series = learned is null ? [Weights, Activations] : [Weights, Activations, Learned];
        top = Legend.Draw(svg, 16, top, svg.Width - 16, series) + 34;
        var bottom = top + (run.Tensors.Count * RowHeight);
        for (var row = 0; row < run.Tensors.Count; row++)
        {
            svg.Name(Names, top + (row * RowHeight) + 13, run.Tensors[row], Names - 8, Anchor.End);
        }

        var last = run.Lengths[^1].Lengths;
        DrawPanel(
            svg, new Box(Names + 8, top, PanelWidth, bottom - top), "Mantissa bits n", run,
            [.. last.Select(lengths => lengths.Mantissa)], row => learned?[row].LearnedMantissa);
        DrawPanel(
            svg, new Box(Names + 8 + PanelWidth + Gap, top, PanelWidth, bottom - top), "Exponent bits e", run,
            [.. last.Select(lengths => lengths.Exponent)], row => learned?[row].LearnedExponent);
        svg.Height = bottom + 44;
        return svg;
    }

    private static void DrawPanel(
        Svg svg, Box area, string title, RunHistory run, double[] lengths, Func<int, double?> learned)
    {
        // Room for the number behind the longest bar.
        var axis = new Axis("bits", 0, Math.Max(1, lengths.Max()) * 1.08);
        svg.Text(area.X, area.Y - 9, title, 13, bold: true);
        foreach (var (value, text) in axis.Ticks(8))
        {
            svg.Line(X(value), area.Y, X(value), area.Bottom, Svg.Grid);
            svg.Text(X(value), area.Bottom + 15, text, 11, Anchor.Middle);
        }

        svg.Text(area.X + (area.Width / 2), area.Bottom + 33, axis.Label, anchor: Anchor.Middle, color: Svg.Faint);
        for (var row = 0; row < lengths.Length; row++)
        {
            var y = area.Y + (row * RowHeight);
            var color = (run.IsWeight(row) ? Weights : Activations).Color;
            svg.Rectangle(new Box(area.X, y + 2, X(lengths[row]) - area.X, RowHeight - 4), color);
            var end = lengths[row];
            if (learned(row) is { } real)
            {
                svg.Point(X(real), y + (RowHeight / 2), Learned.Mark, Learned.Color, 3);
                end = Math.Max(end, real);
            }

            svg.Text(X(end) + 8, y + 13, RunPictures.Bits(lengths[row]), 11);
        }

        svg.Line(area.X, area.Y, area.X, area.Bottom, Svg.Frame);

        double X(double value) => area.X + (axis.Place(value) * area.Width);
    }
}
