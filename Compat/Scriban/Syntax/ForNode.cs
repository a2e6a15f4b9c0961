// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Scriban.Syntax;

/// <summary><c>{{ for name in path }} body {{ end }}</c></summary>
internal sealed class ForNode(string indent, string name, VariablePath path, Block body) : Node(path.Span, indent)
{
    public override void Render(TemplateContext context)
    {
        var list = path.Read(context);
        if (list is not IEnumerable items || list is string)
        {
            throw new ScriptRuntimeException(Span, $"Unexpected type {list?.GetType().Name ?? "null"} for iterator.");
        }
        foreach (var item in items)
        {
            context.PushLoopVariable(name, item);
            try
            {
                body.Render(context);
            }
            finally
            {
                context.PopLoopVariable();
            }
        }
    }
}
