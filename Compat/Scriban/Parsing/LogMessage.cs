// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>A message about a template's text.</summary>
/// <param name="type">How grave it is.</param>
/// <param name="span">What it is about.</param>
/// <param name="message">The message, without its place.</param>
public sealed class LogMessage(ParserMessageType type, SourceSpan span, string message)
{
    /// <summary>How grave it is.</summary>
    public ParserMessageType Type => type;

    /// <summary>What it is about.</summary>
    public SourceSpan Span => span;

    /// <summary>The message, without its place.</summary>
    public string Message => message;

    /// <summary>The message with its place: <c>name(line,column) : error : message</c>.</summary>
    public override string ToString() =>
        $"{span.ToStringSimple()} : {(type == ParserMessageType.Error ? "error" : "warning")} : {message}";
}
