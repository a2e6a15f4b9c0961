// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>A word of a tag: a path of names joined by dots, or a string with its quotes.</summary>
internal readonly record struct Word(string Text, int Offset)
{
    public bool IsString => Text[0] == '"';
}
