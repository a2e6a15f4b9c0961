// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine.Studies;

/// <summary>A study's results as a Markdown document.</summary>
/// <param name="Study">Path of the study, as the reader would write it.</param>
/// <param name="Results">What its comparisons came to.</param>
internal sealed record StudyReport(string Study, IReadOnlyList<StudyResult> Results)
{
    private const string Nothing = "–";
    private const string Folder = "results";

    private static readonly (string Name, string Title)[] Pictures =
    [
        ("final-lengths", "Final lengths of each tensor"),
        ("lengths", "Lengths over time"),
        ("exponents", "Exponents and learned windows"),
        ("footprint", "Footprint over time"),
        ("loss", "Loss and accuracy over time"),
    ];

    /// <summary>The claims that do not hold, a line each.</summary>
    public IEnumerable<string> Missed =>
        from result in Results
        from claim in result.Comparison.Claims
        where result.Holds(claim) == false
        select $"{result.Comparison.Name}, {claim.Run}: {Words(claim.Figure)} {Number(result.Measure(claim))}, "
            + $"must be {Target(claim)}";

    /// <summary>Writes the document.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine($"""
            # Results

            Made by `./rtlgen study {Study}`, which trains what is missing and writes this page, its pictures and the
            summaries of the runs' logs under `results/`; with `--report` it trains nothing. What the figures mean is
            said in [training.md](training.md).

            Footprints are the traffic of weights and stashed activations over the whole run in FP32, over that of the
            run: measured by the real codec, metadata and filling included. Means over seeds; in brackets the smallest
            and the largest.

