// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.GoldenModel.Config;

/// <summary>Walks a configuration text beside the record that it must have the form of.</summary>
internal ref struct ConfigWalker
{
    private readonly string _path;
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;
    private long _counted;
    private int _line = 1;

    /// <summary>A walker at the start of a text.</summary>
    public ConfigWalker(string path, ReadOnlySpan<byte> text)
    {
        _path = path;
        _text = text;
        _reader = new Utf8JsonReader(text);
    }

    /// <summary>Line of every field seen, by its place.</summary>
    public Dictionary<string, int> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks the whole text.</summary>
    /// <param name="root">The record.</param>
    public void Walk(Type root)
    {
        Next();
        Value(root, null, "");
        if (Read())
        {
            throw Error("something follows the end of the configuration");
        }
    }

    private void Value(Type declared, JsonPropertyInfo? property, string field)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var information = ConfigText.Options.GetTypeInfo(type);
        if (information.Kind == JsonTypeInfoKind.Object)
        {
            Object(information, field);
        }
        else if (information.Kind == JsonTypeInfoKind.Enumerable)
        {
            Array(information, field);
        }
        else if (ConfigScalar.FindFault(type, property, ref _reader) is { } fault)
        {
            throw Error($"{field} {fault}");
        }
    }

    private void Object(JsonTypeInfo type, string field)
    {
        Require(JsonTokenType.StartObject, field, "an object");
        var start = Line();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (Next(); _reader.TokenType != JsonTokenType.EndObject; Next())
        {
            var name = Name();
            var property = Fields(type).FirstOrDefault(candidate => candidate.Name == name)
                ?? throw Error($"unknown field {Damage.Quote(Join(field, name))}{Suggestion(type, name)}");
            if (!seen.Add(name))
            {
                throw Error($"field {Damage.Quote(Join(field, name))} is there twice");
            }

            Next();
            Lines[Join(field, name)] = Line();
            Value(property.PropertyType, property, Join(field, name));
        }

        var required = type.Properties.Where(property => property.IsRequired);
        if (required.FirstOrDefault(property => !seen.Contains(property.Name)) is { } missing)
        {
            throw ConfigText.At(_path, start, $"field '{Join(field, missing.Name)}' is missing");
        }
    }

    private void Array(JsonTypeInfo type, string field)
    {
        Require(JsonTokenType.StartArray, field, "an array");
        var index = 0;
        for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
        {
            var place = $"{field}[{index++}]";
            Lines[place] = Line();
            Value(type.ElementType!, null, place);
        }
    }

    private readonly string Name()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw ConfigText.At(_path, _line, "a field's name is not valid Unicode text", exception);
        }
    }

    private static string Join(string field, string name) => field.Length == 0 ? name : $"{field}.{name}";

    // Properties that are worked out from others are no fields.
    private static IEnumerable<JsonPropertyInfo> Fields(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Set is not null);

    private static string Suggestion(JsonTypeInfo type, string name)
    {
        var names = Fields(type).Select(property => property.Name).ToList();
        return ClosestName.Find(name, names) is { } closest
            ? $", did you mean '{closest}'?"
            : $", must be one of {string.Join(", ", names)}";
    }

    private void Require(JsonTokenType token, string field, string kind)
    {
        if (_reader.TokenType != token)
        {
            var place = field.Length == 0 ? "the configuration" : field;
            throw Error($"{place} must be {kind}, not {ConfigScalar.Describe(ref _reader)}");
        }
    }

    private void Next()
    {
        if (!Read())
        {
            throw Error("the text ends too early");
        }
    }

    private bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException exception)
        {
            var reason = exception.Message.Split(" LineNumber")[0].TrimEnd('.');
            throw ConfigText.At(_path, (exception.LineNumber ?? 0) + 1, $"not JSON: {reason}", exception);
        }
    }

    private InvalidDataException Error(string problem) => ConfigText.At(_path, Line(), problem);

    private int Line()
    {
        var position = Math.Max(_counted, Math.Min(_reader.TokenStartIndex, _text.Length));
        _line += _text[(int)_counted..(int)position].Count((byte)'\n');
        _counted = position;
        return _line;
    }
}
