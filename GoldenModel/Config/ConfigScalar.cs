// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.GoldenModel.Config;

/// <summary>Checks a single value of a configuration: its type, and the range that its property declares.</summary>
internal static class ConfigScalar
{
    /// <summary>What is wrong with the reader's current value.</summary>
    /// <param name="type">The property's type.</param>
    /// <param name="property">The property; null for an array's element.</param>
    /// <param name="reader">At the value.</param>
    /// <returns>Words to follow the field's name; null if nothing is wrong.</returns>
    public static string? FindFault(Type type, JsonPropertyInfo? property, ref Utf8JsonReader reader)
    {
        var range = Attribute<RangeAttribute>(property);
        var allowed = Attribute<AllowedValuesAttribute>(property)?.Values;
        var isRight = type == typeof(AutoNumber) ? IsAuto(ref reader) || IsInteger(ref reader, range, allowed)
            : type == typeof(string) ? IsText(ref reader, allowed?.Select(value => (string)value!))
            : type == typeof(bool) ? reader.TokenType is JsonTokenType.True or JsonTokenType.False
            : type.IsEnum ? IsText(ref reader, EnumNames(type))
            : type == typeof(double) ? IsNumber(ref reader, range)
            : IsInteger(ref reader, range, allowed);
        return isRight ? null : $"is {Describe(ref reader)}, must be {Expected(type, range, allowed)}";
    }

    /// <summary>The current value as the file has it, cut to a readable length.</summary>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => Damage.Quote(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    /// <summary>Names of an enumeration's members in configurations.</summary>
    public static IEnumerable<string> EnumNames(Type type) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>An attribute of a property; null if it has none.</summary>
    public static T? Attribute<T>(JsonPropertyInfo? property)
        where T : Attribute =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    private static string Expected(Type type, RangeAttribute? range, object?[]? allowed)
    {
        var numbers = allowed is not null ? string.Join(" or ", allowed)
            : range is not null ? $"{Text(range.Minimum)} to {Text(range.Maximum)}"
            : "";
        return type == typeof(AutoNumber) ? $"\"{AutoNumber.AutoText}\" or {numbers}"
            : type == typeof(string) ? allowed is null ? "a string" : $"one of {string.Join(", ", allowed)}"
            : type == typeof(bool) ? "true or false"
            : type.IsEnum ? $"one of {string.Join(", ", EnumNames(type))}"
            : numbers.Length > 0 ? numbers
            : type == typeof(double) ? "a number"
            : "an integer";
    }

    private static string Text(object value) =>
        Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.###", CultureInfo.InvariantCulture);

    private static bool IsAuto(ref Utf8JsonReader reader) =>
        IsText(ref reader, [AutoNumber.AutoText]);

    private static bool IsText(ref Utf8JsonReader reader, IEnumerable<string>? allowed)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        try
        {
            var text = reader.GetString()!;
            return allowed?.Contains(text, StringComparer.Ordinal) ?? true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsInteger(ref Utf8JsonReader reader, RangeAttribute? range, object?[]? allowed) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetInt64(out var number)
        && (allowed is null || allowed.Any(value => Convert.ToInt64(value, CultureInfo.InvariantCulture) == number))
        && (range is null || IsWithin(number, range));

    private static bool IsNumber(ref Utf8JsonReader reader, RangeAttribute? range) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetDouble(out var number)
        && double.IsFinite(number)
        && (range is null || IsWithin(number, range));

    private static bool IsWithin(double number, RangeAttribute range) =>
        number >= Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture)
        && number <= Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
}
