// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rtlgen.Codec.Fields;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes chunks of a tensor in two steps: how long they are, and then their words at their place.</summary>
/// <remarks>
/// What the steps hand on stays in the core's own cache. Two chunks meet in a memory row: the first one of a chunk is
/// kept apart, and so are the bits that wait at its end, until <see cref="ChunkSeam"/> puts them together.
/// </remarks>
internal sealed unsafe class ChunkEncoder : IDisposable
{
    private const int Alignment = 64;

    private readonly CodecPlan _plan;
    private readonly byte* _memory;
    private readonly uint* _plains;
    private readonly byte* _fields;
    private readonly byte* _widths;

    /// <summary>An encoder for chunks of a plan's tensor.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">Values of the largest chunk: whole groups.</param>
    public ChunkEncoder(CodecPlan plan, int values)
    {
        // A vector may be written beyond the last value.
        var room = values + Alignment;
        _plan = plan;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(room * (sizeof(uint) + 2)), Alignment);
        _plains = (uint*)_memory;
        _fields = (byte*)(_plains + room);
        _widths = _fields + room;
    }

    /// <summary>Encodes a chunk's exponents.</summary>
    /// <param name="source">Its values.</param>
    /// <param name="count">How many.</param>
    /// <param name="metadata">Receives its headers and row codes.</param>
    /// <param name="losses">What adapting lost.</param>
    /// <returns>Its bits in each lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public long Measure(byte* source, int count, byte* metadata, out Losses losses)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = Buffers(memory);
        var sink = new BitSink(metadata);
        var bits = 0L;
        losses = Losses.None;
        for (var done = 0; done < count; done += _plan.BlockValues)
        {
            var values = Math.Min(_plan.BlockValues, count - done);
            losses |= TensorEncoder.EncodeFields(_plan, buffers, Block(source, done), values, ref sink);
            bits += Place(buffers, values, 0);
            Advance(ref buffers);
        }

        sink.Finish();
        return bits;
    }

    /// <summary>Packs the chunk that was measured last.</summary>
    /// <param name="source">Its values.</param>
    /// <param name="count">How many.</param>
    /// <param name="laneBit">Bits in each lane before it.</param>
    /// <param name="data">The tensor's data stream; receives all full memory rows but the first one.</param>
    /// <returns>The first memory row if it is full, and the bits that wait.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public ChunkSeam Pack(byte* source, int count, long laneBit, byte* data)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = Buffers(memory);
        var (lanes, word) = (_plan.Descriptor.Lanes, _plan.Descriptor.Word);
        new Span<uint>(buffers.Rests, lanes).Clear();
        byte[]? first = null;
        var next = data + (laneBit / word * _plan.RowBytes);
        var fill = (int)(laneBit % word);
        for (var done = 0; done < count; done += _plan.BlockValues)
        {
            var values = Math.Min(_plan.BlockValues, count - done);
            var end = Place(buffers, values, fill);
            var full = end / word * _plan.RowBytes;

            // The chunk before this one may still write where this one starts.
            var apart = first is null;
            TensorEncoder.Pack(_plan, buffers, Block(source, done), values, apart ? buffers.Words : next);
            if (apart && full > 0)
            {
                first = new Span<byte>(buffers.Words, _plan.RowBytes).ToArray();
                var rest = (uint)(full - _plan.RowBytes);
                Unsafe.CopyBlockUnaligned(next + _plan.RowBytes, buffers.Words + _plan.RowBytes, rest);
            }

            next += full;
            fill = end % word;
            Advance(ref buffers);
        }

        return new ChunkSeam(first, new Span<uint>(buffers.Rests, lanes).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private BlockBuffers Buffers(byte* memory) =>
        new(memory) { Plains = _plains, Fields = _fields, Widths = _widths };

    private void Advance(ref BlockBuffers buffers)
    {
        buffers.Plains += _plan.BlockValues;
        buffers.Fields += _plan.BlockValues;
        buffers.Widths += _plan.BlockRows;
    }

    private byte* Block(byte* source, int done) => source + ((nint)done * _plan.Descriptor.Container.Bytes);

    private int Place(in BlockBuffers buffers, int values, int fill)
    {
        var rows = TensorEncoder.Rows(values, _plan.Descriptor.Lanes);
        return _plan.Kernels.Place(buffers.Places, buffers.Widths, rows, fill, _plan.RowBytes);
    }
}
