// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Rtlgen.Codec.Tensors;

/// <summary>Joins streams of pieces to the stream of the whole: what does not fill a memory row waits.</summary>
/// <param name="lanes">Lanes; 1 for metadata.</param>
/// <param name="word">Bits of a word, 16 or 32.</param>
/// <remarks>docs/format.md section 5.</remarks>
internal sealed unsafe class StreamJoin(int lanes, int word)
{
    private readonly uint[] _rests = new uint[lanes];

    /// <summary>Bits in each lane so far.</summary>
    public long Bits { get; private set; }

    /// <summary>Bytes of a memory row.</summary>
    public int RowBytes => lanes * word / 8;

    /// <summary>Bytes of the memory rows that hold all bits.</summary>
    public long Bytes => (Bits + word - 1) / word * RowBytes;

    /// <summary>Appends a piece.</summary>
    /// <param name="piece">A memory row of room, then the piece's own memory rows.</param>
    /// <param name="bits">Its bits in each lane.</param>
    /// <param name="destination">Receives whole memory rows; as long as <paramref name="piece"/>.</param>
    /// <returns>How many bytes it received.</returns>
    public int Append(Span<byte> piece, long bits, Span<byte> destination) =>
        word == 32 ? Append<uint>(piece, bits, destination) : Append<ushort>(piece, bits, destination);

    /// <summary>Tops up the last memory row.</summary>
    /// <param name="destination">Receives it, if there is one.</param>
    /// <returns>How many bytes it received.</returns>
    public int Finish(Span<byte> destination)
    {
        if (Bits % word == 0)
        {
            return 0;
        }

        for (var i = 0; i < RowBytes; i++)
        {
            var (lane, place) = Math.DivRem(i, word / 8);
            destination[i] = (byte)(_rests[lane] >> (8 * place));
        }

        return RowBytes;
    }

    private int Append<T>(Span<byte> piece, long bits, Span<byte> destination)
        where T : unmanaged, IBinaryInteger<T>
    {
        var fill = (int)(Bits % word);
        fixed (byte* memory = piece, target = destination)
        {
            var source = (T*)(memory + RowBytes);
            long rows;
            fixed (uint* rests = _rests)
            {
                Splice.Lead(rests, lanes, fill, source);
                rows = Splice.Rest(source, lanes, bits, fill, rests);
            }

            Splice.Write(source, lanes, rows, fill, (T*)target);
            Bits += bits;
            return (int)(rows * RowBytes);
        }
    }
}
