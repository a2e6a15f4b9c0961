// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;

namespace Rtlgen.Synthesis.Liberty;

/// <summary>Reads the syntax of Liberty files: groups, attributes, comments.</summary>
/// <remarks>Liberty User Guide, volume 1, chapter 1: a semicolon may be absent at the end of a line.</remarks>
internal sealed class LibertyReader
{
    private const char End = '\0';

    private readonly string _path;
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private LibertyReader(string path, string text) => (_path, _text) = (path, text);

    private char Next => _at < _text.Length ? _text[_at] : End;

    /// <summary>The text of a Liberty file, which may be compressed with gzip.</summary>
    /// <exception cref="InvalidDataException">The compressed file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return Encoding.Latin1.GetString(bytes);
        }

        try
        {
            using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: is not a whole gzip file: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the one group that a file consists of.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="InvalidDataException">The text is not a library; the message names file and line.</exception>
    public static LibertyGroup Parse(string path, string text)
    {
        var reader = new LibertyReader(path, text);
        var file = new LibertyGroup("", "", 1);
        reader.Skip();
        reader.Statement(file);
        reader.Skip();
        if (reader.Next != End)
        {
            throw reader.Fault("must be the end of the file, behind its one library");
        }

        return file.Groups("library").FirstOrDefault() ?? throw reader.Fault("is not a Liberty library");
    }

    private void Statement(LibertyGroup into)
    {
        var line = _line;
        var name = Word();
        Skip();
        if (Next == ':')
        {
            _at++;
            into.Add(name, new LibertyValue(Simple(), line));
            return;
        }

        Expect('(');
        var argument = Arguments();
        Skip(acrossLines: false);
        if (Next == ';')
        {
            _at++;
        }

        Skip();
        if (Next != '{')
        {
            into.Add(name, new LibertyValue(argument, line));
            return;
        }

        _at++;
        var group = new LibertyGroup(name, argument, line);
        for (Skip(); Next != '}'; Skip())
        {
            if (Next == End)
            {
                throw new InvalidDataException($"{_path}:{line}: {name} ({argument}) is not closed, must end with '}}'");
            }

            Statement(group);
        }

        _at++;
        Skip(acrossLines: false);
        if (Next == ';')
        {
            _at++;
        }

        into.Add(group);
    }

    // One value, to the semicolon or the line's end.
    private string Simple()
    {
        Skip(acrossLines: false);
        if (Next == '"')
        {
            var quoted = Quoted();
            Skip(acrossLines: false);
            if (Next == ';')
            {
                _at++;
            }

            return quoted;
        }

        var start = _at;
        while (Next is not (';' or '\n' or '}' or End))
        {
            _at++;
        }

        var text = _text[start.._at].Trim();
        if (Next == ';')
        {
            _at++;
        }

        return text.Length > 0 ? text : throw Fault("has no value behind ':'");
    }

    private string Arguments()
    {
        var arguments = new StringBuilder();
        for (Skip(); Next != ')'; Skip())
        {
            if (Next == '"')
            {
                arguments.Append(Quoted());
            }
            else if (Next is End or '{' or '}' or ';')
            {
                throw Fault("must be ')'");
            }
            else
            {
                arguments.Append(Next);
                _at++;
            }
        }

        _at++;
        return arguments.ToString();
    }

    private string Quoted()
    {
        var line = _line;
        var start = ++_at;
        while (Next != '"')
        {
            if (Next == End)
            {
                throw new InvalidDataException($"{_path}:{line}: a text is not closed, must end with '\"'");
            }

            _line += Next == '\n' ? 1 : 0;
            _at++;
        }

        return _text[start.._at++];
    }

    private string Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '_' or '.')
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Fault("must be the name of an attribute or a group");
    }

    // Blanks, comments and a backslash at the end of a line.
    private void Skip(bool acrossLines = true)
    {
        while (true)
        {
            if (Next == '\n' && !acrossLines)
            {
                return;
            }

            if (Next == '/' && _at + 1 < _text.Length && _text[_at + 1] == '*')
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Fault("opens a comment, must be closed");
                }

                _line += _text.AsSpan(_at, end - _at).Count('\n');
                _at = end + 2;
            }
            else if (char.IsWhiteSpace(Next) || (Next == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n' or '\r'))
            {
                _line += Next == '\n' ? 1 : 0;
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void Expect(char letter)
    {
        if (Next != letter)
        {
            throw Fault($"must be '{letter}'");
        }

        _at++;
    }

    private InvalidDataException Fault(string expected) => new(
        Next == End
            ? $"{_path}:{_line}: the file ends, {expected}"
            : $"{_path}:{_line}: '{_text.AsSpan(_at, Math.Min(20, _text.Length - _at)).ToString().Split('\n')[0]}' {expected}");
}
