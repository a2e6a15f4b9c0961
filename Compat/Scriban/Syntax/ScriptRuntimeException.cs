// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A template cannot be rendered with this model.</summary>
/// <param name="span">The place in the template.</param>
/// <param name="message">What is wrong, without its place.</param>
/// <param name="innerException">The exception that the model or the loader threw, if any.</param>
[SuppressMessage("Design", "CA1032", Justification = "Scriban's has no constructor without a place.")]
public class ScriptRuntimeException(SourceSpan span, string message, Exception? innerException)
    : Exception(message, innerException)
{
    /// <inheritdoc cref="ScriptRuntimeException(SourceSpan, string, Exception)" />
    public ScriptRuntimeException(SourceSpan span, string message)
        : this(span, message, null)
    {
    }

    /// <summary>The place in the template.</summary>
    public SourceSpan Span => span;

    /// <summary>What is wrong, without its place.</summary>
    public string OriginalMessage => base.Message;

    /// <summary>What is wrong, with its place: <c>name(line,column) : error : message</c>.</summary>
    public override string Message => new LogMessage(ParserMessageType.Error, span, base.Message).ToString();

    /// <inheritdoc cref="Message" />
    public override string ToString() => Message;
}
