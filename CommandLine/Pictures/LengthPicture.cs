// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Lengths of every tensor over time: a row for each, weights and activations apart.</summary>
internal static class LengthPicture
{
    private const double Names = 180;
    private const double Values = 44;
    private const double Panel = 364;
    private const double Size = 11;

    /// <summary>Draws the picture.</summary>
    /// <param name="run">A run with a step or an epoch.</param>
    public static Svg Draw(RunHistory run)
    {
        var svg = new Svg(RunPictures.Width);
        var top = svg.Header(16, "Bitlengths of the stashed tensors over time", RunPictures.Describe(run)) + 18;
        var time = new Axis("epochs", 0, Math.Max(run.Lengths[^1].Position, double.Epsilon));
        var times = run.Lengths.Select(point => point.Position).ToList();
        (string Title, HeatMap Map, Func<(double Mantissa, double Exponent), double> Length)[] columns =
        [
            ("Mantissa bits n", MapOf(lengths => lengths.Mantissa), lengths => lengths.Mantissa),
            ("Exponent bits e", MapOf(lengths => lengths.Exponent), lengths => lengths.Exponent),
        ];
        foreach (var (column, index) in columns.Select((column, index) => (column, index)))
        {
            svg.Text(Left(index), top, column.Title, 13, bold: true);
            column.Map.DrawScale(svg, Left(index) + Panel, top);
            svg.Text(Left(index) + Panel + 6, top, "last", Size, color: Svg.Faint);
        }

        top += 28;
        foreach (var (title, weights) in ((string, bool)[])[("Weights", true), ("Activations", false)])
        {
            int[] rows = [.. Enumerable.Range(0, run.Tensors.Count).Where(row => run.IsWeight(row) == weights)];
            if (rows.Length > 0)
            {
                svg.Text(16, top + 11, title, 13, bold: true);
                top = DrawBlock(svg, top + 18, run, rows, times, columns) + 34;
            }
        }

        svg.Text(Left(0) + (Panel / 2), top, time.Label, anchor: Anchor.Middle, color: Svg.Faint);
        svg.Text(Left(1) + (Panel / 2), top, time.Label, anchor: Anchor.Middle, color: Svg.Faint);
        svg.Height = top + 14;
        return svg;

        HeatMap MapOf(Func<(double Mantissa, double Exponent), double> length)
        {
            var bits = run.Lengths.SelectMany(point => point.Lengths.Select(length)).ToList();
            var (low, high) = (Math.Floor(2 * bits.Min()) / 2, Math.Ceiling(2 * bits.Max()) / 2);
            return new HeatMap(time, low < high ? new Axis("", low, high) : new Axis("", low - 0.5, high + 0.5));
        }
    }

    private static double DrawBlock(
        Svg svg, double top, RunHistory run, int[] rows, List<double> times,
        (string Title, HeatMap Map, Func<(double Mantissa, double Exponent), double> Length)[] columns)
    {
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            var baseline = top + (index * HeatMap.RowHeight) + 11;
            svg.Name(Names, baseline, run.Tensors[row], Names - 8, Anchor.End);
            for (var column = 0; column < columns.Length; column++)
            {
                var last = columns[column].Length(run.Lengths[^1].Lengths[row]);
                svg.Text(Left(column) + Panel + 6, baseline, RunPictures.Bits(last), Size);
            }
        }

        var bottom = top;
        for (var column = 0; column < columns.Length; column++)
        {
            var length = columns[column].Length;
            bottom = columns[column].Map.Draw(
                svg, Left(column), top, Panel, times,
                [.. rows.Select(row => run.Lengths.Select(point => length(point.Lengths[row])).ToList())]);
        }

        return bottom;
    }

    private static double Left(int column) => Names + 8 + (column * (Panel + Values));
}
