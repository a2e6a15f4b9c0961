// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Values over time as colours, a row for each name.</summary>
/// <param name="time">Horizontal axis.</param>
/// <param name="scale">Values from the darkest colour to the lightest.</param>
internal sealed class HeatMap(Axis time, Axis scale)
{
    /// <summary>Height of a row in pixels.</summary>
    public const double RowHeight = 15;

    private const double CellWidth = 2;
    private const double BarWidth = 150;
    private const double BarHeight = 10;
    private const int Shades = 100;

    /// <summary>Draws the rows, and the time below them.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="left">Left side.</param>
    /// <param name="top">Upper side.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="times">When values begin to hold after the time before, in order.</param>
    /// <param name="rows">Values by row and time.</param>
    /// <returns>Its lower side, above the time's labels.</returns>
    public double Draw(
        Svg svg, double left, double top, double width, IReadOnlyList<double> times,
        IReadOnlyList<IReadOnlyList<double>> rows)
    {
        var cells = (int)(width / CellWidth);
        var points = Enumerable.Range(0, cells).Select(cell => FindTime(times, (cell + 0.5) / cells)).ToArray();
        var y = top;
        foreach (var row in rows)
        {
            for (var cell = 0; cell < cells;)
            {
                var color = Shade(row[points[cell]]);
                var begin = cell;
                while (cell < cells && Shade(row[points[cell]]) == color)
                {
                    cell++;
                }

                var box = new Box(left + (begin * CellWidth), y, (cell - begin) * CellWidth, RowHeight - 1);
                svg.Rectangle(box, color, sharp: true);
            }

            y += RowHeight;
        }

        foreach (var (value, text) in time.Ticks(cells / 30))
        {
            var x = left + (time.Place(value) * cells * CellWidth);
            svg.Line(x, y, x, y + 4, Svg.Frame);
            svg.Text(x, y + 16, text, 11, Anchor.Middle);
        }

        return y;
    }

    /// <summary>Draws what the colours mean.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="right">Right side.</param>
    /// <param name="baseline">Base line of the title beside it.</param>
    public void DrawScale(Svg svg, double right, double baseline)
    {
        var left = right - BarWidth;
        for (var i = 0; i < BarWidth / CellWidth; i++)
        {
            var color = Palette.Scale(i * CellWidth / BarWidth);
            var cell = new Box(left + (i * CellWidth), baseline - BarHeight, CellWidth, BarHeight);
            svg.Rectangle(cell, color, sharp: true);
        }

        foreach (var (value, text) in scale.Ticks(5))
        {
            svg.Text(left + (scale.Place(value) * BarWidth), baseline + 13, text, 11, Anchor.Middle);
        }
    }

    private string Shade(double value) => Palette.Scale(Math.Round(scale.Place(value) * Shades) / Shades);

    private int FindTime(IReadOnlyList<double> times, double share)
    {
        var moment = time.Low + (share * (time.High - time.Low));
        var index = 0;
        while (index < times.Count - 1 && times[index] < moment)
        {
            index++;
        }

        return index;
    }
}
