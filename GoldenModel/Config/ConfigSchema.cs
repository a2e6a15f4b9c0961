// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Rtlgen.GoldenModel.Config;

/// <summary>JSON schemas of configuration files, made from the records that read them.</summary>
public static class ConfigSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Refine,
    };

    /// <summary>The schema of a record, indented, with a newline at its end.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="title">What the file is.</param>
    public static string Of<T>(string title)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        var exported = ConfigText.Options.GetJsonSchemaAsNode(typeof(T), Exporter).AsObject();
        foreach (var (key, value) in exported.ToList())
        {
            exported.Remove(key);
            schema[key] = value;
        }

        var relaxed =
            new JsonSerializerOptions(ConfigText.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return schema.ToJsonString(relaxed) + "\n";
    }

    private static JsonObject Refine(JsonSchemaExporterContext context, JsonNode node)
    {
        var property = context.PropertyInfo;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var range = ConfigScalar.Attribute<RangeAttribute>(property);
        var schema = type == typeof(AutoNumber) ? AutoOrInteger(range)
            : node is JsonObject known ? Bound(known, range)
            : [];
        RemoveNull(schema);
        if (ConfigScalar.Attribute<AllowedValuesAttribute>(property) is { } allowed)
        {
            schema["enum"] = JsonSerializer.SerializeToNode(allowed.Values, ConfigText.Options);
        }

        if (ConfigScalar.Attribute<DescriptionAttribute>(property) is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }

        return schema;
    }

    private static JsonObject AutoOrInteger(RangeAttribute? range) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["const"] = AutoNumber.AutoText },
            Bound(new JsonObject { ["type"] = "integer" }, range)),
    };

    private static JsonObject Bound(JsonObject schema, RangeAttribute? range)
    {
        if (range is not null)
        {
            schema["minimum"] = JsonSerializer.SerializeToNode(range.Minimum, ConfigText.Options);
            schema["maximum"] = JsonSerializer.SerializeToNode(range.Maximum, ConfigText.Options);
        }

        return schema;
    }

    // Fields may be absent, but never null.
    private static void RemoveNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        }

        if (schema["enum"] is JsonArray values && values.Any(value => value is null))
        {
            var known = values.Where(value => value is not null).Select(value => value!.DeepClone());
            schema["enum"] = new JsonArray([.. known]);
        }

        schema.Remove("default");
    }
}
