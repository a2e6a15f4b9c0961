// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Walks a JSON text strictly: no comments, no trailing commas, no key twice, bounded depth, no
/// recursion.</summary>
internal ref struct JsonCursor
{
    private const int DeepestNesting = 128;

    private readonly string _path;
    private Utf8JsonReader _reader;

    /// <summary>Starts before the first token.</summary>
    /// <param name="path">Path of the file, for errors.</param>
    /// <param name="json">The whole text.</param>
    public JsonCursor(string path, ReadOnlySpan<byte> json)
    {
        _path = path;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
    }

    /// <summary>Kind of the current token.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>Goes to the next token.</summary>
    public void Next()
    {
        if (!TryNext())
        {
            throw Damage.In(_path, "the JSON text ends too early");
        }
    }

    /// <summary>Goes to the next token, which must be of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="place">Name of the value, for errors.</param>
    public void Next(JsonTokenType kind, string place)
    {
        Next();
        Require(kind, place);
    }

    /// <summary>Inside an object: goes to the next key, or to the object's end.</summary>
    /// <param name="keys">Keys seen so far; gains the key.</param>
    /// <param name="key">The key.</param>
    /// <returns>False at the end of the object.</returns>
    public bool NextKey(HashSet<string> keys, out string key)
    {
        Next();
        key = Kind == JsonTokenType.EndObject ? "" : Text("a key");
        return Kind != JsonTokenType.EndObject
            && (keys.Add(key) ? true : throw Damage.In(_path, $"key {Damage.Quote(key)} is there twice"));
    }

    /// <summary>Inside an array: goes to the next value, or to the array's end.</summary>
    /// <returns>False at the end of the array.</returns>
    public bool NextItem()
    {
        Next();
        return Kind != JsonTokenType.EndArray;
    }

    /// <summary>Goes to the next value, a string.</summary>
    /// <param name="place">Name of the value, for errors.</param>
    public string NextText(string place)
    {
        Next(JsonTokenType.String, place);
        return Text(place);
    }

    /// <summary>The current string or key.</summary>
    /// <param name="place">Name of the value, for errors.</param>
    public readonly string Text(string place)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Damage.In(_path, $"{place} is not valid Unicode text", e);
        }
    }

    /// <summary>The array of integers that comes next.</summary>
    /// <param name="limit">Most integers allowed.</param>
    /// <param name="place">Name of the value, for errors.</param>
    public long[] NextIntegers(int limit, string place)
    {
        Next(JsonTokenType.StartArray, place);
        var integers = new List<long>();
        while (NextItem())
        {
            if (integers.Count == limit)
            {
                throw Damage.In(_path, $"{place} has more than {limit} entries");
            }

            integers.Add(Kind == JsonTokenType.Number && _reader.ValueSpan[0] != '-'
                && _reader.TryGetInt64(out var value)
                ? value
                : throw Damage.In(_path, $"{place} must hold integers from 0 to 2^63-1"));
        }

        return [.. integers];
    }

    /// <summary>Passes over the next value, whatever it is.</summary>
    public void SkipNext()
    {
        Next();
        Skip();
    }

    /// <summary>Passes over the rest of the value whose first token is the current one.</summary>
    public void Skip()
    {
        var depth = _reader.CurrentDepth;
        while (Kind is JsonTokenType.StartObject or JsonTokenType.StartArray || _reader.CurrentDepth > depth)
        {
            Next();
        }
    }

    /// <summary>Checks that nothing but white space follows.</summary>
    public void End()
    {
        if (TryNext())
        {
            throw Damage.In(_path, "something follows the end of the JSON text");
        }
    }

    /// <summary>Checks the kind of the current token.</summary>
    /// <param name="kind">The kind it must have.</param>
    /// <param name="place">Name of the value, for errors.</param>
    public readonly void Require(JsonTokenType kind, string place)
    {
        if (Kind != kind)
        {
            throw Damage.In(_path, $"{place} must be {Word(kind)}, not {Word(Kind)}");
        }
    }

    private bool TryNext()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException e)
        {
            var reason = e.Message.Split(" LineNumber")[0].TrimEnd('.');
            throw Damage.In(_path, $"JSON line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {reason}", e);
        }
    }

    private static string Word(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "the end of its list",
    };
}
