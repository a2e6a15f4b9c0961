// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>A bar of several parts.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Parts">Lengths of its parts, one for each series.</param>
/// <param name="Note">What is written behind its end.</param>
internal sealed record StackedBar(string Name, IReadOnlyList<double> Parts, string Note);

/// <summary>Bars below one another.</summary>
/// <param name="Title">Title of the panel.</param>
/// <param name="Label">What lengths mean, with their unit.</param>
/// <param name="Bars">The bars.</param>
internal sealed record BarPanel(string Title, string Label, IReadOnlyList<StackedBar> Bars);

/// <summary>Panels of bars that lie below one another, made of the same series.</summary>
/// <param name="title">Title of the picture.</param>
/// <param name="subtitle">What is below it.</param>
/// <param name="series">What the parts are.</param>
/// <param name="panels">The panels.</param>
internal sealed class StackedBars(
    string title, string subtitle, IReadOnlyList<Series> series, IReadOnlyList<BarPanel> panels)
{
    private const double Left = 190;
    private const double Right = 30;
    private const double Above = 34;
    private const double Below = 46;
    private const double RowHeight = 30;
    private const double BarHeight = 18;
    private const double NoteSize = 11;

    // Room behind the longest bar, as a share of it, for what is written there.
    private const double NoteRoom = 0.3;

    /// <summary>Draws the picture.</summary>
    public Svg Draw()
    {
        var svg = new Svg(RunPictures.Width);
        var top = svg.Header(16, title, subtitle);
        top = Legend.Draw(svg, 16, top, RunPictures.Width - 16, series);
        foreach (var panel in panels)
        {
            var height = panel.Bars.Count * RowHeight;
            DrawPanel(svg, new Box(Left, top + Above, RunPictures.Width - Left - Right, height), panel);
            top += Above + height + Below;
        }

        svg.Height = top;
        return svg;
    }

    private void DrawPanel(Svg svg, Box area, BarPanel panel)
    {
        var longest = panel.Bars.Max(bar => bar.Parts.Sum());
        var x = new Axis(panel.Label, 0, longest > 0 ? longest * (1 + NoteRoom) : 1);
        var plot = new Plot(svg, area, x, null, panel.Title);
        foreach (var (bar, row) in panel.Bars.Select((bar, row) => (bar, row)))
        {
            var middle = area.Y + ((row + 0.5) * RowHeight);
            svg.Name(area.X - 8, middle + 4, bar.Name, Left - 16, Anchor.End);
            var begin = 0.0;
            foreach (var (part, of) in bar.Parts.Zip(series))
            {
                var (from, to) = (plot.X(begin), plot.X(begin + part));
                svg.Rectangle(new Box(from, middle - (BarHeight / 2), to - from, BarHeight), of.Color, sharp: true);
                begin += part;
            }

            svg.Text(plot.X(begin) + 6, middle + 4, bar.Note, NoteSize);
        }
    }
}
