// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Syntax;

/// <summary>Literal text.</summary>
internal sealed class TextNode(string text) : Node(default, null)
{
    public override void Render(TemplateContext context) => context.Write(text);
}
