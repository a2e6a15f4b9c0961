// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine.Studies;

/// <summary><c>rtlgen study STUDY</c>: trains what a study asks for and writes what came of it.</summary>
internal static class StudyCommand
{
    private const string Report = "results.md";
    private const string Summaries = "results";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.PathArgument<string>("STUDY", "The study: a JSON file, docs/training.md");
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder for the runs; artifacts/runs if absent",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("artifacts", "runs"),
        };
        var documents = new Option<string>("--docs")
        {
            Description = $"Folder for {Report} and {Summaries}/; docs if absent",
            HelpName = "DIR",
            DefaultValueFactory = _ => "docs",
        };
        var jobs = Inputs.Number("--jobs", 1, 256, "Runs at the same time", "1 if absent");
        var report = new Option<bool>("--report") { Description = "Train nothing; write the page from runs that are there, and from summaries of others" };
        var command = new Command(
            "study", "Train networks by many methods and seeds, and write tables and pictures: docs/training.md")
        {
            study, output, documents, jobs, report,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(study);
            var file = StudyFile.Read(path);
            var trainings = Training.Of(file);
            foreach (var training in trainings)
            {
                training.Check();
            }

            var folder = parsed.GetRequiredValue(documents);
            var root = parsed.GetRequiredValue(output);
            if (!parsed.GetValue(report))
            {
                OutputFile.Attempt(() => new StudyRunner(root, parsed.GetValue(jobs) ?? 1, terminal).Run(trainings));
            }

            Summarize(file, trainings, root, folder);
            return (int)Write(path, file, folder, terminal);
        });
        return command;
    }

    private static void Summarize(
        StudyFile study, IReadOnlyList<Training> trainings, string root, string documents)
    {
        foreach (var comparison in study.Comparisons)
        {
            var path = SummaryPath(comparison, documents);
            var known = File.Exists(path) ? StudySummary.Read(path).Runs : [];
            var asked = trainings.Where(training => training.Comparison == comparison).ToList();
            var summary = new StudySummary
            {
                Comparison = comparison.Name,
                Runs = [.. asked.Select(training => RunLogs.Summarize(training, root)
                    ?? known.FirstOrDefault(training.IsOf)).OfType<RunSummary>()],
            };
            OutputFile.Attempt(() =>
            {
                Directory.CreateDirectory(Path.Combine(documents, Summaries));
                summary.Write(path);
            });
            var pictured = StudyReport.Pictured(StudyResult.Of(comparison, summary)).ToList();
            foreach (var training in asked.Where(training => pictured.Exists(training.IsOf) && training.Find(root) is not null))
            {
                var folder = Path.Combine(documents, Summaries, StudyReport.PicturesOf(training));
                _ = RunPictures.Write(training.LogIn(root), folder, converter: null);
            }
        }
    }

    private static ExitCode Write(string source, StudyFile study, string documents, Terminal terminal)
    {
        var results = study.Comparisons.Select(comparison =>
            StudyResult.Of(comparison, StudySummary.Read(SummaryPath(comparison, documents)))).ToList();
        var report = new StudyReport(NameOf(source), results);
        var page = Path.Combine(documents, Report);
        OutputFile.Attempt(() => WriteText(page, report.Write));
        foreach (var result in results.Where(result => result.Points.Any(point => point.IsWhole)))
        {
            var path = Path.Combine(documents, Summaries, $"{result.Comparison.Name}.svg");
            OutputFile.Attempt(() => WriteText(path, StudyPicture.Draw(result).Write));
        }

        terminal.Out.WriteLine(page);
        var missed = report.Missed.ToList();
        foreach (var claim in missed)
        {
            terminal.Out.WriteLine($"missed: {claim}");
        }

        return missed.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static void WriteText(string path, Action<TextWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    // As a reader at the top of the checkout would write it.
    private static string NameOf(string study)
    {
        var relative = Path.GetRelativePath(Checkout.Root, Path.GetFullPath(study));
        return relative.StartsWith("..", StringComparison.Ordinal) ? study : relative;
    }

    private static string SummaryPath(StudyComparison comparison, string documents) =>
        Path.Combine(documents, Summaries, $"{comparison.Name}.json");
}
