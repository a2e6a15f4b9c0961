// SPDX-License-Identifier: Apache-2.0

using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>{{ include "name" }}</c></summary>
internal sealed class IncludeNode(SourceSpan span, string indent, string name) : Node(span, indent)
{
    public override void Render(TemplateContext context) => context.Write(context.Include(Span, name));
}
