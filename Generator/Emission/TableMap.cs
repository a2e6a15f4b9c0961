// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Emission;

/// <summary>A layer table for software: <c>layer_table.json</c>, which has the address of every tensor.</summary>
/// <param name="Table">The table's tag in module names.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Entries">Every tensor, by layer, then by kind.</param>
/// <param name="Fallback">The descriptor of addresses that are not in the table; absent if they are refused.</param>
public sealed record TableMap(
    string Table, int Layers, IReadOnlyList<TableMapEntry> Entries, Dictionary<string, object>? Fallback)
{
    /// <summary>Name of the map's file.</summary>
    public const string FileName = "layer_table.json";

    private static readonly JsonSerializerOptions Json = new(ConfigText.Options);

    /// <summary>The map of a design's table.</summary>
    /// <param name="design">A design with a table.</param>
    public static TableMap Of(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var table = design.Config.Table ?? throw new ArgumentException("the design has no table", nameof(design));
        return new TableMap(
            table.Tag,
            table.Layers,
            [.. table.Entries.Select(entry => new TableMapEntry(
                entry.Layer, Names.Of(entry.Kind), (int)entry.Kind, entry.Name, Fields(entry.Descriptor)))],
            table.Fallback is { } fallback ? Fields(fallback) : null);
    }

    /// <summary>The map as JSON; names are as they are in <c>bitlengths.json</c>, characters other than ASCII as
    /// escapes.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    // Names and numbers as docs/format.md spells them.
    private static Dictionary<string, object> Fields(Descriptor descriptor) => new()
    {
        ["mantissa"] = descriptor.Mantissa,
        ["exponent"] = descriptor.Exponent,
        ["low"] = descriptor.Low,
        ["sign"] = descriptor.Sign ? 1 : 0,
        ["coder"] = Names.Of(descriptor.Coder),
        ["bias"] = descriptor.Bias,
        ["rounding"] = Names.Of(descriptor.Rounding),
    };
}

/// <summary>A tensor's address and descriptor.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="KindCode">The kind's number in an address.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Descriptor">The descriptor's fields.</param>
public sealed record TableMapEntry(
    int Layer, string Kind, int KindCode, string Name, Dictionary<string, object> Descriptor);
