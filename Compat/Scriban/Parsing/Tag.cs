// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>What stands between <c>{{</c> and <c>}}</c>.</summary>
/// <param name="Offset">The offset of <c>{{</c>.</param>
/// <param name="Indent">The white space between the start of the line and <c>{{</c>, if there is nothing else.</param>
/// <param name="Words">The words, without a comment.</param>
internal sealed record Tag(int Offset, string Indent, IReadOnlyList<Word> Words)
{
    public bool Is(string keyword) => Words is [var word] && word.Text == keyword;
}
