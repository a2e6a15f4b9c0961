// SPDX-License-Identifier: Apache-2.0

using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>variable.Member.Member</c></summary>
internal sealed class VariablePath(IReadOnlyList<string> names, IReadOnlyList<SourceSpan> spans)
{
    public IReadOnlyList<string> Names => names;

    public SourceSpan Span => new(spans[0].FileName, spans[0].Start, spans[^1].End);

    public object? Read(TemplateContext context)
    {
        var value = context.ReadVariable(names[0], spans[0]);
        for (var i = 1; i < names.Count; i++)
        {
            value = context.ReadMember(value, names[i], spans[i]);
        }
        return value;
    }
}
