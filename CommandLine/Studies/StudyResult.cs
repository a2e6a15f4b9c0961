// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine.Studies;

/// <summary>A comparison with what its runs came to.</summary>
/// <param name="Comparison">What was asked.</param>
/// <param name="Points">The runs in the study's order; those that nobody has made are absent.</param>
internal sealed record StudyResult(StudyComparison Comparison, IReadOnlyList<StudyPoint> Points)
{
    /// <summary>Puts summaries to the runs that they are of.</summary>
    public static StudyResult Of(StudyComparison comparison, StudySummary summary) => new(
        comparison,
        [.. comparison.Runs.Select(run => new StudyPoint(run, [.. summary.Runs.Where(made => made.Run == run.Name)]))
            .Where(point => point.Runs.Count > 0)]);

    /// <summary>A run by its name; null if nobody has made it, or it never came to its end.</summary>
    public StudyPoint? Find(string name) => Points.FirstOrDefault(point => point.Run.Name == name && point.IsWhole);

    /// <summary>True if a claim's figure is what it must be; null while its runs are not made.</summary>
    public bool? Holds(StudyClaim claim) => Measure(claim) is not { } measured ? null
        : claim.AtLeast is { } least ? measured >= least
        : measured <= claim.AtMost;

    /// <summary>A claim's figure; null while its runs are not made.</summary>
    public double? Measure(StudyClaim claim)
    {
        if (Find(claim.Run) is not { } point || Find(Comparison.Baseline) is not { } baseline)
        {
            return null;
        }

        return claim.Figure switch
        {
            StudyFigure.AccuracyLoss => 100 * (baseline.Accuracy.Mean - point.Accuracy.Mean),
            StudyFigure.ValidationLoss => 100 * ((point.Loss.Mean / baseline.Loss.Mean) - 1),
            StudyFigure.Fixed => point.Fixed.Mean,
            StudyFigure.Best => point.Best.Mean,
            _ => Points.Count(other => other.Run.Series is not null && other.IsWhole && other.Beats(point)),
        };
    }
}

/// <summary>The same training with several seeds.</summary>
/// <param name="Run">What was asked.</param>
/// <param name="Runs">What it came to, one for each seed.</param>
internal sealed record StudyPoint(StudyRun Run, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>True if every run came to its end.</summary>
    public bool IsWhole => Runs.All(run => run.Failure is null);

    /// <summary>Share of the test set that is right, 0 to 1.</summary>
    public Spread Accuracy => Spread.Of(Last.Select(epoch => epoch.Accuracy));

    /// <summary>Loss of the test set.</summary>
    public Spread Loss => Spread.Of(Last.Select(epoch => epoch.ValidationLoss));

    /// <summary>FP32's traffic over that of <c>fixed</c>, whole run.</summary>
    public Spread Fixed => Spread.Of(Last.Select(epoch => epoch.RunFixed));

    /// <summary>FP32's traffic over that of each tensor's best coder, whole run.</summary>
    public Spread Best => Spread.Of(Last.Select(epoch => epoch.RunBest));

    /// <summary>FP32's footprint over that of <c>fixed</c> in the last step.</summary>
    public Spread LastFixed => Spread.Of(Last.Select(epoch => epoch.Fixed));

    private IEnumerable<EpochSummary> Last => Runs.Where(run => run.Epochs.Count > 0).Select(run => run.Epochs[^1]);

    /// <summary>True if this has more accuracy at an equal or smaller footprint.</summary>
    public bool Beats(StudyPoint other) =>
        Accuracy.Mean > other.Accuracy.Mean && Fixed.Mean >= other.Fixed.Mean;

    /// <summary>Mean of a length over the values of all final tensors of a kind.</summary>
    /// <param name="kind">Weights or activations.</param>
    /// <param name="length">n or e.</param>
    public double MeanLength(TensorKind kind, Func<TensorSummary, int> length)
    {
        var tensors = Runs.SelectMany(run => run.Tensors).Where(tensor => tensor.Kind == kind).ToList();
        return tensors.Sum(tensor => (double)tensor.Count * length(tensor)) / tensors.Sum(tensor => tensor.Count);
    }
}

/// <summary>A figure of several seeds.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
internal readonly record struct Spread(double Mean, double Least, double Most)
{
    /// <summary>The spread of some figures; all NaN if there are none.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        var all = figures.ToList();
        return all.Count == 0 ? new(double.NaN, double.NaN, double.NaN) : new(all.Average(), all.Min(), all.Max());
    }
}
