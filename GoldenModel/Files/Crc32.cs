// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Rtlgen.GoldenModel.Files;

/// <summary>CRC-32 as in zlib: polynomial 0x04C11DB7 reflected, all ones before and after.</summary>
/// <remarks>Eight bytes a step through eight tables ("slicing by 8", Kounavis and Berry 2005).</remarks>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of bytes that follow others.</summary>
    /// <param name="crc">Checksum of the bytes before; 0 at the start.</param>
    /// <param name="bytes">The bytes that follow.</param>
    /// <returns>The checksum of both together: <c>Append(Append(0, a), b) = Append(0, ab)</c>.</returns>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        crc = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[0x700 | (int)(low & 0xFF)] ^ table[0x600 | (int)((low >> 8) & 0xFF)]
                ^ table[0x500 | (int)((low >> 16) & 0xFF)] ^ table[0x400 | (int)(low >> 24)]
                ^ table[0x300 | (int)(high & 0xFF)] ^ table[0x200 | (int)((high >> 8) & 0xFF)]
                ^ table[0x100 | (int)((high >> 16) & 0xFF)] ^ table[(int)(high >> 24)];
        }

        foreach (var value in bytes)
        {
            crc = (crc >> 8) ^ table[(int)((crc ^ value) & 0xFF)];
        }

        return ~crc;
    }

    /// <summary>Slice s at [256·s + b]: the remainder of byte b followed by s zero bytes.</summary>
    private static uint[] MakeTable()
    {
        var table = new uint[256 * Slices];
        for (var index = 0; index < table.Length; index++)
        {
            var remainder = index < 256 ? (uint)index : table[index - 256];
            table[index] = index < 256 ? Shift(remainder) : (remainder >> 8) ^ table[remainder & 0xFF];
        }

        return table;
    }

    private static uint Shift(uint remainder)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder >> 1) ^ (Polynomial & (uint)-(int)(remainder & 1));
        }

        return remainder;
    }
}
