// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>A point with a label.</summary>
/// <param name="X">Horizontal value.</param>
/// <param name="Y">Vertical value.</param>
/// <param name="Label">Its label; empty for none.</param>
/// <param name="Series">What it belongs to.</param>
internal sealed record ScatterPoint(double X, double Y, string Label, Series Series);

/// <summary>Points between two axes.</summary>
/// <param name="Title">Title of the panel.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Points">The points.</param>
internal sealed record ScatterPanel(string Title, Axis X, Axis Y, IReadOnlyList<ScatterPoint> Points);

/// <summary>Labelled points of several series, in one panel or more.</summary>
/// <param name="title">Title of the picture.</param>
/// <param name="subtitle">What is below it.</param>
/// <param name="series">Series of the legend; points of those drawn as curves or lines are joined from left to
/// right.</param>
/// <param name="panels">The panels, row by row.</param>
internal sealed class ScatterPicture(
    string title, string subtitle, IReadOnlyList<Series> series, IReadOnlyList<ScatterPanel> panels)
{
    private const double Left = 66;
    private const double Right = 18;
    private const double Above = 34;
    private const double Below = 46;
    private const double LabelSize = 11;

    /// <summary>Draws the picture.</summary>
    /// <param name="columns">Panels side by side.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="panelHeight">Height of a panel's frame in pixels.</param>
    public Svg Draw(int columns, double width = 1000, double panelHeight = 480)
    {
        var svg = new Svg(width);
        var top = svg.Header(Left, title, subtitle);
        top = Legend.Draw(svg, Left, top, width - Right, series);
        var (panelWidth, height) = (width / columns, Above + panelHeight + Below);
        foreach (var (panel, index) in panels.Select((panel, index) => (panel, index)))
        {
            var (row, column) = Math.DivRem(index, columns);
            var area = new Box(
                (column * panelWidth) + Left, top + (row * height) + Above, panelWidth - Left - Right, panelHeight);
            DrawPanel(svg, area, panel);
        }

        svg.Height = top + ((panels.Count + columns - 1) / columns * height);
        return svg;
    }

    private void DrawPanel(Svg svg, Box area, ScatterPanel panel)
    {
        var plot = new Plot(svg, area, panel.X, panel.Y, panel.Title);
        foreach (var curve in series.Where(item => item.Style is SeriesStyle.Curve or SeriesStyle.Line))
        {
            var members = panel.Points.Where(point => point.Series == curve).OrderBy(point => point.X);
            plot.Line(members.Select(point => (point.X, point.Y)), curve.Color, 1.2);
        }

        var labels = new LabelPlacer(area);
        var placed = panel.Points.Where(point => point.Series.Style != SeriesStyle.Line)
            .Select(point => (X: plot.X(point.X), Y: plot.Y(point.Y), Point: point)).ToList();
        placed.ForEach(point => labels.Occupy(point.X, point.Y));
        var labelled = placed.Where(point => point.Point.Label.Length > 0)
            .Select(point => (point.X, point.Y, point.Point.Label))
            .Select(point => (point.X, point.Y, point.Label, Place: labels.Place(point.X, point.Y, point.Label)))
            .ToList();
        foreach (var (x, y, label, (left, baseline, _)) in labelled.Where(label => label.Place.Far))
        {
            var nearest = Math.Clamp(x, left, left + Svg.TextWidth(label, LabelSize));
            svg.Line(x, y, nearest, baseline < y ? baseline + 2 : baseline - 9, Svg.Frame, 0.8);
        }

        placed.ForEach(place => svg.Point(place.X, place.Y, place.Point.Series.Mark, place.Point.Series.Color));
        labelled.ForEach(label => svg.Text(label.Place.X, label.Place.Y, label.Label, LabelSize));
    }
}
