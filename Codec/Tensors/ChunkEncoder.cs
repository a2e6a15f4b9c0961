// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Codec.Fields;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes a chunk of a tensor in two steps: how long it is, and when all are known, its words at their
/// place.</summary>
/// <remarks>
/// Each step passes over the values as the encoder of one thread does. Two chunks meet in a memory row: the first one of a
/// chunk is kept apart, and so are the bits that wait at its end, until <see cref="ChunkSeam"/> puts them together.
/// </remarks>
internal static unsafe class ChunkEncoder
{
    /// <summary>Bits of a chunk in each lane.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="source">The chunk's values: whole groups, unless it is the tensor's last one.</param>
    /// <param name="count">How many.</param>
    /// <param name="metadata">Receives its headers and row codes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static long Measure(CodecPlan plan, byte* source, int count, byte* metadata)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var sink = new BitSink(metadata);
        var bits = 0L;
        for (var done = 0; done < count; done += plan.BlockValues)
        {
            var values = Math.Min(plan.BlockValues, count - done);
            _ = TensorEncoder.EncodeFields(plan, buffers, Block(plan, source, done), values, ref sink);
            bits += TensorEncoder.Place(plan, buffers, values, 0);
        }

        sink.Finish();
        return bits;
    }

    /// <summary>Encodes a chunk.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="source">As for <see cref="Measure"/>.</param>
    /// <param name="count">As for <see cref="Measure"/>.</param>
    /// <param name="laneBit">Bits in each lane before it.</param>
    /// <param name="data">The tensor's data stream; receives all full memory rows but the first one.</param>
    /// <param name="metadata">As for <see cref="Measure"/>.</param>
    /// <param name="losses">What adapting lost.</param>
    /// <returns>The first memory row if it is full, and the bits that wait.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static ChunkSeam Encode(
        CodecPlan plan, byte* source, int count, long laneBit, byte* data, byte* metadata, out Losses losses)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var (lanes, word) = (plan.Descriptor.Lanes, plan.Descriptor.Word);
        new Span<uint>(buffers.Rests, lanes).Clear();
        byte[]? first = null;
        var next = data + (laneBit / word * plan.RowBytes);
        var fill = (int)(laneBit % word);
        var sink = new BitSink(metadata);
        losses = Losses.None;
        for (var done = 0; done < count; done += plan.BlockValues)
        {
            var values = Math.Min(plan.BlockValues, count - done);
            var block = Block(plan, source, done);
            losses |= TensorEncoder.EncodeFields(plan, buffers, block, values, ref sink);
            var end = TensorEncoder.Place(plan, buffers, values, fill);
            var full = end / word * plan.RowBytes;

            // The chunk before this one may still write where this one starts.
            var apart = first is null;
            TensorEncoder.Pack(plan, buffers, block, values, apart ? buffers.Words : next);
            if (apart && full > 0)
            {
                first = new Span<byte>(buffers.Words, plan.RowBytes).ToArray();
                var rest = (uint)(full - plan.RowBytes);
                Unsafe.CopyBlockUnaligned(next + plan.RowBytes, buffers.Words + plan.RowBytes, rest);
            }

            next += full;
            fill = end % word;
        }

        sink.Finish();
        return new ChunkSeam(first, new Span<uint>(buffers.Rests, lanes).ToArray());
    }

    private static byte* Block(CodecPlan plan, byte* source, int done) =>
        source + ((nint)done * plan.Descriptor.Container.Bytes);
}
