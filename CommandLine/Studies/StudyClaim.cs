// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rtlgen.CommandLine.Studies;

/// <summary>What a mean over a run's seeds must be.</summary>
public sealed record StudyClaim
{
    /// <summary>The run.</summary>
    [Description("Name of the run.")]
    [JsonRequired]
    public string Run { get; init; } = "";

    /// <summary>The figure.</summary>
    [Description("accuracyLoss: points of accuracy below the baseline's mean; validationLoss: per cent above the "
        + "baseline's mean; fixed, best: footprint of FP32 over the run's, over the whole run; better: how many "
        + "points of any series have more accuracy (or less loss) at an equal or smaller footprint.")]
    [JsonRequired]
    public StudyFigure Figure { get; init; }

    /// <summary>Smallest value that is right.</summary>
    [Description("Smallest value that is right.")]
    public double? AtLeast { get; init; }

    /// <summary>Largest value that is right.</summary>
    [Description("Largest value that is right.")]
    public double? AtMost { get; init; }
}

/// <summary>What can be claimed.</summary>
[JsonConverter(typeof(StudyFigureConverter))]
public enum StudyFigure
{
    /// <summary>Points of test accuracy below the baseline, in per cent.</summary>
    AccuracyLoss,

    /// <summary>Validation loss above the baseline's, in per cent of it.</summary>
    ValidationLoss,

    /// <summary>FP32's traffic over that of coder <c>fixed</c>, whole run.</summary>
    Fixed,

    /// <summary>FP32's traffic over that of the best coder of each tensor, whole run.</summary>
    Best,

    /// <summary>Points of series that are better at an equal or smaller footprint.</summary>
    Better,
}

/// <summary>Figures by the names that the file has.</summary>
internal sealed class StudyFigureConverter()
    : JsonStringEnumConverter<StudyFigure>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
