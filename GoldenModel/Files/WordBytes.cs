// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Words of 16 or 32 bits as the little-endian bytes of a file.</summary>
public static class WordBytes
{
    private const int Chunk = 1 << 14;

    /// <summary>The words in bytes.</summary>
    /// <param name="bytes">A whole number of words.</param>
    /// <param name="bits">Bits of a word: 16 or 32.</param>
    /// <returns>One word per element.</returns>
    public static uint[] Read(ReadOnlySpan<byte> bytes, int bits)
    {
        var words = new uint[bytes.Length / (bits / 8)];
        if (bits == 32)
        {
            bytes[..(words.Length * sizeof(uint))].CopyTo(MemoryMarshal.AsBytes(words.AsSpan()));
            return words;
        }

        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]);
        }

        return words;
    }

    /// <summary>Writes words.</summary>
    /// <param name="words">One word per element.</param>
    /// <param name="bits">Bits of a word: 16 or 32.</param>
    /// <param name="write">Receives the bytes, piece by piece.</param>
    public static void Write(ReadOnlySpan<uint> words, int bits, Action<ReadOnlySpan<byte>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (bits == 32)
        {
            write(MemoryMarshal.AsBytes(words));
            return;
        }

        var buffer = new byte[Chunk * sizeof(ushort)];
        for (; !words.IsEmpty; words = words[Math.Min(Chunk, words.Length)..])
        {
            var count = Math.Min(Chunk, words.Length);
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(i * sizeof(ushort)), (ushort)words[i]);
            }

            write(buffer.AsSpan(0, count * sizeof(ushort)));
        }
    }

    /// <summary>CRC-32 of the words' bytes.</summary>
    /// <param name="words">One word per element.</param>
    /// <param name="bits">Bits of a word: 16 or 32.</param>
    public static uint Checksum(ReadOnlySpan<uint> words, int bits)
    {
        var crc = 0u;
        Write(words, bits, bytes => crc = Crc32.Append(crc, bytes));
        return crc;
    }
}
