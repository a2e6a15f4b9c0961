// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Converts the values that a TensorProto spells out instead of holding them raw.</summary>
/// <param name="file">The model.</param>
/// <param name="message">The field that holds the TensorProto.</param>
/// <param name="info">The tensor.</param>
internal sealed class OnnxValues(ProtobufFile file, ProtobufField message, TensorInfo info)
{
    /// <summary>Converts the values of one field, packed or single, to little-endian bytes.</summary>
    /// <param name="number">Number of the field.</param>
    /// <returns>As many bytes as the tensor has.</returns>
    /// <exception cref="InvalidDataException">There are too few or too many values, or one is out of range.</exception>
    public byte[] Read(int number)
    {
        var values = info.Type == TensorType.C64 ? 2 * info.ElementCount : info.ElementCount;
        if (values > (long)message.Value || info.ByteLength > Array.MaxLength)
        {
            throw Wrong($"is too short for the {info.ElementCount} elements of its dims");
        }

        var bytes = new byte[info.ByteLength];
        var rest = bytes.AsSpan();
        for (var position = message.Start; file.Next(ref position, message.End, out var field);)
        {
            if (field.Number == number)
            {
                rest = rest[Fill(field, rest)..];
            }
        }

        return rest.IsEmpty ? bytes
            : throw Wrong($"has {rest.Length} bytes too few for the {info.ElementCount} elements of its dims");
    }

    private int Fill(ProtobufField field, Span<byte> rest)
    {
        var wire = field.Number switch
        {
            OnnxCode.FloatData => WireType.Fixed32,
            OnnxCode.DoubleData => WireType.Fixed64,
            _ => WireType.Varint,
        };
        var size = info.Type == TensorType.C64 ? 4 : info.Type.Bytes;
        if (field.Type != WireType.Bytes)
        {
            file.Require(field, wire);
            Put(field.Value, rest, size);
            return size;
        }

        var filled = 0;
        for (var position = field.Start; position < field.End; filled += size)
        {
            var value = wire == WireType.Varint ? file.Varint(ref position, field.End)
                : Fixed(ref position, field.End, size);
            Put(value, rest[filled..], size);
        }

        return filled;
    }

    private ulong Fixed(ref long position, long end, int size)
    {
        var bytes = file.Peek(position, end, size);
        position += size;
        return size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private void Put(ulong value, Span<byte> rest, int size)
    {
        if (rest.Length < size)
        {
            throw Wrong($"has more data than the {info.ElementCount} elements of its dims");
        }

        if (!OnnxCode.Fits(info.Type, value))
        {
            throw Wrong($"value {(long)value} does not fit {info.Type}");
        }

        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        word[..size].CopyTo(rest);
    }

    private InvalidDataException Wrong(string problem) =>
        file.Wrong($"tensor {Damage.Quote(info.Name)} at byte {message.Start}: {problem}");
}
