// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine.Pictures;

namespace Rtlgen.CommandLine.Studies;

/// <summary>Accuracy against footprint, a point for each run: the mean over its seeds.</summary>
internal static class StudyPicture
{
    // Points this far below the baseline, in points of accuracy, would press all others together.
    private const double Depth = 1.5;
    private const double Margin = 0.1;

    private static readonly Series Baseline = new("baseline", Palette.Black, Mark.Square);
    private static readonly Series Methods = new("lengths by method", Palette.Vermilion, Mark.Diamond);
    private static readonly Series Grid = new("the same lengths for all tensors", Palette.Blue);

    /// <summary>Draws the picture.</summary>
    /// <param name="result">A comparison with its runs.</param>
    public static Svg Draw(StudyResult result)
    {
        var baseline = result.Find(result.Comparison.Baseline);
        var least = 100 * (baseline?.Accuracy.Mean ?? 0) - Depth;
        var whole = result.Points.Where(point => point.IsWhole).ToList();
        var shown = whole.Where(point => 100 * point.Accuracy.Mean >= least).ToList();
        var below = string.Join(
            ", ", whole.Except(shown).Select(point => FormattableString.Invariant(
                $"{point.Run.Name} ({100 * point.Accuracy.Mean:f1} %, {point.Fixed.Mean:f2}×)")));
        var picture = new ScatterPicture(
            $"{result.Comparison.Title}: accuracy against footprint",
            "means over seeds; up and to the right is better" + (below.Length > 0 ? $"; below the picture: {below}" : ""),
            [Baseline, Methods, Grid],
            [
                new ScatterPanel(
                    "",
                    Axis.Around(
                        "traffic of FP32 / traffic of the run (fixed), whole run", shown.Select(point => point.Fixed.Mean),
                        margin: Margin),
                    Axis.Around("test accuracy, %", shown.Select(point => 100 * point.Accuracy.Mean), margin: Margin),
                    [.. shown.Select(point => new ScatterPoint(
                        point.Fixed.Mean, 100 * point.Accuracy.Mean, point.Run.Name,
                        point == baseline ? Baseline : point.Run.Series is null ? Methods : Grid))]),
            ]);
        return picture.Draw(columns: 1, RunPictures.Width);
    }
}
