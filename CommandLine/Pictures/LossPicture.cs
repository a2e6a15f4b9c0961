// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Losses and accuracy over epochs.</summary>
internal static class LossPicture
{
    /// <summary>Draws the picture.</summary>
    /// <param name="run">A run with a step or an epoch.</param>
    public static Svg Draw(RunHistory run)
    {
        var step = new Series("training loss of a step", Palette.Sky, Style: SeriesStyle.Line);
        var train = new Series("training loss, mean of the epoch", Palette.Blue, Mark.Square, SeriesStyle.Curve);
        var test = new Series("validation loss", Palette.Vermilion, Mark.Circle, SeriesStyle.Curve);
        var accuracy = new Series("validation accuracy", Palette.Green, Mark.Diamond, SeriesStyle.Curve);
        var pair = new PlotPair(
            "Loss and accuracy", RunPictures.Describe(run), [step, train, test, accuracy], RunPictures.Time(run));

        var steps = run.Steps.Select(item => (run.Position(item.Step), item.Loss)).ToList();
        var losses = run.Steps.Select(item => item.Loss)
            .Concat(run.Epochs.SelectMany(epoch => (double[])[epoch.TrainLoss, epoch.ValidationLoss]));
        var left = pair.Left(Axis.Around("cross entropy (nats)", losses, fromZero: true), "Loss");
        left.Line(steps, step.Color, 1.2);
        left.Curve(run.Over(epoch => epoch.TrainLoss), train);
        left.Curve(run.Over(epoch => epoch.ValidationLoss), test);

        var shares = run.Over(epoch => 100 * epoch.Accuracy);
        var last = shares is [.., var (_, share)]
            ? FormattableString.Invariant($", {share:F2} % in the last epoch")
            : "";
        var right = pair.Right(
            Axis.Around("accuracy (%)", shares.Select(point => point.Value)), $"Accuracy{last}");
        right.Curve(shares, accuracy);
        if (shares.Count == 0)
        {
            right.Note("no epoch has ended yet");
        }

        return pair.Svg;
    }

}
