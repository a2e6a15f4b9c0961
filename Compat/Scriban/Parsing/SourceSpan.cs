// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>A stretch of a template's text.</summary>
/// <param name="FileName">The template's name.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">Its last character.</param>
public readonly record struct SourceSpan(string FileName, TextPosition Start, TextPosition End)
{
    /// <summary>File, line and column of the first character: <c>name(line,column)</c>.</summary>
    public string ToStringSimple() => $"{FileName}({Start.ToStringSimple()})";

    /// <inheritdoc />
    public override string ToString() => $"{FileName}({Start})-({End})";
}
