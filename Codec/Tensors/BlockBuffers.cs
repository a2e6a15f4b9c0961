// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Rows;

namespace Rtlgen.Codec.Tensors;

/// <summary>What the loops hand to one another for one block: on the stack, and so in the first-level cache.</summary>
/// <remarks>Vectors may write one vector's length beyond the block, so that each buffer ends that much later.</remarks>
internal unsafe struct BlockBuffers
{
    private const int MostValues = 64 * 32;
    private const int Slack = 64;
    private const int ByteBuffer = MostValues + Slack;
    private const int MostRows = CodecPlan.BlockTarget;
    private const int MostGroups = MostRows / 2;
    private const int RowBuffer = (MostRows + (2 * RowPlaces.RowsAtOnce)) * sizeof(uint);
    private const int WordBuffer = ByteBuffer * sizeof(uint);
    private const int MostLanes = 32;

    /// <summary>How many bytes to reserve.</summary>
    public const int Bytes =
        Slack + (2 * WordBuffer) + (3 * ByteBuffer) + (4 * RowBuffer)
        + (MostGroups * sizeof(ushort)) + (4 * MostLanes * sizeof(uint));

    /// <summary>Divides reserved memory.</summary>
    /// <param name="memory"><see cref="Bytes"/> bytes; nothing is expected of their content.</param>
    public BlockBuffers(byte* memory)
    {
        var next = (byte*)(((nint)memory + Slack - 1) & -Slack);
        Plains = (uint*)next;
        Words = next + WordBuffer;
        Exponents = Words + WordBuffer + (3 * MostLanes * sizeof(uint));
        Fields = Exponents + ByteBuffer;
        Widths = Fields + ByteBuffer;
        Rests = (uint*)(Widths + ByteBuffer);
        Masks = Rests + MostLanes;
        next = (byte*)Masks + RowBuffer;
        Places = new RowPlaces(
            (int*)next, (uint*)(next + RowBuffer), (uint*)(next + (2 * RowBuffer)));
        Headers = (ushort*)(next + (3 * RowBuffer));
    }

    /// <summary>Plain bits, shape <c>[rows, lanes]</c>.</summary>
    public uint* Plains { get; set; }

    /// <summary>Room for all memory rows of a block and three more.</summary>
    public byte* Words { get; }

    /// <summary>x, shape <c>[rows, lanes]</c>.</summary>
    public byte* Exponents { get; }

    /// <summary>Fields, shape <c>[rows, lanes]</c>.</summary>
    public byte* Fields { get; set; }

    /// <summary>2^k − 1, or ones where raw, shape <c>[rows]</c>.</summary>
    public uint* Masks { get; }

    /// <summary>n + s + w, shape <c>[rows]</c>.</summary>
    public byte* Widths { get; set; }

    /// <summary>Where the rows lie.</summary>
    public RowPlaces Places { get; }

    /// <summary>Bits that wait, shape <c>[lanes]</c>.</summary>
    public uint* Rests { get; }

    /// <summary>p + 256·z, shape <c>[groups]</c>.</summary>
    public ushort* Headers { get; }
}
