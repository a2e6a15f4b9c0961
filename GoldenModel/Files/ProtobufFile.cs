// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Rtlgen.GoldenModel.Files;

/// <summary>How a protobuf field is written.</summary>
internal enum WireType
{
    /// <summary>An integer in 7-bit pieces, least significant first.</summary>
    Varint = 0,

    /// <summary>Eight little-endian bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes.</summary>
    Bytes = 2,

    /// <summary>Four little-endian bytes.</summary>
    Fixed32 = 5,
}

/// <summary>One field of a protobuf message.</summary>
/// <param name="Number">Field number, 1 or more.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Value">Its value; for <see cref="WireType.Bytes"/> the number of bytes.</param>
/// <param name="Start">Offset of its content in the file.</param>
internal readonly record struct ProtobufField(int Number, WireType Type, ulong Value, long Start)
{
    /// <summary>Offset after its content.</summary>
    public long End => Start + (long)Value;
}

/// <summary>Walks the fields of protobuf messages in a file, through a window of 16 KiB.</summary>
/// <param name="file">The file.</param>
internal sealed class ProtobufFile(InputFile file)
{
    private const int LongestName = 1 << 16;

    private readonly byte[] _window = new byte[1 << 14];
    private long _windowStart;
    private int _windowLength;

    /// <summary>Length of the file in bytes.</summary>
    public long Length => file.Length;

    /// <summary>An error that names the file.</summary>
    /// <param name="problem">What is wrong.</param>
    public InvalidDataException Wrong(string problem) => Damage.In(file.Path, problem);

    /// <summary>Reads the next field of a message and moves behind it.</summary>
    /// <param name="position">Offset of the field; then of the next one.</param>
    /// <param name="end">Offset after the message.</param>
    /// <param name="field">The field; its content lies within the message.</param>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The field is malformed or longer than the message.</exception>
    public bool Next(ref long position, long end, out ProtobufField field)
    {
        field = default;
        if (position == end)
        {
            return false;
        }

        var start = position;
        var tag = Varint(ref position, end);
        var (number, type) = (tag >> 3, (WireType)(tag & 7));
        if (number is 0 or > 0x1FFFFFFF)
        {
            throw Wrong($"byte {start}: protobuf field number {number} must be 1 to 536870911");
        }

        var content = position;
        var value = type switch
        {
            WireType.Varint or WireType.Bytes => Varint(ref position, end),
            WireType.Fixed32 => BinaryPrimitives.ReadUInt32LittleEndian(Peek(position, end, 4)),
            WireType.Fixed64 => BinaryPrimitives.ReadUInt64LittleEndian(Peek(position, end, 8)),
            _ => throw Wrong($"byte {start}: protobuf wire type {(int)type} must be 0, 1, 2 or 5"),
        };
        if (type == WireType.Bytes && value > (ulong)(end - position))
        {
            throw Wrong($"byte {start}: field {number} has {value} bytes, but its message ends after {end - position}");
        }

        content = type == WireType.Bytes ? position : content;
        position += type switch { WireType.Fixed32 => 4, WireType.Fixed64 => 8, WireType.Bytes => (long)value, _ => 0 };
        field = new ProtobufField((int)number, type, value, content);
        return true;
    }

    /// <summary>Reads an integer in 7-bit pieces.</summary>
    /// <param name="position">Offset of the integer; then of what follows.</param>
    /// <param name="end">Offset that it must not reach beyond.</param>
    /// <exception cref="InvalidDataException">It does not end, or has more than 64 bits.</exception>
    public ulong Varint(ref long position, long end)
    {
        var start = position;
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var piece = Peek(position++, end, 1)[0];
            value |= (ulong)(piece & 0x7F) << shift;
            if (piece < 0x80 && (shift < 63 || piece < 2))
            {
                return value;
            }
        }

        throw Wrong($"byte {start}: a protobuf integer has more than 64 bits");
    }

    /// <summary>The little-endian bytes at an offset, valid until the next call.</summary>
    /// <param name="position">Offset of the first byte.</param>
    /// <param name="end">Offset that they must not reach beyond.</param>
    /// <param name="count">Number of bytes, 1 to 8.</param>
    /// <exception cref="InvalidDataException">They reach beyond.</exception>
    public ReadOnlySpan<byte> Peek(long position, long end, int count)
    {
        if (count > end - position)
        {
            throw Wrong($"byte {position}: the file or message ends inside a protobuf field");
        }

        if (position < _windowStart || position + count > _windowStart + _windowLength)
        {
            _windowStart = position;
            _windowLength = (int)Math.Min(_window.Length, file.Length - position);
            file.ReadExactly(position, _window.AsSpan(0, _windowLength));
        }

        return _window.AsSpan((int)(position - _windowStart), count);
    }

    /// <summary>Checks how a field is written.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">How it must be written.</param>
    /// <exception cref="InvalidDataException">It is written otherwise.</exception>
    public void Require(ProtobufField field, WireType type)
    {
        if (field.Type != type)
        {
            var types = $"has wire type {(int)field.Type}, expected {(int)type}";
            throw Wrong($"byte {field.Start}: protobuf field {field.Number} {types}");
        }
    }

    /// <summary>The text of a field of at most 64 KiB.</summary>
    /// <param name="field">The field.</param>
    /// <exception cref="InvalidDataException">It is no text, too long, or not UTF-8.</exception>
    public string Text(ProtobufField field)
    {
        Require(field, WireType.Bytes);
        var bytes = field.Value <= LongestName
            ? new byte[field.Value]
            : throw Wrong($"byte {field.Start}: a name has {field.Value} bytes, at most {LongestName} are allowed");
        file.ReadExactly(field.Start, bytes);
        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? System.Text.Encoding.UTF8.GetString(bytes)
            : throw Wrong($"byte {field.Start}: a name is not valid UTF-8");
    }
}
