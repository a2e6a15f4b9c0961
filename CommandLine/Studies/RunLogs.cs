// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine.Studies;

/// <summary>Reads what a run has logged.</summary>
internal static class RunLogs
{
    private const string Error = "error: ";

    /// <summary>What is kept of a run.</summary>
    /// <param name="training">The run.</param>
    /// <param name="root">The study's folder.</param>
    /// <returns>Null if it has not ended yet.</returns>
    /// <exception cref="CommandFailure">The log is damaged, or of a run with other options.</exception>
    public static RunSummary? Summarize(Training training, string root)
    {
        var folder = training.FolderIn(root);
        var failure = training.State(root) == TrainingState.Done ? null : FindFailure(folder);
        if (training.State(root) != TrainingState.Done && failure is null)
        {
            return null;
        }

        var path = Path.Combine(folder, Training.Log);
        var events = Read(path);
        var start = events.FirstOrDefault(entry => (string?)entry["event"] == "start")
            ?? throw Damaged(path, 1, "a line with \"event\": \"start\" is missing");
        var epochs = events.Where(entry => (string?)entry["event"] == "epoch").ToList();
        return new RunSummary
        {
            Run = training.Run.Name,
            Seed = training.Seed,
            Options = training.Options,
            Commit = (string?)start["options"]!["commit"],
            Torch = (string)start["versions"]!["torch"]!,
            Dotnet = (string)start["versions"]!["dotnet"]!,
            Failure = failure,
            Epochs = [.. epochs.Select(Epoch)],
            Tensors = epochs.Count == 0 ? [] : [.. epochs[^1]["tensors"]!.AsArray().Select(node => Tensor(node!))],
        };
    }

    private static List<JsonObject> Read(string path)
    {
        var events = new List<JsonObject>();
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                events.Add(JsonNode.Parse(line)!.AsObject());
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw Damaged(path, events.Count + 1, "is not a JSON object");
            }
        }

        return events;
    }

    private static string? FindFailure(string folder) =>
        StudyRunner.LastWords(folder) is { } words && words.IndexOf(Error, StringComparison.Ordinal) is >= 0 and var at
            ? words[(at + Error.Length)..]
            : null;

    private static EpochSummary Epoch(JsonObject entry)
    {
        var bits = entry["footprint"]!;
        var (whole, all) = ((double)bits["fp32Bits"]!, (double)bits["cumulativeFp32Bits"]!);
        return new EpochSummary(
            (int)entry["epoch"]!,
            Round((double)entry["trainLoss"]!),
            Round((double)entry["validationLoss"]!),
            (double)entry["accuracy"]!,
            Round(whole / (double)bits["fixedBits"]!),
            Round(whole / (double)bits["deltaBits"]!),
            Round(whole / (double)bits["peakBits"]!),
            Round(all / (double)bits["cumulativeFixedBits"]!),
            Round(all / (double)bits["cumulativeBestBits"]!));
    }

    private static TensorSummary Tensor(JsonNode entry) => new(
        (string)entry["name"]!,
        (string)entry["kind"]! == Names.Of(TensorKind.Weight) ? TensorKind.Weight : TensorKind.Activation,
        (long)entry["count"]!,
        (int)entry["mantissa"]!,
        (int)entry["exponent"]!,
        (int)entry["sign"]!,
        Round((double?)entry["learnedMantissa"]),
        Round((double?)entry["learnedExponent"]));

    private static double Round(double number) => Math.Round(number, 5);

    private static double? Round(double? number) => number is { } value ? Math.Round(value, 3) : null;

    private static CommandFailure Damaged(string path, int line, string problem) =>
        new(ExitCode.Input, $"{path}:{line}: {problem}");
}
