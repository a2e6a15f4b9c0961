// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Config;

/// <summary>A <c>bitlengths.json</c>: how each tensor of a network is to be coded.</summary>
public sealed record BitlengthFile
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

    /// <summary>Settings for what the layers leave open.</summary>
    [Description("Settings for what the entries in layers leave open, and for tensors that none of them matches.")]
    public BitlengthSettings Defaults { get; init; } = new();

    /// <summary>Settings by tensor; the first that matches counts.</summary>
    [Description("Settings by tensor; the first entry that matches counts.")]
    [JsonRequired]
    public IReadOnlyList<BitlengthRule> Layers { get; init; } = [];

    /// <summary>Where all these lengths come from.</summary>
    [Description("Where all these lengths come from.")]
    public BitlengthProvenance? Provenance { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a <c>bitlengths.json</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A field is unknown, missing, of the wrong type or out of range; the
    /// message
    /// is one line and has the file, the line, the field and what is allowed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BitlengthFile Read(string path) => Parse(path, FileSet.ReadJson(path));

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">Path for errors.</param>
    /// <param name="json">The text, UTF-8.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static BitlengthFile Parse(string path, ReadOnlySpan<byte> json)
    {
        var text = ConfigText.Check<BitlengthFile>(path, json);
        var file = JsonSerializer.Deserialize<BitlengthFile>(text.Json, ConfigText.Options)!;
        CheckSettings(text, "defaults", file.Defaults);
        for (var i = 0; i < file.Layers.Count; i++)
        {
            file.CheckRule(text, $"layers[{i}]", file.Layers[i]);
        }

        return file;
    }

    /// <summary>Writes the file, wholly or not at all.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, this, ConfigText.Options);
        stream.Write("\n"u8);
    });

    /// <summary>The first layer that matches a tensor's name; null if none does.</summary>
    public BitlengthRule? Find(string name) => Layers.FirstOrDefault(layer => layer.Matches(name));

    /// <summary>The settings for a tensor: those of the first layer that matches, over the defaults.</summary>
    public BitlengthSettings SettingsFor(string name) => Find(name)?.Over(Defaults) ?? Defaults;

    private void CheckRule(ConfigText text, string place, BitlengthRule rule)
    {
        try
        {
            _ = rule.Matches("");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw text.Error($"{place}.match", $"{place}.match is not a regular expression: {exception.Message}");
        }

        CheckSettings(text, place, rule.Over(Defaults));
    }

    // Ranges that depend on the container; where it is not said, they are checked with the tensor at hand.
    private static void CheckContainer(ConfigText text, string place, Descriptor descriptor)
    {
        if (descriptor.FindFault() is { } fault)
        {
            var field = fault.Split(' ')[0];
            var owner = text.Has($"{place}.{field}") || !text.Has($"defaults.{field}") ? place : "defaults";
            throw text.Error($"{owner}.{field}", $"{place}.{fault}");
        }
    }

    private static void CheckSettings(ConfigText text, string place, BitlengthSettings settings)
    {
        if (Formats.Container.TryParse(settings.Container, out var container))
        {
            CheckContainer(text, place, settings.ToDescriptor(container) with { Sign = settings.Sign?.Number == 1 });
        }
    }
}
