// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Fuzzing.Inputs;
using Rtlgen.Fuzzing.Targets;

namespace Rtlgen.Fuzzing.Running;

/// <summary>One process's share of a run.</summary>
/// <param name="Options">The run's options.</param>
/// <param name="Share">Tries every number whose remainder by <see cref="FuzzOptions.Threads"/> is this.</param>
/// <param name="Status">File in which the process says where it is.</param>
/// <param name="Scratch">Folder for files that targets write; it is the process's own.</param>
/// <param name="Describe">Path that receives the first input instead of its being tried.</param>
internal sealed record FuzzJob(
    FuzzOptions Options, int Share, string Status, string Scratch, string? Describe = null);

/// <summary>The targets, and which of them an input is for.</summary>
internal static class FuzzTargets
{
    // Of 20 inputs in a row, 10 are whole streams, 4 streams in pieces, 4 files, and one each of the rest.
    private static readonly int[] Turns = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4];

    /// <summary>Names of the targets.</summary>
    public static IReadOnlyList<string> Names { get; } = ["stream", "pieces", "file", "npy", "bitlengths"];

    /// <summary>Makes all targets, in the order of <see cref="Names"/>.</summary>
    public static FuzzTarget[] Make(FuzzJob job) =>
    [
        new StreamTarget(PlantedFaults.Decoder(job.Options.Plant)),
        new PiecesTarget(),
        new FileTarget(job.Scratch),
        new NpyTarget(),
        new BitlengthsTarget(),
    ];

    /// <summary>The target of an input.</summary>
    public static int Of(string? only, long number) =>
        only is null ? Turns[number % Turns.Length] : Names.ToList().IndexOf(only);

    /// <summary>The choices of an input.</summary>
    public static Draw Draw(FuzzOptions options, int target, long number) => new((ulong)options.Seed, target, number);
}
