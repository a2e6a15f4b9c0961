// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rtlgen.Training.Run;

/// <summary>Fields of a protocol buffer's message, in the binary format.</summary>
/// <remarks>protobuf.dev/programming-guides/encoding: only the kinds of field that TensorBoard's events need.</remarks>
internal sealed class EventMessage
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int LengthType = 2;
    private const int Fixed32Type = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Adds an integer of 0 or more, or an enumeration's member.</summary>
    public EventMessage Add(int field, long number)
    {
        Varint(((ulong)field << 3) | VarintType);
        Varint((ulong)number);
        return this;
    }

    /// <summary>Adds a <c>double</c>.</summary>
    public EventMessage Add(int field, double number)
    {
        Varint(((ulong)field << 3) | Fixed64Type);
        Double(number);
        return this;
    }

    /// <summary>Adds a <c>float</c>.</summary>
    public EventMessage AddSingle(int field, float number)
    {
        Varint(((ulong)field << 3) | Fixed32Type);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, number);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public EventMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a message.</summary>
    public EventMessage Add(int field, EventMessage message) => Add(field, message.Bytes);

    /// <summary>Adds packed <c>double</c>s.</summary>
    public EventMessage Add(int field, ReadOnlySpan<double> numbers)
    {
        Varint(((ulong)field << 3) | LengthType);
        Varint((ulong)(numbers.Length * sizeof(double)));
        foreach (var number in numbers)
        {
            Double(number);
        }

        return this;
    }

    private EventMessage Add(int field, ReadOnlySpan<byte> bytes)
    {
        Varint(((ulong)field << 3) | LengthType);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    private void Double(double number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        _bytes.Write(bytes);
    }

    private void Varint(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Write([(byte)(number | 0x80)]);
        }

        _bytes.Write([(byte)number]);
    }
}
