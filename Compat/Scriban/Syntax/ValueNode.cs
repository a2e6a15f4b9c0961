// SPDX-License-Identifier: Apache-2.0

using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>{{ path }}</c></summary>
internal sealed class ValueNode(string indent, VariablePath path) : Node(path.Span, indent)
{
    public override void Render(TemplateContext context) => context.Write(ValueText.Of(path.Read(context), Span));
}
