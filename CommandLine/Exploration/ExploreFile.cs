// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>A plan of <c>rtlgen explore</c> as a JSON file: which hardware is tried, on which lengths.</summary>
public sealed record ExploreFile
{
    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    /// <summary>Name of the field with the version, of hardware configurations too.</summary>
    internal const string VersionField = "schemaVersion";

    private const int MostPoints = 10_000;
    private const string FrozenField = "frozen";

    private static readonly string[] RunTimeFields = ["coders", "roundings"];

    /// <summary>Path or address of the JSON schema, for editors; not read.</summary>
    [Description("Path or address of this schema, for editors.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Version of the file's form: 1.</summary>
    [Description("Version of the file's form.")]
    [JsonRequired]
    [AllowedValues(Version)]
    public int SchemaVersion { get; init; } = Version;

    /// <summary>Values by field of the hardware configuration.</summary>
    [Description("Values by field of the hardware configuration; each is combined with each.")]
    [JsonRequired]
    public ExploreSweep Sweep { get; init; } = new();

    /// <summary>Lengths that tensors are measured with where hardware has them set at run time.</summary>
    [Description("Lengths that tensors are measured with where hardware has them set at run time; all bits if absent.")]
    public ExploreLengths Lengths { get; init; } = new();

    /// <summary>MHz that are enough: the smallest circuit that reaches it is taken; the fastest if null.</summary>
    [Description("MHz that are enough: the smallest circuit that reaches them is taken; the fastest if absent.")]
    [Range(1.0, 100_000.0)]
    public double? ClockMHz { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A field is unknown, missing, of the wrong type or out of range, or a list
    /// is empty; the message is one line and has the file, the line, the field and what is allowed.</exception>
    public static ExploreFile Read(string path)
    {
        var text = ConfigText.Read<ExploreFile>(path);
        var file = JsonSerializer.Deserialize<ExploreFile>(text.Json, ConfigText.Options)!;
        var lists = file.Lists();
        if (lists.FirstOrDefault(list => list.Values.Count == 0) is { Field: { } empty })
        {
            throw text.Error($"sweep.{empty}", $"sweep.{empty} is empty, must have one value or more");
        }

        var points = Alternatives(lists).Sum(
            fields => fields.Aggregate(1.0, (count, list) => count * list.Values.Count));
        return points <= MostPoints
            ? file
            : throw text.Error("sweep", $"sweep has more than {MostPoints} points, must have fewer");
    }

    /// <summary>The hardware configurations that the lists come to, as JSON; the last list changes fastest.</summary>
    /// <remarks>Each choice of the other fields goes with each of <c>coders</c> and <c>roundings</c>, lengths set at
    /// run time, and with each of <c>frozen</c>. Without <c>frozen</c>, or with one of the two, there is hardware of
    /// the first kind.</remarks>
    public IReadOnlyList<string> Hardware() =>
        [.. Alternatives(Lists()).SelectMany(Product).Select(choice => choice.ToJsonString()).Distinct()];

    private static IEnumerable<List<(string Field, JsonArray Values)>> Alternatives(
        List<(string Field, JsonArray Values)> lists)
    {
        var frozen = lists.Exists(list => list.Field == FrozenField);
        if (!frozen || lists.Exists(list => RunTimeFields.Contains(list.Field)))
        {
            yield return [.. lists.Where(list => list.Field != FrozenField)];
        }

        if (frozen)
        {
            yield return [.. lists.Where(list => !RunTimeFields.Contains(list.Field))];
        }
    }

    private static IEnumerable<JsonObject> Product(List<(string Field, JsonArray Values)> lists)
    {
        IEnumerable<JsonObject> choices = [new JsonObject { [VersionField] = HardwareFile.Version }];
        foreach (var (field, values) in lists)
        {
            choices = choices.SelectMany(choice => values.Select(value =>
            {
                var longer = (JsonObject)choice.DeepClone();
                longer[field] = value!.DeepClone();
                return longer;
            }));
        }

        return choices;
    }

    // Whatever fields the record has: they are those of a hardware configuration.
    private List<(string Field, JsonArray Values)> Lists() =>
        [.. JsonSerializer.SerializeToNode(Sweep, ConfigText.Options)!.AsObject()
            .Select(pair => (pair.Key, pair.Value!.AsArray()))];
}

/// <summary>Values to try, a list for each field of <see cref="HardwareFile"/> that is swept; each has the field's
/// name.</summary>
public sealed record ExploreSweep
{
    /// <summary>Uncompressed formats.</summary>
    [Description("Uncompressed formats: fp32, bf16, fp16.")]
    public IReadOnlyList<string>? Container { get; init; }

    /// <summary>L.</summary>
    [Description("Values handled side by side: 1 to 32.")]
    public IReadOnlyList<int>? Lanes { get; init; }

    /// <summary>R.</summary>
    [Description("Rows in a group: 2 to 64.")]
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>B.</summary>
    [Description("Bits of one lane's output word: 16 or 32.")]
    public IReadOnlyList<int>? Word { get; init; }

    /// <summary>Depths of the pipeline.</summary>
    [Description("Registers that a row passes: 3 to 6.")]
    public IReadOnlyList<int>? Stages { get; init; }

    /// <summary>Sets of coders to choose from at run time.</summary>
    [Description("Sets of exponent coders that a tensor may choose from at run time.")]
    public IReadOnlyList<IReadOnlyList<Coder>>? Coders { get; init; }

    /// <summary>Sets of roundings to choose from at run time.</summary>
    [Description("Sets of roundings that a tensor may choose from at run time.")]
    public IReadOnlyList<IReadOnlyList<Rounding>>? Roundings { get; init; }

    /// <summary>Descriptors of specialised hardware.</summary>
    [Description("Descriptors of specialised hardware.")]
    public IReadOnlyList<FrozenFields>? Frozen { get; init; }
}

/// <summary>Lengths that tensors are measured with.</summary>
public sealed record ExploreLengths
{
    /// <summary>n; all of the container's bits if null, or if it has fewer.</summary>
    [Description("Mantissa bits kept; all of the container's if absent, or if it has fewer.")]
    [Range(0, 23)]
    public int? Mantissa { get; init; }

    /// <summary>e; all of the container's bits if null, or if it has fewer.</summary>
    [Description("Exponent bits kept; all of the container's if absent, or if it has fewer.")]
    [Range(1, 8)]
    public int? Exponent { get; init; }
}
