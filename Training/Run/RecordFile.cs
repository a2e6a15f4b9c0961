// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;

namespace Rtlgen.Training.Run;

/// <summary>A file of TensorFlow's records: length, its checksum, bytes, their checksum.</summary>
/// <remarks>The checksum is CRC-32C, rotated by 15 bits, plus a constant: TensorFlow's guide to TFRecord.</remarks>
/// <param name="path">Path of the file, which is written anew.</param>
/// <exception cref="IOException">It cannot be written.</exception>
internal sealed class RecordFile(string path) : IDisposable
{
    private const uint MaskAddend = 0xA282EAD8;
    private const int MaskRotation = 15;

    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Appends a record; a reader finds it whole from now on.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteInt64LittleEndian(head, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Checksum(head[..sizeof(ulong)]));
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Checksum(record));
        _file.Write(head);
        _file.Write(record);
        _file.Write(tail);
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, MaskRotation) + MaskAddend;
    }
}
