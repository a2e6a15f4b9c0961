// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Emission;

/// <summary>A layer table for software: <c>layer_table.json</c>, which has the address of every tensor.</summary>
public static class TableMap
{
    /// <summary>Name of the map's file.</summary>
    public const string FileName = "layer_table.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The map of a table, one line a tensor; characters other than ASCII are escapes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="instances">Specialised designs that take its place, in the order of their numbers; null for the table
    /// itself.</param>
    public static string Of(LayerTable table, IReadOnlyList<HardwareConfig>? instances = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var entries = table.Entries.Select(entry => new Entry(
            entry.Layer, Names.Of(entry.Kind), (int)entry.Kind, entry.Name,
            entry.Tensor == entry.Name ? null : entry.Tensor,
            instances is null ? null : FrozenSet.IndexOf(instances, entry.Descriptor), new Fields(entry.Descriptor)));
        var fallback = instances is null && table.Fallback is { } other ? $"  \"fallback\": {Line(new Fields(other))},\n" : "";
        var names = instances is null ? ""
            : $"  \"instances\": [\n{Lines(instances.Select((instance, index) => new Instance(index, instance)))}\n  ],\n";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\n  \"table\": \"{table.Tag}\",\n  \"layers\": {table.Layers},\n{fallback}{names}  \"tensors\": [\n{Lines(entries)}\n  ]\n}}\n");
    }

    private static string Lines<T>(IEnumerable<T> records) =>
        string.Join(",\n", records.Select(record => "    " + Line(record)));

    private static string Line<T>(T record) => JsonSerializer.Serialize(record, Json);

    private sealed record Entry(
        int Layer, string Kind, int KindCode, string Name, string? Tensor, int? Instance, Fields Descriptor);

    // Names and numbers as docs/format.md spells them.
    private sealed record Fields(int Mantissa, int Exponent, int Low, int Sign, string Coder, int Bias, string Rounding)
    {
        public Fields(Descriptor descriptor)
            : this(
                descriptor.Mantissa, descriptor.Exponent, descriptor.Low, descriptor.Sign ? 1 : 0,
                Names.Of(descriptor.Coder), descriptor.Bias, Names.Of(descriptor.Rounding))
        {
        }
    }

    private sealed record Instance(int Index, string Folder, string Encoder, string Decoder)
    {
        public Instance(int index, HardwareConfig config)
            : this(index, config.Name, config.ModuleName("encoder"), config.ModuleName("decoder"))
        {
        }
    }
}
