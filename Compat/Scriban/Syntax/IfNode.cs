// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Syntax;

/// <summary><c>{{ if path }} then {{ else }} otherwise {{ end }}</c></summary>
internal sealed class IfNode(string indent, VariablePath path, Block then, Block otherwise) : Node(path.Span, indent)
{
    public override void Render(TemplateContext context)
    {
        var condition = path.Read(context);
        if (condition is not bool flag)
        {
            throw new ScriptRuntimeException(Span, $"Expecting a bool, not {condition?.GetType().Name ?? "null"}.");
        }
        (flag ? then : otherwise).Render(context);
    }
}
