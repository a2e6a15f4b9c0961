// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Parses the Python dictionary in an NPY file, and nothing else that Python would accept:
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</summary>
/// <param name="path">Path of the file, for errors.</param>
/// <param name="text">The header, without magic and length.</param>
internal ref struct NpyHeader(string path, ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    /// <summary>The element type's code, such as <c>&lt;f4</c>.</summary>
    public string? Descr { get; private set; }

    /// <summary>True when the first dimension varies fastest.</summary>
    public bool? FortranOrder { get; private set; }

    /// <summary>Dimensions, outermost first.</summary>
    public long[]? Shape { get; private set; }

    /// <summary>Reads the three entries, in any order, and the padding after them.</summary>
    /// <exception cref="InvalidDataException">The text is anything else.</exception>
    public void Parse()
    {
        Take("{");
        while (!TryTake("}"))
        {
            ParseEntry();
            if (!TryTake(","))
            {
                Take("}");
                break;
            }
        }

        SkipSpaces();
        if (_position != _text.Length - 1 || _text[^1] != (byte)'\n')
        {
            throw Wrong("spaces and one line feed after the dictionary");
        }

        if (Descr is null || FortranOrder is null || Shape is null)
        {
            throw Damage.In(path, "the NPY header needs descr, fortran_order and shape");
        }
    }

    private void ParseEntry()
    {
        var key = ParseString();
        Take(":");
        if (key == "descr" && Descr is null)
        {
            Descr = ParseString();
        }
        else if (key == "fortran_order" && FortranOrder is null)
        {
            FortranOrder = TryTake("True");
            if (FortranOrder == false)
            {
                Take("False");
            }
        }
        else if (key == "shape" && Shape is null)
        {
            Shape = ParseShape();
        }
        else
        {
            throw Damage.In(path,
                $"NPY header key {Damage.Quote(key)} must be descr, fortran_order or shape, each once");
        }
    }

    private string ParseString()
    {
        SkipSpaces();
        var rest = _text[_position..];
        var quote = rest.Length > 0 && rest[0] is (byte)'\'' or (byte)'"' ? rest[0] : throw Wrong("a quoted string");
        var length = rest[1..].IndexOf(quote);
        var content = length < 0 ? throw Wrong("a closed string") : rest.Slice(1, length);
        if (content.ContainsAnyExceptInRange((byte)' ', (byte)'~') || content.Contains((byte)'\\'))
        {
            throw Wrong("a string of plain ASCII");
        }

        _position += length + 2;
        return Encoding.ASCII.GetString(content);
    }

    private long[] ParseShape()
    {
        var shape = new List<long>();
        Take("(");
        while (!TryTake(")"))
        {
            shape.Add(shape.Count < TensorInfo.MaximumRank ? ParseInteger()
                : throw Wrong($"at most {TensorInfo.MaximumRank} dimensions"));
            if (shape.Count == 1)
            {
                Take(",");
            }
            else if (!TryTake(","))
            {
                Take(")");
                break;
            }
        }

        return [.. shape];
    }

    private long ParseInteger()
    {
        SkipSpaces();
        var rest = _text[_position..];
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length > 0 ? rest[..length] : throw Wrong("a dimension of 0 or more");
        _position += length;
        return long.TryParse(digits, out var value) && (value == 0 ? length == 1 : digits[0] != (byte)'0')
            ? value
            : throw Wrong("a dimension from 0 to 2^63-1 without leading zeros");
    }

    private void Take(string expected)
    {
        if (!TryTake(expected))
        {
            throw Wrong($"'{expected}'");
        }
    }

    private bool TryTake(string expected)
    {
        SkipSpaces();
        var rest = _text[_position..];
        var found = rest.Length >= expected.Length && Ascii.Equals(rest[..expected.Length], expected);
        _position += found ? expected.Length : 0;
        return found;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == (byte)' ')
        {
            _position++;
        }
    }

    private readonly InvalidDataException Wrong(string expected) =>
        Damage.In(path, $"byte {_position} of the NPY header: expected {expected}");
}
