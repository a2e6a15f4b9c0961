// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>An area with two axes, and what is drawn into it.</summary>
internal sealed class Plot
{
    private const double TickSize = 11;
    private const double TickPixels = 50;

    private readonly Svg _svg;
    private readonly Axis _x;
    private readonly Axis? _y;

    /// <summary>Draws frame, grid, ticks, axis labels and title.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="area">Inside of the frame; labels are left of it and below.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis; null for rows without a scale.</param>
    /// <param name="title">Title above the frame; empty for none.</param>
    public Plot(Svg svg, Box area, Axis x, Axis? y, string title = "")
    {
        (_svg, Area, _x, _y) = (svg, area, x, y);
        svg.Rectangle(area, "#ffffff");
        foreach (var (value, text) in x.Ticks((int)(area.Width / TickPixels)))
        {
            svg.Line(X(value), area.Y, X(value), area.Bottom, Svg.Grid);
            svg.Text(X(value), area.Bottom + 15, text, TickSize, Anchor.Middle);
        }

        foreach (var (value, text) in y?.Ticks((int)(area.Height / TickPixels)) ?? [])
        {
            svg.Line(area.X, Y(value), area.Right, Y(value), Svg.Grid);
            svg.Text(area.X - 6, Y(value) + 4, text, TickSize, Anchor.End);
        }

        svg.Rectangle(area, "none", Svg.Frame);
        svg.Text(area.X + (area.Width / 2), area.Bottom + 33, x.Label, anchor: Anchor.Middle, color: Svg.Faint);
        svg.Text(
            area.X - 44, area.Y + (area.Height / 2), y?.Label ?? "", anchor: Anchor.Middle, color: Svg.Faint,
            upwards: true);
        svg.Text(area.X, area.Y - 9, title, 13, bold: true);
    }

    /// <summary>Inside of the frame.</summary>
    public Box Area { get; }

    /// <summary>Where a value of the horizontal axis is, in pixels.</summary>
    public double X(double value) => Area.X + (_x.Place(value) * Area.Width);

    /// <summary>Where a value of the vertical axis is, in pixels.</summary>
    public double Y(double value) => Area.Bottom - (_y!.Place(value) * Area.Height);

    /// <summary>Draws a line through points.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string color, double thickness = 2) =>
        _svg.Polyline(points.Select(point => (X(point.X), Y(point.Y))), color, thickness);

    /// <summary>Writes into the middle, where there is nothing to draw.</summary>
    public void Note(string text) => _svg.Text(
        Area.X + (Area.Width / 2), Area.Y + (Area.Height / 2), text, anchor: Anchor.Middle, color: Svg.Faint);

    /// <summary>Draws points, and a line through them.</summary>
    public void Curve(IReadOnlyList<(double X, double Y)> points, Series series, double thickness = 2)
    {
        Line(points, series.Color, thickness);
        foreach (var (x, y) in points)
        {
            _svg.Point(X(x), Y(y), series.Mark, series.Color, 2 * thickness);
        }
    }
}
