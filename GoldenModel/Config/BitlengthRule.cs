// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Config;

/// <summary>Settings for the tensors whose name matches.</summary>
public sealed record BitlengthRule : BitlengthSettings
{
    /// <summary>Start of a <see cref="Match"/> that is a regular expression.</summary>
    public const string RegexPrefix = "re:";

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>The tensor's name, or <c>re:</c> and a regular expression for the whole name.</summary>
    [Description("The tensor's name, or re: and a regular expression for the whole name. The first entry that matches counts.")]
    [JsonRequired]
    public string Match { get; init; } = "";

    /// <summary>Name of the layer that the tensor belongs to: an address of hardware with a layer table.</summary>
    [Description("Name of the layer that the tensor belongs to; match if absent. A layer table has one tensor of each kind for a layer.")]
    public string? Layer { get; init; }

    /// <summary>Number of values that the tensor must have; any if null.</summary>
    [Description("Number of values the tensor must have.")]
    [Range(0d, Descriptor.MaxCount)]
    public long? Count { get; init; }

    /// <summary>The real mantissa length that training arrived at, before rounding up.</summary>
    [Description("The real mantissa length that training arrived at.")]
    [Range(0d, 23d)]
    public double? LearnedMantissa { get; init; }

    /// <summary>The real exponent length that training arrived at, before rounding up.</summary>
    [Description("The real exponent length that training arrived at.")]
    [Range(0d, 8d)]
    public double? LearnedExponent { get; init; }

    /// <summary>Where these lengths come from.</summary>
    [Description("Where these lengths come from.")]
    public BitlengthProvenance? Provenance { get; init; }

    /// <summary>True if <see cref="Match"/> is a regular expression.</summary>
    [JsonIgnore]
    public bool IsRegex => Match.StartsWith(RegexPrefix, StringComparison.Ordinal);

    /// <summary>Name of the layer in a layer table: <see cref="Layer"/>, or the tensor's own name.</summary>
    [JsonIgnore]
    public string LayerName => Layer ?? Match;

    /// <summary>True if the rule is for the tensor of this name.</summary>
    /// <exception cref="ArgumentException">The regular expression is damaged.</exception>
    /// <exception cref="NotSupportedException">It has a part that takes more than linear time.</exception>
    public bool Matches(string name) => IsRegex
        ? Regex.IsMatch(name, $"^(?:{Match[RegexPrefix.Length..]})\\z", Linear)
        : name == Match;
}

/// <summary>The training run that lengths come from.</summary>
public sealed record BitlengthProvenance
{
    /// <summary>Random seed.</summary>
    [Description("Random seed.")]
    public long? Seed { get; init; }

    /// <summary>Epoch, counted from 1.</summary>
    [Description("Epoch, counted from 1.")]
    [Range(0, int.MaxValue)]
    public int? Epoch { get; init; }

    /// <summary>Method that learned the lengths.</summary>
    [Description("Method that learned the lengths.")]
    public string? Method { get; init; }

    /// <summary>Network and data set.</summary>
    [Description("Network and data set.")]
    public string? Model { get; init; }

    /// <summary>Commit of the training code.</summary>
    [Description("Commit of the training code.")]
    public string? Commit { get; init; }

    /// <summary>Accuracy on the test set, 0 to 1.</summary>
    [Description("Accuracy on the test set, 0 to 1.")]
    [Range(0d, 1d)]
    public double? Accuracy { get; init; }
}
