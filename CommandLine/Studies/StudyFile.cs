// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine.Studies;

/// <summary>A study as a JSON file: which networks are trained how, and what is claimed of them.</summary>
public sealed partial record StudyFile
{
    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    /// <summary>Path or address of the JSON schema, for editors; not read.</summary>
    [Description("Path or address of this schema, for editors.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Version of the file's form: 1.</summary>
    [Description("Version of the file's form.")]
    [JsonRequired]
    [AllowedValues(Version)]
    public int SchemaVersion { get; init; } = Version;

    /// <summary>What is compared, each with one network on one data set.</summary>
    [Description("What is compared, each with one network on one data set.")]
    [JsonRequired]
    public IReadOnlyList<StudyComparison> Comparisons { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A field is unknown, missing, of the wrong type or out of range; the
    /// message is one line and has the file, the line, the field and what is allowed.</exception>
    public static StudyFile Read(string path)
    {
        var text = ConfigText.Read<StudyFile>(path);
        var file = JsonSerializer.Deserialize<StudyFile>(text.Json, ConfigText.Options)!;
        CheckNames(text, "comparisons", [.. file.Comparisons.Select(comparison => comparison.Name)]);
        for (var i = 0; i < file.Comparisons.Count; i++)
        {
            file.Comparisons[i].Check(text, $"comparisons[{i}]");
        }

        return file;
    }

    /// <summary>Checks names that become folders.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">Where in it the list is.</param>
    /// <param name="names">Names of the list's entries.</param>
    /// <exception cref="InvalidDataException">One is no name, or is there twice.</exception>
    internal static void CheckNames(ConfigText text, string place, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var field = $"{place}[{i}].name";
            if (!Name().IsMatch(names[i]))
            {
                throw text.Error(
                    field, $"{field} is '{names[i]}', must begin with a letter or digit, then also have any of '.+-_'");
            }

            if (names.Take(i).Contains(names[i], StringComparer.Ordinal))
            {
                throw text.Error(field, $"{field} is '{names[i]}', which another entry is called");
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.+_-]*$")]
    private static partial Regex Name();
}

/// <summary>Runs with one network on one data set, and what is claimed of them.</summary>
public sealed record StudyComparison
{
    /// <summary>Name, of its folder too.</summary>
    [Description("Name, of its folder too: letters, digits, and any of '.+-_'.")]
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>Heading in the report.</summary>
    [Description("Heading in the report.")]
    [JsonRequired]
    public string Title { get; init; } = "";

    /// <summary>Options of <c>train</c> that all runs share.</summary>
    [Description("Options of `rtlgen train` that all runs share, as on a command line.")]
    [JsonRequired]
    public string Options { get; init; } = "";

    /// <summary>The run that others are measured by.</summary>
    [Description("Name of the run that others are measured by.")]
    [JsonRequired]
    public string Baseline { get; init; } = "";

    /// <summary>The runs.</summary>
    [Description("What is trained.")]
    [JsonRequired]
    public IReadOnlyList<StudyRun> Runs { get; init; } = [];

    /// <summary>What is claimed.</summary>
    [Description("What the figures must show.")]
    public IReadOnlyList<StudyClaim> Claims { get; init; } = [];

    /// <summary>Checks what goes beyond form.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">Where in it the comparison is.</param>
    /// <exception cref="InvalidDataException">A name is not unique or there is no such run.</exception>
    internal void Check(ConfigText text, string place)
    {
        var names = Runs.Select(run => run.Name).ToList();
        StudyFile.CheckNames(text, $"{place}.runs", names);
        Require($"{place}.baseline", Baseline);
        for (var i = 0; i < Claims.Count; i++)
        {
            Require($"{place}.claims[{i}].run", Claims[i].Run);
            if (Claims[i].AtLeast is null == Claims[i].AtMost is null)
            {
                throw text.Error($"{place}.claims[{i}]", $"{place}.claims[{i}] must have one of atLeast and atMost");
            }
        }

        void Require(string field, string name)
        {
            if (!names.Contains(name))
            {
                throw text.Error(field, $"{field} is '{name}', must be one of {string.Join(", ", names)}");
            }
        }
    }
}

/// <summary>The same training with several seeds.</summary>
public sealed record StudyRun
{
    /// <summary>Name, of its folders too.</summary>
    [Description("Name, of its folders too: letters, digits, and any of '.+-_'.")]
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>Runs of one series are drawn alike and have no picture of their own; null for a run that counts by
    /// itself.</summary>
    [Description("Series that the run is a point of, such as a grid of static lengths.")]
    public string? Series { get; init; }

    /// <summary>Its own options of <c>train</c>.</summary>
    [Description("Its own options of `rtlgen train`, as on a command line.")]
    [JsonRequired]
    public string Options { get; init; } = "";

    /// <summary>Seeds.</summary>
    [Description("Seeds, one for each time that it is trained.")]
    [JsonRequired]
    public IReadOnlyList<int> Seeds { get; init; } = [];
}
