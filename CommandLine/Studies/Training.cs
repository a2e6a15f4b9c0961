// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    /// <summary>Name of a run's log.</summary>
    public const string Log = "log.jsonl";

    private const string LastCheckpoint = "last.ckpt";

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

    /// <summary>Its command line.</summary>
    /// <param name="root">The study's folder.</param>
    public IEnumerable<string> Arguments(string root) =>
        State(root) == TrainingState.Interrupted ? [.. Command(root), "--resume"] : Command(root);

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

    /// <summary>How far it has come.</summary>
    /// <param name="root">The study's folder.</param>
    /// <exception cref="CommandFailure">Its folder has a run with other options.</exception>
    public TrainingState State(string root)
    {
        var folder = FolderIn(root);
        RequireSame(folder);
        return IsDone(Path.Combine(folder, Log)) ? TrainingState.Done
            : File.Exists(Path.Combine(folder, LastCheckpoint)) ? TrainingState.Interrupted
            : TrainingState.Missing;
    }

    private void RequireSame(string folder)
    {
        var log = Path.Combine(folder, Log);
        if (File.Exists(log) && Parse(File.ReadLines(log).FirstOrDefault())?["options"] is { } options
            && LogEvents.ReadOptions(options).Identity != TrainCommand.Parse(Command(".")).Identity)
        {
            throw new CommandFailure(
                ExitCode.Input,
                $"{folder}: holds a run with other options than '{Options}'; --out must be another folder, or delete it");
        }
    }

    private static bool IsDone(string log) =>
        File.Exists(log) && Parse(File.ReadLines(log).LastOrDefault()) is { } end
        && (string?)end["event"] == "end" && (string?)end["reason"] == "done";

    private static JsonObject? Parse(string? line)
    {
        try
        {
            return line is null ? null : JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
