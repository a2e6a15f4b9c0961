// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rtlgen.GoldenModel.Config;

/// <summary>A number, or <c>auto</c>: to be chosen by looking at the tensor.</summary>
/// <param name="Number">The number; null for <c>auto</c>.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct AutoNumber(int? Number)
{
    /// <summary>How <c>auto</c> is written.</summary>
    public const string AutoText = "auto";

    /// <summary>To be chosen by looking at the tensor.</summary>
    public static AutoNumber Auto => default;

    /// <summary>Reads <c>auto</c> or an integer.</summary>
    /// <returns>False if <paramref name="text"/> is neither.</returns>
    public static bool TryParse(string? text, out AutoNumber value)
    {
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isNumber ? new AutoNumber(number) : Auto;
        return isNumber || text == AutoText;
    }

    /// <inheritdoc/>
    public override string ToString() => Number?.ToString(CultureInfo.InvariantCulture) ?? AutoText;

    private sealed class Converter : JsonConverter<AutoNumber>
    {
        public override AutoNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? new AutoNumber(reader.GetInt32())
            : reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(AutoText) ? Auto
            : throw new JsonException("must be \"auto\" or an integer");

        public override void Write(Utf8JsonWriter writer, AutoNumber value, JsonSerializerOptions options)
        {
            if (value.Number is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(AutoText);
            }
        }
    }
}
