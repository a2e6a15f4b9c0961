// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Studies;

/// <summary>How far a run has come.</summary>
internal enum TrainingState
{
    /// <summary>There is nothing to go on from.</summary>
    Missing,

    /// <summary>It was interrupted after some checkpoint.</summary>
    Interrupted,

    /// <summary>It came to its end.</summary>
    Done,
}

/// <summary>One run of a study: a comparison's run with one seed.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Run">The run.</param>
/// <param name="Seed">The seed.</param>
internal sealed record Training(StudyComparison Comparison, StudyRun Run, int Seed)
{
    private const string Done = "done";

    /// <summary>Its name, also of its folder.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Comparison.Name}/{Run.Name}-seed{Seed}");

    /// <summary>Its options of <c>train</c>, as people would write them.</summary>
    public string Options => string.Join(' ', Words);

    private IEnumerable<string> Words =>
    [
        .. Comparison.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        .. Run.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        "--seed", Seed.ToString(CultureInfo.InvariantCulture),
    ];

    private IEnumerable<string> Command(string root) => ["train", .. Words, "--out", FolderIn(root)];

    /// <summary>All runs of a study; seeds come first, so that figures of every run come early.</summary>
    public static IReadOnlyList<Training> Of(StudyFile study) =>
    [
        .. from comparison in study.Comparisons
           from run in comparison.Runs
           from place in Enumerable.Range(0, run.Seeds.Count)
           orderby place
           select new Training(comparison, run, run.Seeds[place]),
    ];

    /// <summary>Its folder below a study's.</summary>
    public string FolderIn(string root) => Path.Combine(root, Name);

    /// <summary>True if a summary is this run's.</summary>
    public bool IsOf(RunSummary summary) =>
        summary.Run == Run.Name && summary.Seed == Seed && summary.Options == Options;

    /// <summary>Path of its log.</summary>
    public string LogIn(string root) => Path.Combine(FolderIn(root), RunLog.FileName);

    /// <summary>Its command line.</summary>
    /// <param name="root">The study's folder.</param>
    public IEnumerable<string> Arguments(string root) =>
        [.. Command(root), State(root) == TrainingState.Interrupted ? "--resume" : "--overwrite"];

    /// <summary>Checks the options.</summary>
    /// <exception cref="CommandFailure">They are wrong.</exception>
    public void Check()
    {
        try
        {
            _ = TrainCommand.Parse(Command("."));
        }
        catch (CommandFailure failure)
        {
            throw new CommandFailure(ExitCode.Input, $"{Comparison.Name}, run {Run.Name}: {failure.Message}", failure);
        }
    }

    /// <summary>What its folder holds.</summary>
    /// <param name="root">The study's folder.</param>
    /// <returns>Null if there is nothing yet.</returns>
    /// <exception cref="CommandFailure">It is a run with other options.</exception>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public RunHistory? Find(string root)
    {
        var folder = FolderIn(root);
        var log = LogIn(root);
        if (!File.Exists(log) || new FileInfo(log).Length == 0)
        {
            return null;
        }

        var history = RunHistory.Read(log);
        return history.Start.Options.Identity == TrainCommand.Parse(Command(root)).Identity
            ? history
            : throw new CommandFailure(
                ExitCode.Input,
                $"{folder}: holds a run with other options than '{Options}'; --out must be another folder, or delete it");
    }

    /// <summary>How far it has come.</summary>
    /// <param name="root">The study's folder.</param>
    /// <exception cref="CommandFailure">Its folder has a run with other options.</exception>
    public TrainingState State(string root) =>
        Find(root) is not { } history ? TrainingState.Missing
        : history.End == Done ? TrainingState.Done
        : File.Exists(Path.Combine(FolderIn(root), RunFolder.LastCheckpoint)) ? TrainingState.Interrupted
        : TrainingState.Missing;
}
