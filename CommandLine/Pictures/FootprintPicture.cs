// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>How many times smaller than FP32 the stashed tensors are, over time.</summary>
internal static class FootprintPicture
{
    private static readonly (Series Series, Func<LoggedFootprint, double> Bits, Func<LoggedFootprint, double> All)[]
        Coders =
        [
            (new Series("fixed, measured", Palette.Blue, Mark.Square, SeriesStyle.Curve),
                bits => bits.FixedBits, bits => bits.CumulativeFixedBits),
            (new Series("delta", Palette.Orange, Mark.Triangle, SeriesStyle.Curve),
                bits => bits.DeltaBits, bits => bits.CumulativeDeltaBits),
            (new Series("peak", Palette.Green, Mark.Diamond, SeriesStyle.Curve),
                bits => bits.PeakBits, bits => bits.CumulativePeakBits),
            (new Series("best of the three for each tensor", Palette.Vermilion, Mark.Circle, SeriesStyle.Curve),
                bits => bits.BestBits, bits => bits.CumulativeBestBits),
        ];

    /// <summary>Draws the picture.</summary>
    /// <param name="run">A run with an epoch.</param>
    public static Svg Draw(RunHistory run)
    {
        var expected = new Series("fixed, expected from the lengths of a step", Palette.Sky, Style: SeriesStyle.Line);
        var pair = new PlotPair(
            "Memory footprint: how many times smaller than FP32", RunPictures.Describe(run),
            [expected, .. Coders.Select(coder => coder.Series)], RunPictures.Time(run));
        var steps = Expected(run);
        var single = Coders.Select(coder =>
            run.Over(epoch => epoch.Footprint.Fp32Bits / coder.Bits(epoch.Footprint))).ToList();
        var whole = Coders.Select(coder =>
            run.Over(epoch => epoch.Footprint.CumulativeFp32Bits / coder.All(epoch.Footprint))).ToList();
        var y = Axis.Around(
            "FP32 bits / stashed bits", single.Concat(whole).Append(steps).SelectMany(line => line).Select(
                point => point.Value));

        var left = pair.Left(y, "In one step");
        left.Line(steps, expected.Color, 1.4);
        var right = pair.Right(y, "All steps so far");

        // The best is often one of the others: it lies below them, and is wider.
        for (var coder = Coders.Length - 1; coder >= 0; coder--)
        {
            var thickness = coder == Coders.Length - 1 ? 3.2 : 2;
            left.Curve(single[coder], Coders[coder].Series, thickness);
            right.Curve(whole[coder], Coders[coder].Series, thickness);
        }

        return pair.Svg;
    }

    // Sizes of the tensors, their signs, and what has no site are those of the last epoch.
    private static List<(double Position, double Value)> Expected(RunHistory run)
    {
        var last = run.Epochs[^1];
        var fp32 = last.Footprint.Fp32Bits;
        var other = fp32 - (32.0 * last.Tensors.Sum(tensor => tensor.Count));
        return [.. run.Lengths.Select(point => (point.Position, fp32 / (other + point.Lengths.Zip(
            last.Tensors, (lengths, tensor) =>
                tensor.Count * (lengths.Mantissa + lengths.Exponent + tensor.Sign)).Sum())))];
    }
}
