// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Syntax;

/// <summary>Parts of a template, one after the other.</summary>
internal sealed class Block(IReadOnlyList<Node> nodes)
{
    public void Render(TemplateContext context)
    {
        var outer = context.CurrentIndent;
        foreach (var node in nodes)
        {
            try
            {
                context.CurrentIndent = node.Indent ?? outer;
                node.Render(context);
            }
            catch (Exception exception) when (exception is not ScriptRuntimeException)
            {
                throw new ScriptRuntimeException(node.Span, exception.Message, exception);
            }
            finally
            {
                context.CurrentIndent = outer;
            }
        }
    }
}
