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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            losses |= EncodeFields(plan, buffers, block, values, ref sink);
            var end = Place(plan, buffers, values, fill);
            Pack(plan, buffers, block, values, next);
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

    /// <summary>Encodes a block's exponents.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="buffers">Receives fields, widths, and plain bits where packing does not take them from values.</param>
    /// <param name="block">Its values.</param>
    /// <param name="values">How many.</param>
    /// <param name="sink">Receives headers and row codes.</param>
    /// <returns>What adapting lost.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Losses EncodeFields(
        CodecPlan plan, in BlockBuffers buffers, byte* block, int values, ref BitSink sink)
    {
        var (descriptor, kernels) = (plan.Descriptor, plan.Kernels);
        var whole = values - (values % descriptor.GroupValues);
        var split = kernels.FromValues ? PackedAtOnce(plan, values) : 0;
        var losses = split == values
            ? Losses.None
            : kernels.Split(
                plan.Adapt,
                block + ((nint)split * descriptor.Container.Bytes),
                values - split,
                buffers.Plains + split,
                buffers.Exponents + split);
        if (whole > 0)
        {
            var exponents = kernels.FromValues ? block : buffers.Exponents;
            kernels.EncodeGroups(plan.Fields, exponents, whole, buffers.Fields, buffers.Widths, ref sink);
        }

        if (whole < values)
        {
            var pads = (Rows(values, descriptor.Lanes) * descriptor.Lanes) - values;
            new Span<uint>(buffers.Plains + values, pads).Clear();
            new Span<byte>(buffers.Exponents + values, pads).Clear();
            kernels.EncodeAny(
                plan.Fields,
                buffers.Exponents + whole,
                values - whole,
                buffers.Fields + whole,
                buffers.Widths + (whole / descriptor.Lanes),
                ref sink);
        }

        return losses;
    }

    /// <summary>Places the rows of a block whose widths are known.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="buffers">What <see cref="EncodeFields"/> filled; receives the places.</param>
    /// <param name="values">How many values.</param>
    /// <param name="fill">Bits before it in each lane of its first memory row.</param>
    /// <returns>Bits in each lane from that memory row's start to the block's end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place(CodecPlan plan, in BlockBuffers buffers, int values, int fill) => plan.Kernels.Place(
        buffers.Places, buffers.Widths, Rows(values, plan.Descriptor.Lanes), fill, plan.RowBytes);

    /// <summary>Packs a block whose rows are placed.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="buffers">What <see cref="EncodeFields"/> filled; the bits that wait are updated.</param>
    /// <param name="block">Its values.</param>
    /// <param name="values">How many.</param>
    /// <param name="destination">The memory row that is being filled.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(CodecPlan plan, in BlockBuffers buffers, byte* block, int values, byte* destination)
    {
        var (descriptor, kernels) = (plan.Descriptor, plan.Kernels);
        var packed = PackedAtOnce(plan, values);
        var rows = packed / descriptor.Lanes;
        if (rows > 0)
        {
            kernels.PackRows(
                plan.Adapt,
                kernels.FromValues ? block : (byte*)buffers.Plains,
                buffers.Fields,
                buffers.Places,
                rows,
                descriptor.PlainBits,
                buffers.Rests,
                destination);
        }

        if (packed < values)
        {
            kernels.Pack(
                buffers.Plains + packed,
                buffers.Fields + packed,
                buffers.Places.From(rows),
                Rows(values - packed, descriptor.Lanes),
                descriptor.Lanes,
                descriptor.PlainBits,
                buffers.Rests,
                destination);
        }
    }

    // Values that are packed several rows at once: those of whole groups, as far as they fill registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PackedAtOnce(CodecPlan plan, int values)
    {
        var rows = values / plan.Descriptor.GroupValues * plan.Descriptor.Rows;
        return plan.Kernels.PackRows == null
            ? 0
            : rows / plan.Kernels.RowsAtOnce * plan.Kernels.RowsAtOnce * plan.Descriptor.Lanes;
    }

    /// <summary>Rows of so many values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int values, int lanes) => (values + lanes - 1) / lanes;
}
