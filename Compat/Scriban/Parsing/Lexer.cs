// SPDX-License-Identifier: Apache-2.0

using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Cuts a template into literal text and tags, and takes away the white space that the tags ask for.</summary>
internal sealed class Lexer(string text, string fileName)
{
    private int _offset;
    private string _indent = "";

    /// <summary>The literal text up to the next tag or the end.</summary>
    public string ReadText()
    {
        var start = _offset;
        _offset = NextTag();
        var end = _offset;
        var mark = Peek(2);
        while (end > start && IsTrimmed(text[end - 1], mark))
        {
            end--;
        }
        _indent = end > start ? IndentBefore(end) : "";
        return text[start..end];
    }

    /// <summary>The tag here, or null at the end of the text.</summary>
    public Tag? ReadTag()
    {
        if (_offset == text.Length)
        {
            return null;
        }
        var start = _offset;
        var words = new List<Word>();
        _offset += Peek(2) is '-' or '~' ? 3 : 2;
        while (!IsExit())
        {
            ReadInTag(words, start);
        }
        var mark = Peek();
        _offset += mark == '}' ? 2 : 3;
        while (IsTrimmed(Peek(), mark))
        {
            _offset++;
        }
        if (mark == '~' && Peek() == '\n')
        {
            _offset++;
        }
        return new Tag(start, _indent, words);
    }

    /// <summary>The span of some characters.</summary>
    public SourceSpan Span(int offset, int length) =>
        new(fileName, PositionOf(offset), PositionOf(offset + length - 1));

    /// <summary>The error of a template that cannot be read.</summary>
    public ScriptRuntimeException Error(int offset, int length, string message) => new(Span(offset, length), message);

    private static bool IsTrimmed(char c, char mark) =>
        mark is '-' or '~' && char.IsWhiteSpace(c) && (mark == '-' || c != '\n');

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private char Peek(int ahead = 0) => _offset + ahead < text.Length ? text[_offset + ahead] : '\0';

    private int NextTag()
    {
        for (var offset = _offset; offset < text.Length; offset++)
        {
            if (text[offset] is '\r' or '\0')
            {
                throw Error(offset, 1, "Unexpected carriage return or NUL");
            }
            var second = offset + 1;
            while (text[offset] == '{' && second < text.Length && text[second] == '%')
            {
                second++;
            }
            if (text[offset] != '{' || second == text.Length || text[second] != '{')
            {
                continue;
            }
            return second == offset + 1 ? offset
                : throw Error(offset, second - offset + 1, "Escapes are not supported");
        }
        return text.Length;
    }

    private bool IsExit()
    {
        var brace = Peek() is '-' or '~' ? 1 : 0;
        return Peek(brace) == '}' && Peek(brace + 1) == '}';
    }

    private void ReadInTag(List<Word> words, int tag)
    {
        var start = _offset;
        if (Peek() is '\0' or '\n' or '\r')
        {
            throw Error(tag, 2, "Expecting `}}` on the line of `{{`");
        }
        else if (char.IsWhiteSpace(Peek()))
        {
            _offset++;
        }
        else if (Peek() == '#' && Peek(1) != '#')
        {
            SkipComment();
        }
        else if (Peek() == '"')
        {
            words.Add(new Word(ReadString(), start));
        }
        else if (IsNameStart(Peek()))
        {
            words.Add(new Word(ReadPath(), start));
        }
        else
        {
            throw Error(start, 1, $"Unexpected token `{Peek()}`");
        }
    }

    private void SkipComment()
    {
        while (!IsExit() && Peek() is not ('\0' or '\n' or '\r'))
        {
            _offset++;
        }
    }

    private string ReadString()
    {
        var start = _offset++;
        while (Peek() != '"')
        {
            if (Peek() is '\0' or '\n' or '\r' or '\\')
            {
                throw Error(start, 1, "Expecting a string without escapes that ends on its line");
            }
            _offset++;
        }
        _offset++;
        return text[start.._offset];
    }

    private string ReadPath()
    {
        var start = _offset;
        while (IsNameStart(Peek()) || char.IsDigit(Peek()) || (Peek() == '.' && IsNameStart(Peek(1))))
        {
            _offset++;
        }
        return text[start.._offset];
    }

    private string IndentBefore(int end)
    {
        var start = end;
        while (start > 0 && text[start - 1] != '\n' && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }
        return start == 0 || text[start - 1] == '\n' ? text[start..end] : "";
    }

    private TextPosition PositionOf(int offset)
    {
        var before = text.AsSpan(0, offset);
        return new TextPosition(offset, before.Count('\n'), offset - (before.LastIndexOf('\n') + 1));
    }
}