            Area, clock and power of the hardware: [microarchitecture.md](microarchitecture.md); beside other hardware:
            [peers.md](peers.md).
            """);
        foreach (var result in Results.Where(result => result.Points.Count > 0))
        {
            Write(writer, result);
        }
    }

    private static void Write(TextWriter writer, StudyResult result)
    {
        var comparison = result.Comparison;
        writer.WriteLine($"\n## {comparison.Title}\n");
        writer.WriteLine($"`rtlgen train {comparison.Options}`; {Versions(result)}.\n");
        if (comparison.Claims.Count > 0)
        {
            WriteClaims(writer, result);
        }

        WritePoints(writer, result);
        WriteMissing(writer, result);
        WritePictures(writer, result);
        WriteRuns(writer, result);
    }

    private static void WriteClaims(TextWriter writer, StudyResult result)
    {
        writer.WriteLine("| run | figure | target | measured | |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var claim in result.Comparison.Claims)
        {
            var verdict = result.Holds(claim) switch { null => "not run", true => "met", false => "**missed**" };
            writer.WriteLine(
                $"| `{claim.Run}` | {Words(claim.Figure)} | {Target(claim)} | {Number(result.Measure(claim))} | "
                + $"{verdict} |");
        }

        writer.WriteLine();
    }

    private static void WritePoints(TextWriter writer, StudyResult result)
    {
        var baseline = result.Find(result.Comparison.Baseline);
        writer.WriteLine(
            "| run | seeds | test accuracy, % | against baseline | validation loss | `fixed` | best coder | "
            + "`fixed`, last step | n of weights / activations | e |");
        writer.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var point in result.Points)
        {
            writer.WriteLine(point.IsWhole ? Row(point, baseline) : Failure(point));
        }
    }

    private static void WriteMissing(TextWriter writer, StudyResult result)
    {
        var missing =
            from run in result.Comparison.Runs
            let made = result.Points.FirstOrDefault(point => point.Run == run)?.Runs ?? []
            let seeds = run.Seeds.Except(made.Select(one => one.Seed)).ToList()
            where seeds.Count > 0
            select $"`{run.Name}` (seed {string.Join(", ", seeds)})";
        if (string.Join(", ", missing) is { Length: > 0 } names)
        {
            writer.WriteLine($"\nNot made yet: {names}.");
        }
    }

    private static string Row(StudyPoint point, StudyPoint? baseline)
    {
        var difference = baseline is null ? Nothing
            : (100 * (point.Accuracy.Mean - baseline.Accuracy.Mean)).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);
        string[] cells =
        [
            $"`{point.Run.Name}`",
            string.Join(", ", point.Runs.Select(run => run.Seed)),
            Text(point.Accuracy, 100, "F2"),
            difference,
            Text(point.Loss, 1, "F4"),
            $"{Number(point.Fixed.Mean)}×",
            $"{Number(point.Best.Mean)}×",
            $"{Number(point.LastFixed.Mean)}×",
            Lengths(point, tensor => tensor.Mantissa),
            Lengths(point, tensor => tensor.Exponent),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Failure(StudyPoint point) =>
        $"| `{point.Run.Name}` | {string.Join(", ", point.Runs.Select(run => run.Seed))} | "
        + $"{point.Runs.First(run => run.Failure is not null).Failure} | | | | | | | |";

    /// <summary>The runs that have pictures of their own: the first seed of each method that learns lengths.</summary>
    public static IEnumerable<RunSummary> Pictured(StudyResult result) =>
        from point in result.Points
        where point.Run.Series is null
        let first = point.Runs[0]
        where first.Tensors.Any(tensor => tensor.LearnedMantissa is not null && tensor.LearnedExponent is not null)
        select first;

    /// <summary>Folder of a run's pictures below that of the summaries.</summary>
    public static string PicturesOf(Training training) => PicturesOf(training.Comparison, training.Run.Name);

    private static string PicturesOf(StudyComparison comparison, string run) => $"{comparison.Name}-{run}";

    private static void WritePictures(TextWriter writer, StudyResult result)
    {
        writer.WriteLine($"\n![Accuracy against footprint]({Folder}/{result.Comparison.Name}.svg)");
        foreach (var run in Pictured(result))
        {
            writer.WriteLine($"\n`{run.Run}`, seed {run.Seed}:\n");
            foreach (var (name, title) in Pictures)
            {
                writer.WriteLine($"![{title}]({Folder}/{PicturesOf(result.Comparison, run.Run)}/{name}.svg)");
            }
        }
    }

    private static void WriteRuns(TextWriter writer, StudyResult result)
    {
        writer.WriteLine("\n<details><summary>Each run</summary>\n");
        writer.WriteLine("| options | test accuracy, % | validation loss | `fixed` | best coder |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var run in result.Points.SelectMany(point => point.Runs).Where(run => run.Epochs.Count > 0))
        {
            var last = run.Epochs[^1];
            writer.WriteLine(
                $"| `{run.Options}` | {Number(100 * last.Accuracy)} | "
                + $"{last.ValidationLoss.ToString("F4", CultureInfo.InvariantCulture)} | {Number(last.RunFixed)}× | "
                + $"{Number(last.RunBest)}× |");
        }

        writer.WriteLine("\n</details>");
    }

    private static string Versions(StudyResult result)
    {
        var runs = result.Points.SelectMany(point => point.Runs).ToList();
        var commits = runs.Select(run => run.Commit).OfType<string>().Select(commit => commit[..Math.Min(7, commit.Length)]);
        return $"libtorch {List(runs.Select(run => run.Torch))}, .NET {List(runs.Select(run => run.Dotnet))}, "
            + $"commit {List(commits)}";

        static string List(IEnumerable<string> texts) =>
            string.Join(" and ", texts.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Lengths(StudyPoint point, Func<TensorSummary, int> length) =>
        $"{Number(point.MeanLength(TensorKind.Weight, length))} / "
        + $"{Number(point.MeanLength(TensorKind.Activation, length))}";

    private static string Words(StudyFigure figure) => figure switch
    {
        StudyFigure.AccuracyLoss => "points of accuracy below the baseline",
        StudyFigure.ValidationLoss => "validation loss above the baseline, %",
        StudyFigure.Fixed => "footprint with `fixed`, ×",
        StudyFigure.Best => "footprint with the best coder, ×",
        _ => "static points with more accuracy at an equal or smaller footprint",
    };

    private static string Target(StudyClaim claim) =>
        claim.AtLeast is { } least ? $"≥ {Number(least)}" : $"≤ {Number(claim.AtMost)}";

    private static string Text(Spread spread, double scale, string format)
    {
        var mean = Format(spread.Mean);
        return spread.Least < spread.Most ? $"{mean} ({Format(spread.Least)}–{Format(spread.Most)})" : mean;

        string Format(double number) => (scale * number).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Number(double? number) =>
        number is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : Nothing;
}
