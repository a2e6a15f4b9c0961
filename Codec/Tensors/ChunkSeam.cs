// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Codec.Tensors;

/// <summary>What a chunk has in the memory rows that it shares with those before and after it.</summary>
/// <param name="First">Its first memory row, zeros before its first bit; null if it does not fill it.</param>
/// <param name="Rests">The bits that wait at its end, shape <c>[lanes]</c>; zeros for those of other chunks.</param>
/// <remarks>docs/format.md section 5.</remarks>
internal sealed record ChunkSeam(byte[]? First, uint[] Rests)
{
    /// <summary>Writes the memory row in which the chunk starts, if the chunk fills it.</summary>
    /// <param name="rests">The bits that wait before it, and after it.</param>
    /// <param name="word">Bits of a word, 16 or 32.</param>
    /// <param name="memoryRow">Where the chunk starts.</param>
    public void Close(Span<uint> rests, int word, Span<byte> memoryRow)
    {
        if (First is null)
        {
            for (var lane = 0; lane < rests.Length; lane++)
            {
                rests[lane] |= Rests[lane];
            }

            return;
        }

        for (var lane = 0; lane < rests.Length; lane++)
        {
            if (word == 32)
            {
                Words<uint>(memoryRow)[lane] = Words<uint>(First)[lane] | rests[lane];
            }
            else
            {
                Words<ushort>(memoryRow)[lane] = (ushort)(Words<ushort>(First)[lane] | rests[lane]);
            }
        }

        Rests.CopyTo(rests);
    }

    private static Span<T> Words<T>(Span<byte> memoryRow)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(memoryRow);
}
