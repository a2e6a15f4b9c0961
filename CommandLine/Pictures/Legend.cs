// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>How points or lines that belong together look.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Color">Their colour.</param>
/// <param name="Mark">The points' shape.</param>
/// <param name="Style">What the legend draws.</param>
internal sealed record Series(
    string Name, string Color, Mark Mark = Mark.Circle, SeriesStyle Style = SeriesStyle.Points);

/// <summary>What a series is drawn with.</summary>
internal enum SeriesStyle
{
    /// <summary>Points.</summary>
    Points,

    /// <summary>Points with a line through them.</summary>
    Curve,

    /// <summary>A line alone.</summary>
    Line,

    /// <summary>A filled area.</summary>
    Area,
}

/// <summary>What colours and shapes mean, in rows outside of the data.</summary>
internal static class Legend
{
    private const double RowHeight = 20;
    private const double SampleWidth = 26;
    private const double Gap = 18;
    private const double Size = 12;

    /// <summary>Draws a legend.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="left">Its left side.</param>
    /// <param name="top">Its upper side.</param>
    /// <param name="right">Where a row must end.</param>
    /// <param name="series">What it explains.</param>
    /// <returns>Its lower side.</returns>
    public static double Draw(Svg svg, double left, double top, double right, IEnumerable<Series> series)
    {
        var (x, y) = (left, top + (RowHeight / 2));
        foreach (var item in series)
        {
            var width = SampleWidth + 6 + Svg.TextWidth(item.Name, Size);
            if (x > left && x + width > right)
            {
                (x, y) = (left, y + RowHeight);
            }

            DrawSample(svg, x, y, item);
            var sample = item.Style == SeriesStyle.Points ? 12 : SampleWidth;
            svg.Text(x + sample + 6, y + 4, item.Name, Size);
            x += sample + 6 + Svg.TextWidth(item.Name, Size) + Gap;
        }

        return y + (RowHeight / 2);
    }

    private static void DrawSample(Svg svg, double x, double y, Series item)
    {
        switch (item.Style)
        {
            case SeriesStyle.Points:
                svg.Point(x + 6, y, item.Mark, item.Color);
                break;
            case SeriesStyle.Area:
                svg.Rectangle(new Box(x, y - 6, SampleWidth, 12), item.Color, Svg.Frame);
                break;
            default:
                svg.Line(x, y, x + SampleWidth, y, item.Color, 2);
                if (item.Style == SeriesStyle.Curve)
                {
                    svg.Point(x + (SampleWidth / 2), y, item.Mark, item.Color);
                }

                break;
        }
    }
}
