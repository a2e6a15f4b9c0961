// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Config;

/// <summary>Hardware with a layer table, from a <c>bitlengths.json</c>.</summary>
/// <remarks>docs/hardware.md, "Layer table".</remarks>
public sealed class TableFile
{
    private const int LongestName = 80;

    private readonly ConfigText _text;
    private readonly BitlengthFile _file;
    private readonly HardwareConfig? _hardware;

    private TableFile(string path, byte[] json, HardwareConfig? hardware)
    {
        _file = BitlengthFile.Parse(path, json);
        _text = ConfigText.Check<BitlengthFile>(path, json);
        _hardware = hardware;
    }

    /// <summary>True if a text is that of a <c>bitlengths.json</c>, right or not: it has layers, or says so.</summary>
    /// <param name="json">The text, UTF-8.</param>
    public static bool IsBitlengths(ReadOnlyMemory<byte> json)
    {
        try
        {
            var text = json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("layers", out _)
                    || (root.TryGetProperty("$schema", out var schema) && schema.ValueKind == JsonValueKind.String
                        && schema.GetString()!.Contains("bitlengths", StringComparison.Ordinal)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a <c>bitlengths.json</c>.</param>
    /// <param name="hardware">The hardware; null for what the file says of it, with the coders and roundings that its
    /// descriptors use.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Parse"/>.</exception>
    public static HardwareConfig Read(string path, HardwareConfig? hardware = null) =>
        Parse(path, ConfigText.ReadBytes(path), hardware);

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">Path for errors.</param>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="hardware">As for <see cref="Read"/>.</param>
    /// <exception cref="InvalidDataException">The file is wrong, or no table can be made of it; the message is one line
    /// and has the file, the line, the field and what would be right.</exception>
    public static HardwareConfig Parse(string path, byte[] json, HardwareConfig? hardware = null) =>
        new TableFile(path, json, hardware).ToConfig();

    private HardwareConfig ToConfig()
    {
        if (_file.Layers.Count == 0)
        {
            throw _text.Error("layers", "layers is empty, must have an entry for each tensor of the table");
        }

        var start = _hardware ?? new HardwareConfig();
        var container = Common("container", settings => settings.Container, start.Container.Name);
        var config = start with
        {
            Container = Container.All.Single(one => one.Name == container),
            Lanes = Common("lanes", settings => settings.Lanes, start.Lanes),
            Rows = Common("rows", settings => settings.Rows, start.Rows),
            Word = Common("word", settings => settings.Word, start.Word),
        };
        var table = new LayerTable(Entries(config), Fallback(config));
        if (_hardware is null)
        {
            var used = table.Entries.Select(entry => entry.Descriptor).Concat(
                table.Fallback is { } fallback ? [fallback] : []).ToList();
            config = config with
            {
                Coders = [.. used.Select(descriptor => descriptor.Coder).Distinct().Order()],
                Roundings = [.. used.Select(descriptor => descriptor.Rounding).Distinct().Order()],
            };
        }

        return config with { Table = table };
    }

    // Hardware has one of it: who says it must say the same.
    private T Common<T>(string field, Func<BitlengthSettings, object?> of, T otherwise)
        where T : notnull
    {
        var said = _file.Layers.Select((layer, index) => (Place: $"layers[{index}]", Value: of(layer)))
            .Prepend((Place: "defaults", Value: of(_file.Defaults))).Where(one => one.Value is not null).ToList();
        var (expected, whose) = _hardware is null && said.Count > 0
            ? ((T)said[0].Value!, $"as {said[0].Place} says")
            : (otherwise, "the hardware's");
        foreach (var (place, value) in said.Where(one => !expected.Equals(one.Value)))
        {
            throw _text.Error(
                $"{place}.{field}",
                $"{place}.{field} is {value}, must be {expected}, {whose}: hardware has one for all");
        }

        return expected;
    }

    private IEnumerable<LayerEntry> Entries(HardwareConfig config)
    {
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Dictionary<(int, TensorKind), int>();
        for (var i = 0; i < _file.Layers.Count; i++)
        {
            var (place, rule) = ($"layers[{i}]", _file.Layers[i]);
            if (rule.IsRegex)
            {
                throw _text.Error(
                    $"{place}.match",
                    $"{place}.match is {Quote(rule.Match)}, must be a name: a table in hardware has an address for each tensor");
            }

            var name = rule.LayerName;
            var layer = layers.TryGetValue(name, out var known) ? known : layers[name] = layers.Count;
            if (layer >= LayerTable.MaxLayers)
            {
                throw _text.Error(
                    place, $"{place} is one layer more than a table has room for, must be {LayerTable.MaxLayers} or fewer");
            }

            var settings = rule.Over(_file.Defaults);
            var kind = settings.Kind ?? TensorKind.Weight;
            if (!places.TryAdd((layer, kind), i))
            {
                throw _text.Error(
                    $"{place}.{(rule.Layer is null ? "match" : "layer")}",
                    $"{place} is the {Names.Of(kind)} of {Quote(name)}, as layers[{places[(layer, kind)]}] is, "
                    + "must be of another kind or layer");
            }

            yield return new LayerEntry(layer, kind, name, Descriptor(config, place, settings)) { Tensor = rule.Match };
        }
    }

    // A miss is coded as the defaults say, if they say anything.
    private Descriptor? Fallback(HardwareConfig config) =>
        _file.Defaults == new BitlengthSettings() ? null : Descriptor(config, "defaults", _file.Defaults);

    private static string Quote(string name) =>
        name.Length <= LongestName ? $"'{name}'" : $"'{name[..LongestName]}...'";

    private Descriptor Descriptor(HardwareConfig config, string place, BitlengthSettings settings)
    {
        var exponent = settings.Exponent ?? config.Container.ExponentBits;
        if (exponent < config.Container.ExponentBits && settings.Low?.Number is null)
        {
            var owner = _text.Has($"{place}.low") || !_text.Has("defaults.low") ? place : "defaults";
            var whose = place == "defaults" ? " (they are for addresses that are not in the table)" : "";
            throw _text.Error(
                $"{owner}.low",
                $"{place}.low is {(settings.Low is null ? "missing" : "auto")}, must be a number where exponent is short{whose}: "
                + "a table cannot look at the tensor");
        }

        var descriptor = config.Complete(settings.ToDescriptor(config.Container));
        if (descriptor.FindFault() is { } fault)
        {
            throw Wrong(place, fault.Split(' ')[0], fault);
        }

        if (_hardware is not null)
        {
            MustHave(place, "coder", config.Coders, descriptor.Coder);
            MustHave(place, "rounding", config.Roundings, descriptor.Rounding);
        }

        return descriptor;
    }

    private void MustHave<T>(string place, string field, IReadOnlyList<T> generated, T chosen)
        where T : struct, Enum
    {
        if (!generated.Contains(chosen))
        {
            var names = string.Join(", ", generated.Select(Names.Of));
            throw Wrong(place, field, $"{field} is {Names.Of(chosen)}, must be one that the hardware has: {names}");
        }
    }

    private InvalidDataException Wrong(string place, string field, string fault)
    {
        var owner = _text.Has($"{place}.{field}") || !_text.Has($"defaults.{field}") ? place : "defaults";
        return _text.Error($"{owner}.{field}", $"{place}.{fault}");
    }
}
