// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>A place in a template's text.</summary>
/// <param name="Offset">Character offset, from 0.</param>
/// <param name="Line">Line, from 0.</param>
/// <param name="Column">Column in characters, from 0.</param>
public readonly record struct TextPosition(int Offset, int Line, int Column)
{
    /// <summary>The line and the column as people count them, from 1: <c>line,column</c>.</summary>
    public string ToStringSimple() => $"{Line + 1},{Column + 1}";

    /// <inheritdoc />
    public override string ToString() => $"({Offset}:{Line},{Column})";
}
