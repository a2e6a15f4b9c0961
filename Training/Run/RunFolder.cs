// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Run;

/// <summary>What a run has left in its folder.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Options">The options of the run.</param>
/// <param name="Last">Its last epoch.</param>
/// <param name="End">Why it ended: <c>done</c> or <c>max-steps</c>.</param>
/// <remarks>docs/training.md, "What is written".</remarks>
public sealed record RunFolder(string Path, TrainOptions Options, LoggedEpoch Last, string End)
{
    /// <summary>Name of the file that a run goes on from.</summary>
    public const string LastCheckpoint = Checkpoint.Last;

    private const string LengthsName = "bitlengths.json";
    private const string WeightsName = "weights.safetensors";

    private static readonly string[] Others = [LastCheckpoint, Checkpoint.Best, LengthsName, WeightsName];

    /// <summary>Path of the final lengths.</summary>
    public string Lengths => System.IO.Path.Combine(Path, LengthsName);

    /// <summary>Path of the weights.</summary>
    public string Weights => System.IO.Path.Combine(Path, WeightsName);

    /// <summary>A file in a folder that a run would write over.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <returns>Its name; null if the folder has none.</returns>
    public static string? FindRun(string folder) =>
        ((string[])[RunLog.FileName, .. Others]).FirstOrDefault(name => File.Exists(System.IO.Path.Combine(folder, name)));

    /// <summary>Removes what a run has left, but for its log, which the next run begins anew.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A file cannot be removed.</exception>
    public static void Clear(string folder)
    {
        foreach (var name in Others)
        {
            File.Delete(System.IO.Path.Combine(folder, name));
        }
    }

    /// <summary>Reads the folder of a run that has ended.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">A file of a run is not there.</exception>
    /// <exception cref="InvalidDataException">The run has not ended, or its log is damaged; the message names the file
    /// and what would be right.</exception>
    public static RunFolder Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, RunLog.FileName);
        foreach (var name in (string[])[RunLog.FileName, LengthsName, WeightsName])
        {
            if (!File.Exists(System.IO.Path.Combine(folder, name)))
            {
                throw new FileNotFoundException(
                    $"{folder}: has no {name}, must be the folder of a run of rtlgen train that has ended");
            }
        }

        var history = RunHistory.Read(path);
        return history is { Epochs: [.., var last], End: "done" or "max-steps" }
            ? new RunFolder(folder, history.Start.Options, last, history.End)
            : throw new InvalidDataException(
                $"{path}: the run has not come to its end, rtlgen train --resume goes on with it");
    }
}
