// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Codec.Fields;

namespace Rtlgen.Codec.Tensors;

/// <summary>Decodes groups of streams that <see cref="StreamCheck"/> accepted.</summary>
/// <remarks>docs/format.md sections 2 to 5.</remarks>
internal static unsafe class TensorDecoder
{
    /// <summary>Decodes values.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="data">The whole data stream.</param>
    /// <param name="dataBytes">Its length.</param>
    /// <param name="laneBit">Bits in each lane before the first value.</param>
    /// <param name="metadata">The metadata stream, at the first value's group.</param>
    /// <param name="count">How many values: whole groups, or all up to the tensor's end.</param>
    /// <param name="destination">Receives little-endian values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Decode(
        CodecPlan plan, byte* data, long dataBytes, long laneBit, BitSource metadata, long count, byte* destination)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var descriptor = plan.Descriptor;
        for (var done = 0L; done < count; done += plan.BlockValues)
        {
            var values = (int)Math.Min(plan.BlockValues, count - done);
            var rows = (values + descriptor.Lanes - 1) / descriptor.Lanes;
            var fill = (int)(laneBit % descriptor.Word);
            plan.Kernels.ReadRows(plan.Fields, ref metadata, rows, buffers.Widths, buffers.Masks, buffers.Headers);
            var end = plan.Kernels.Place(buffers.Places, buffers.Widths, rows, fill, plan.RowBytes);
            var words = Words(plan, data, dataBytes, laneBit / descriptor.Word, end, buffers);
            laneBit += end - fill;
            Decode(plan, buffers, words, values, destination + (done * descriptor.Container.Bytes));
        }
    }

    private static void Decode(CodecPlan plan, in BlockBuffers buffers, byte* words, int values, byte* destination)
    {
        var descriptor = plan.Descriptor;
        var groups = plan.Kernels.DecodeGroups == null ? 0 : values / descriptor.GroupValues;
        if (groups > 0)
        {
            plan.Kernels.DecodeGroups(
                plan.Fields, plan.Adapt, words, buffers.Places, buffers.Masks, buffers.Headers, groups, destination);
        }

        var done = groups * descriptor.GroupValues;
        if (done < values)
        {
            var row = groups * descriptor.Rows;
            plan.Kernels.Unpack(
                words,
                buffers.Places.From(row),
                (values - done + descriptor.Lanes - 1) / descriptor.Lanes,
                descriptor.Lanes,
                descriptor.PlainBits,
                buffers.Plains,
                buffers.Fields);
            plan.Kernels.DecodeAny(
                plan.Fields,
                buffers.Fields,
                buffers.Masks + row,
                buffers.Headers + groups,
                values - done,
                buffers.Exponents);
            plan.Kernels.Join(
                plan.Adapt,
                buffers.Plains,
                buffers.Exponents,
                values - done,
                destination + ((nint)done * descriptor.Container.Bytes));
        }
    }

    // Where a block's memory rows may be read, and the one after them. At the end of the stream that is a copy with
    // zeros behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Words(
        CodecPlan plan, byte* data, long dataBytes, long memoryRow, int bits, in BlockBuffers buffers)
    {
        var first = memoryRow * plan.RowBytes;
        var needed = ((bits / plan.Descriptor.Word) + 2) * plan.RowBytes;
        if (needed <= dataBytes - first)
        {
            return data + first;
        }

        var left = (int)(dataBytes - first);
        Unsafe.CopyBlockUnaligned(buffers.Words, data + first, (uint)left);
        Unsafe.InitBlockUnaligned(buffers.Words + left, 0, (uint)(needed - left));
        return buffers.Words;
    }
}
