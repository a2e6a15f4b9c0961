// SPDX-License-Identifier: Apache-2.0

using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Builds the tree of a template.</summary>
internal sealed class Parser(Lexer lexer)
{
    private static readonly HashSet<string> Reserved =
    [
        "break", "capture", "case", "continue", "do", "else", "empty", "end", "false", "for", "func", "if", "import",
        "in", "include", "null", "readonly", "ret", "tablerow", "this", "true", "when", "while", "with", "wrap",
    ];

    /// <summary>The tree of the whole text.</summary>
    /// <exception cref="ScriptRuntimeException">The text is outside the language.</exception>
    public Block Parse()
    {
        var block = ParseBlock(out var closing);
        return closing is null ? block : throw Error(closing, "Found this without a `for` or `if` before it");
    }

    private Block ParseBlock(out Tag? closing)
    {
        var nodes = new List<Node>();
        while (true)
        {
            if (lexer.ReadText() is { Length: > 0 } text)
            {
                nodes.Add(new TextNode(text));
            }
            closing = lexer.ReadTag();
            if (closing is null || closing.Is("end") || closing.Is("else"))
            {
                return new Block(nodes);
            }
            if (closing.Words.Count > 0)
            {
                nodes.Add(ParseStatement(closing));
            }
        }
    }

    private Node ParseStatement(Tag tag)
    {
        switch (tag.Words)
        {
            case [{ Text: "for" }, var name, { Text: "in" }, var list]:
                return ParseFor(tag, name, list);
            case [{ Text: "if" }, var condition]:
                return ParseIf(tag, condition);
            case [{ Text: "include" }, { IsString: true, Text: var quoted }]:
                return new IncludeNode(SpanOf(tag), tag.Indent, quoted[1..^1]);
            case [{ IsString: false } path]:
                return new ValueNode(tag.Indent, ParsePath(path));
            default:
                throw Error(tag, "Expecting a path, `for`, `if`, `else`, `end` or `include` and nothing else");
        }
    }

    private ForNode ParseFor(Tag tag, Word name, Word list)
    {
        var path = ParsePath(list);
        if (ParsePath(name).Names.Count > 1)
        {
            throw lexer.Error(name.Offset, name.Text.Length, "Expecting a name without dots");
        }
        var body = ParseBlock(out var closing);
        return Closes(tag, closing) ? new ForNode(tag.Indent, name.Text, path, body)
            : throw Error(closing!, "`else` belongs to an `if`");
    }

    private IfNode ParseIf(Tag tag, Word condition)
    {
        var path = ParsePath(condition);
        var then = ParseBlock(out var closing);
        if (Closes(tag, closing))
        {
            return new IfNode(tag.Indent, path, then, new Block([]));
        }
        var otherwise = ParseBlock(out closing);
        return Closes(tag, closing) ? new IfNode(tag.Indent, path, then, otherwise)
            : throw Error(closing!, "Found a second `else`");
    }

    private bool Closes(Tag opening, Tag? closing) =>
        closing?.Is("end") ?? throw Error(opening, "The <end> statement was not found");

    private VariablePath ParsePath(Word word)
    {
        var names = word.Text.Split('.');
        if (word.IsString || names.Any(Reserved.Contains))
        {
            throw lexer.Error(word.Offset, word.Text.Length, $"Expecting a path instead of `{word.Text}`");
        }
        var spans = new List<SourceSpan>();
        var offset = word.Offset;
        foreach (var name in names)
        {
            spans.Add(lexer.Span(offset, name.Length));
            offset += name.Length + 1;
        }
        return new VariablePath(names, spans);
    }

    private SourceSpan SpanOf(Tag tag)
    {
        var (first, last) = (tag.Words[0], tag.Words[^1]);
        return lexer.Span(first.Offset, last.Offset + last.Text.Length - first.Offset);
    }

    private ScriptRuntimeException Error(Tag tag, string message) => new(SpanOf(tag), message);
}
