// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Studies;

/// <summary>What is kept of runs' logs.</summary>
internal static class RunLogs
{
    private const string Error = "error: ";

    /// <summary>What is kept of a run.</summary>
    /// <param name="training">The run.</param>
    /// <param name="root">The study's folder.</param>
    /// <returns>Null if it has not ended yet.</returns>
    /// <exception cref="CommandFailure">Its folder has a run with other options.</exception>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public static RunSummary? Summarize(Training training, string root)
    {
        var failure = training.State(root) == TrainingState.Done ? null : FindFailure(training.FolderIn(root));
        if (training.Find(root) is not { } history || (training.State(root) != TrainingState.Done && failure is null))
        {
            return null;
        }

        return new RunSummary
        {
            Run = training.Run.Name,
            Seed = training.Seed,
            Options = training.Options,
            Commit = history.Start.Options.Commit,
            Torch = history.Start.Versions.Torch,
            Dotnet = history.Start.Versions.Dotnet,
            Failure = failure,
            Epochs = [.. history.Epochs.Select(Epoch)],
            Tensors = history.Epochs is [.., var last] ? [.. last.Tensors.Select(Tensor)] : [],
        };
    }

    private static string? FindFailure(string folder) =>
        StudyRunner.LastWords(folder) is { } words && words.IndexOf(Error, StringComparison.Ordinal) is >= 0 and var at
            ? words[(at + Error.Length)..]
            : null;

    private static EpochSummary Epoch(LoggedEpoch epoch)
    {
        var bits = epoch.Footprint;
        return new EpochSummary(
            epoch.Epoch,
            Round(epoch.TrainLoss),
            Round(epoch.ValidationLoss),
            epoch.Accuracy,
            Round(bits.FixedRatio),
            Round(bits.Fp32Bits / bits.DeltaBits),
            Round(bits.Fp32Bits / bits.PeakBits),
            Round(bits.RunFixedRatio),
            Round(bits.RunBestRatio));
    }

    private static TensorSummary Tensor(LoggedTensor tensor) => new(
        tensor.Name,
        tensor.Kind,
        tensor.Count,
        tensor.Mantissa,
        tensor.Exponent,
        tensor.Sign,
        Round(tensor.LearnedMantissa),
        Round(tensor.LearnedExponent));

    private static double Round(double number) => Math.Round(number, 5);

    private static double? Round(double? number) => number is { } value ? Math.Round(value, 3) : null;
}
