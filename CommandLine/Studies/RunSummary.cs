// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine.Studies;

/// <summary>What is kept of the logs of a comparison's runs.</summary>
public sealed record StudySummary
{
    /// <summary>The comparison's name.</summary>
    [JsonRequired]
    public string Comparison { get; init; } = "";

    /// <summary>Its runs, one entry for each seed.</summary>
    [JsonRequired]
    public IReadOnlyList<RunSummary> Runs { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It does not have this form.</exception>
    public static StudySummary Read(string path) =>
        JsonSerializer.Deserialize<StudySummary>(ConfigText.Read<StudySummary>(path).Json, ConfigText.Options)!;

    /// <summary>Writes the file, wholly or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, this, ConfigText.Options);
        stream.Write("\n"u8);
    });
}

/// <summary>What is kept of a run's log.</summary>
public sealed record RunSummary
{
    /// <summary>Name of the run in the study.</summary>
    [JsonRequired]
    public string Run { get; init; } = "";

    /// <summary>Its seed.</summary>
    [JsonRequired]
    public int Seed { get; init; }

    /// <summary>Its options of <c>train</c>, as on a command line.</summary>
    [JsonRequired]
    public string Options { get; init; } = "";

    /// <summary>Commit of rtlgen; null if unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Version of libtorch.</summary>
    [JsonRequired]
    public string Torch { get; init; } = "";

    /// <summary>Version of .NET.</summary>
    [JsonRequired]
    public string Dotnet { get; init; } = "";

    /// <summary>Why it ended before its end; null if it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Its epochs, in order.</summary>
    [JsonRequired]
    public IReadOnlyList<EpochSummary> Epochs { get; init; } = [];

    /// <summary>Its stashed tensors as the last epoch left them, in the network's order.</summary>
    [JsonRequired]
    public IReadOnlyList<TensorSummary> Tensors { get; init; } = [];
}

/// <summary>An epoch; footprints as FP32's over the run's.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainLoss">Mean loss of its steps.</param>
/// <param name="ValidationLoss">Loss of the test set.</param>
/// <param name="Accuracy">Share of the test set that is right, 0 to 1.</param>
/// <param name="Fixed">With coder <c>fixed</c>, its last step.</param>
/// <param name="Delta">With coder <c>delta</c>.</param>
/// <param name="Peak">With coder <c>peak</c>.</param>
/// <param name="RunFixed">With coder <c>fixed</c>, all steps so far.</param>
/// <param name="RunBest">With each tensor's best coder, all steps so far.</param>
public sealed record EpochSummary(
    int Epoch,
    double TrainLoss,
    double ValidationLoss,
    double Accuracy,
    double Fixed,
    double Delta,
    double Peak,
    double RunFixed,
    double RunBest);

/// <summary>A stashed tensor at the end of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Weight or activation.</param>
/// <param name="Count">Its values.</param>
/// <param name="Mantissa">n.</param>
/// <param name="Exponent">e.</param>
/// <param name="Sign">1 with a sign, 0 without.</param>
/// <param name="LearnedMantissa">n before rounding up; null if it did not learn.</param>
/// <param name="LearnedExponent">e before rounding up; null if it did not learn.</param>
public sealed record TensorSummary(
    string Name,
    TensorKind Kind,
    long Count,
    int Mantissa,
    int Exponent,
    int Sign,
    double? LearnedMantissa,
    double? LearnedExponent);
