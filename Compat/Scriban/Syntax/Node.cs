// SPDX-License-Identifier: Apache-2.0

using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A part of a template.</summary>
/// <param name="span">Its place.</param>
/// <param name="indent">The indentation of a tag, for the further lines of its text; null for literal text.</param>
internal abstract class Node(SourceSpan span, string? indent)
{
    public SourceSpan Span => span;

    public string? Indent => indent;

    public abstract void Render(TemplateContext context);
}
