// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Rows;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes whole groups, and the short group at a tensor's end, into streams of their own.</summary>
/// <remarks>docs/format.md sections 2 to 5.</remarks>
internal static unsafe class TensorEncoder
{
    /// <summary>Encodes values.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="source">Little-endian values, the first one of a group's.</param>
    /// <param name="count">How many.</param>
    /// <param name="data">Receives the data stream; room for raw rows.</param>
    /// <param name="metadata">Receives the metadata stream, whole words.</param>
    /// <param name="losses">What adapting lost.</param>
    /// <returns>Bits in each lane.</returns>
    [SkipLocalsInit]
    public static long Encode(
        CodecPlan plan, byte* source, long count, byte* data, byte* metadata, out Losses losses)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var descriptor = plan.Descriptor;
        new Span<uint>(buffers.Rests, descriptor.Lanes).Clear();
        var next = data;
        var fill = 0;
        var sink = new BitSink(metadata);
        losses = Losses.None;
        for (var done = 0L; done < count; done += plan.BlockValues)
        {
            var values = (int)Math.Min(plan.BlockValues, count - done);
            var block = source + (done * descriptor.Container.Bytes);
            losses |= plan.Kernels.Split(plan.Adapt, block, values, buffers.Plains, buffers.Exponents);
            EncodeFields(plan, buffers, values, ref sink);
            var rows = Rows(values, descriptor.Lanes);
            var end = plan.Kernels.Place(buffers.Places, buffers.Widths, rows, fill, plan.RowBytes);
            plan.Kernels.Pack(
                buffers.Plains,
                buffers.Fields,
                buffers.Places,
                rows,
                descriptor.Lanes,
                descriptor.PlainBits,
                buffers.Rests,
                next);
            next += end / descriptor.Word * plan.RowBytes;
            fill = end % descriptor.Word;
        }

        sink.Finish();
        if (fill > 0)
        {
            StoreRests(descriptor, buffers.Rests, next);
        }

        return ((next - data) / plan.RowBytes * descriptor.Word) + fill;
    }

    /// <summary>Writes the bits that wait as a memory row, zeros above them.</summary>
    public static void StoreRests(Descriptor descriptor, uint* rests, byte* memoryRow)
    {
        for (var lane = 0; lane < descriptor.Lanes; lane++)
        {
            if (descriptor.Word == Word32.Bits)
            {
                ((uint*)memoryRow)[lane] = rests[lane];
            }
            else
            {
                ((ushort*)memoryRow)[lane] = (ushort)rests[lane];
            }
        }
    }

    private static void EncodeFields(CodecPlan plan, in BlockBuffers buffers, int values, ref BitSink sink)
    {
        var whole = values - (values % plan.Descriptor.GroupValues);
        if (whole > 0)
        {
            plan.Kernels.EncodeGroups(
                plan.Fields, buffers.Exponents, whole, buffers.Fields, buffers.Widths, ref sink);
        }

        if (whole < values)
        {
            var lanes = plan.Descriptor.Lanes;
            var pads = (Rows(values, lanes) * lanes) - values;
            new Span<uint>(buffers.Plains + values, pads).Clear();
            new Span<byte>(buffers.Exponents + values, pads).Clear();
            plan.Kernels.EncodeAny(
                plan.Fields,
                buffers.Exponents + whole,
                values - whole,
                buffers.Fields + whole,
                buffers.Widths + (whole / lanes),
                ref sink);
        }
    }

    private static int Rows(int values, int lanes) => (values + lanes - 1) / lanes;
}
