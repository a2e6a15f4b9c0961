// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Globalization;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>The text of a value in a template's hole.</summary>
internal static class ValueText
{
    public static string Of(object? value, SourceSpan span) => value switch
    {
        null => throw new ScriptRuntimeException(span, "The value is null."),
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime or ScriptObject or IDictionary => throw Unsupported(value, span),
        _ when IsKeyValuePair(value.GetType()) => throw Unsupported(value, span),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IConvertible convertible => convertible.ToString(CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => OfItem(item, span)))}]",
        _ => value.ToString() ?? "",
    };

    private static string OfItem(object? item, SourceSpan span) => item switch
    {
        null => "null",
        string text when text.Any(c => c < ' ' || c is '"' or '\\') => throw Unsupported(item, span),
        string text => $"\"{text}\"",
        _ => Of(item, span),
    };

    private static bool IsKeyValuePair(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static ScriptRuntimeException Unsupported(object value, SourceSpan span) =>
        new(span, $"The stand-in has no text for this {value.GetType().Name}.");
}
