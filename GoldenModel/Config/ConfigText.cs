// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Config;

/// <summary>The text of a configuration file that has the form of a record, with the line of every field.</summary>
/// <remarks>
/// The record is the only description of the form: names and types of its properties, <c>[JsonRequired]</c>,
/// <c>[Range]</c> and <c>[AllowedValues]</c>. <see cref="ConfigSchema"/> turns the same record into a JSON schema.
/// </remarks>
public sealed class ConfigText
{
    private readonly string _path;
    private readonly Dictionary<string, int> _lines;

    private ConfigText(string path, byte[] json, Dictionary<string, int> lines)
    {
        _path = path;
        Json = json;
        _lines = lines;
    }

    /// <summary>How configuration records are written as JSON.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>The text, UTF-8, without a byte order mark.</summary>
    public byte[] Json { get; }

    /// <summary>Reads a file's text, UTF-8, whatever its form.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] ReadBytes(string path) => FileSet.ReadJson(path);

    /// <summary>Reads a file and checks it against a record: fields, types and ranges.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Check"/>.</exception>
    public static ConfigText Read<T>(string path) => Check<T>(path, FileSet.ReadJson(path));

    /// <summary>Checks a text against a record: fields, types and ranges.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="path">Path for errors.</param>
    /// <param name="json">The text, UTF-8.</param>
    /// <exception cref="InvalidDataException">The text is not of that form; the message is one line and has the file,
    /// the line, the field and what is allowed.</exception>
    public static ConfigText Check<T>(string path, ReadOnlySpan<byte> json)
    {
        var text = json.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;
        var walker = new ConfigWalker(path, text);
        walker.Walk(typeof(T));
        return new ConfigText(path, text.ToArray(), walker.Lines);
    }

    /// <summary>True if the text has a field.</summary>
    /// <param name="field">Its place, such as <c>layers[2].mantissa</c>.</param>
    public bool Has(string field) => _lines.ContainsKey(field);

    /// <summary>An error about a field, or about what would hold it.</summary>
    /// <param name="field">Its place, such as <c>layers[2].mantissa</c>.</param>
    /// <param name="problem">What is wrong and what would be right.</param>
    public InvalidDataException Error(string field, string problem)
    {
        for (; field.Length > 0; field = field[..Math.Max(0, field.LastIndexOf('.'))])
        {
            if (_lines.TryGetValue(field, out var line))
            {
                return At(_path, line, problem);
            }
        }

        return At(_path, 1, problem);
    }

    /// <summary>An error about a line.</summary>
    internal static InvalidDataException At(string path, long line, string problem, Exception? cause = null) =>
        new(Damage.OneLine($"{path}:{line}: {problem}"), cause);

    private static JsonSerializerOptions MakeOptions()
    {
        var camelCase = JsonNamingPolicy.CamelCase;
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = camelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            WriteIndented = true,
            NewLine = "\n",
        };
        options.Converters.Add(new JsonStringEnumConverter<Coder>(camelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Rounding>(camelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TensorKind>(camelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }
}
