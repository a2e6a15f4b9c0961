// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine.Exploration;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Area against bandwidth of many configurations, bits a value as colour.</summary>
internal static class ParetoPicture
{
    private const int Classes = 5;
    private const double Margin = 0.1;

    // The scale's light end is hard to see on white.
    private const double Lightest = 0.85;

    /// <summary>Draws the picture.</summary>
    /// <param name="report">Points, one of them with figures or more.</param>
    public static Svg Draw(ExploreReport report)
    {
        var points = report.Points.Where(point => point.Figures is not null).ToList();
        var bits = points.Select(point => point.Figures!.BitsPerValue).ToList();
        var (least, most) = (bits.Min(), bits.Max());
        var step = (most - least) / Classes;
        var count = step > 0 ? Classes : 1;
        var front = new Series("largest bandwidth for an area", Svg.Frame, Style: SeriesStyle.Line);
        var colors = Enumerable.Range(0, count).Select(index => (Low: least + (index * step), Index: index)).Select(
            one => new Series(
                FormattableString.Invariant($"{one.Low:0.0} to {one.Low + step:0.0} bits a value"),
                Palette.Scale(count == 1 ? 0 : Lightest * one.Index / (count - 1)), Mark.Square)).ToList();
        Series[] shapes =
        [
            new("lengths at run time", Svg.Ink, Mark.Circle),
            new("specialised for one descriptor", Svg.Ink, Mark.Diamond),
        ];
        var shown = points.Select(point => new ScatterPoint(
            point.Figures!.KiloGates, point.Figures.GigabytesPerSecond, point.IsBest ? point.Name : "",
            Look(point))).ToList();
        return new ScatterPicture(
            "Encoder and decoder: area against bandwidth",
            $"{report.Liberty}, before layout; {report.Tensors}; named: no other is as small, as fast and as short",
            [front, .. colors, .. shapes],
            [
                new ScatterPanel(
                    "",
                    Axis.Around("area of both, thousand NAND2", shown.Select(point => point.X), true, Margin),
                    Axis.Around("GB/s of container values", shown.Select(point => point.Y), true, Margin),
                    [.. Front(shown).Select(point => point with { Label = "", Series = front }), .. shown]),
            ]).Draw(columns: 1);

        Series Look(ExplorePoint point)
        {
            var index = step > 0 ? Math.Min((int)((point.Figures!.BitsPerValue - least) / step), count - 1) : 0;
            return colors[index] with { Mark = point.IsFrozen ? Mark.Diamond : Mark.Circle };
        }
    }

    // From small to large, each faster than all before.
    private static IEnumerable<ScatterPoint> Front(IEnumerable<ScatterPoint> points)
    {
        var fastest = 0.0;
        foreach (var point in points.OrderBy(point => point.X).ThenByDescending(point => point.Y))
        {
            if (point.Y > fastest)
            {
                fastest = point.Y;
                yield return point;
            }
        }
    }
}
