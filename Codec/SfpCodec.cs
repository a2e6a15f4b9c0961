// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec;

/// <summary>Encodes and decodes tensors at the speed of memory.</summary>
/// <remarks>
/// <para>
/// The streams are those of docs/format.md, bit for bit those of <see cref="GoldenModel.Streams.StreamEncoder"/>.
/// Values and streams are little-endian bytes, as in files (section 5): values of 2 or 4 bytes, data words of 2 or 4
/// bytes, metadata words of 4 bytes. All methods are thread-safe.
/// </para>
/// <para>
/// Tensors of 8 or 16 lanes are coded with vector instructions, where the processor has them; any others, and any
/// processor, work with the same results. Spans limit a tensor to 2 GiB;
/// <see cref="StreamingEncoder"/> and <see cref="StreamingDecoder"/> take larger ones.
/// </para>
/// </remarks>
public static class SfpCodec
{
    /// <summary>Bytes of a tensor's values.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>2 or 4 for each value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    public static long ValueBytes(Descriptor descriptor)
    {
        Validate(descriptor);
        return descriptor.Count * descriptor.Container.Bytes;
    }

    /// <summary>Most bytes that the data stream can have: that of <c>fixed</c>, as no row is longer than raw.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>L·⌈rows·(n + s + e) / B⌉ words in bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <remarks>docs/format.md sections 4 and 5.</remarks>
    public static long MaxDataBytes(Descriptor descriptor)
    {
        Validate(descriptor);
        var laneBits = descriptor.RowCount * (descriptor.PlainBits + descriptor.Exponent);
        return (laneBits + descriptor.Word - 1) / descriptor.Word * (descriptor.Lanes * descriptor.Word / 8);
    }

    /// <summary>Bytes of the metadata stream; they do not depend on the values.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>A multiple of 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <remarks>docs/format.md section 5.</remarks>
    public static long MetadataBytes(Descriptor descriptor)
    {
        Validate(descriptor);
        var plan = new CodecPlan(descriptor, vectors: false);
        return CodecPlan.MetadataBytes(plan.MetadataBits(descriptor.RowCount));
    }

    /// <summary>Encodes a tensor.</summary>
    /// <param name="descriptor">How; its count is the number of values.</param>
    /// <param name="values">Little-endian container values, shape <c>[count]</c>, row-major.</param>
    /// <param name="data">
    /// Receives the data stream; <see cref="MaxDataBytes"/> or more. What follows the stream there may be overwritten.
    /// </param>
    /// <param name="metadata">Receives the metadata stream; <see cref="MetadataBytes"/> or more.</param>
    /// <param name="threads">How many threads work, 1 or more. The streams do not depend on it.</param>
    /// <returns>The streams' sizes and what was lost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor or the number of threads is out of
    /// range.</exception>
    /// <exception cref="ArgumentException">
    /// The number of values is not the descriptor's count, or a destination is too short.
    /// </exception>
    public static EncodedSize Encode(
        Descriptor descriptor, ReadOnlySpan<byte> values, Span<byte> data, Span<byte> metadata, int threads = 1) =>
        Encode(descriptor, values, data, metadata, threads, vectors: true);

    /// <summary>Decodes a tensor.</summary>
    /// <param name="descriptor">How it was encoded.</param>
    /// <param name="data">The data stream, no more and no less.</param>
    /// <param name="metadata">The metadata stream, no more and no less.</param>
    /// <param name="values">
    /// Receives little-endian container values, shape <c>[count]</c>; <see cref="ValueBytes"/> or more. Nothing is
    /// written in case of an error.
    /// </param>
    /// <param name="threads">How many threads work, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor or the number of threads is out of
    /// range.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidDataException">The streams are not what the descriptor and the row codes ask
    /// for.</exception>
    /// <exception cref="NotSupportedException">The streams hold more values than an array can.</exception>
    /// <remarks>docs/format.md section 7 lists what is refused.</remarks>
    public static void Decode(
        Descriptor descriptor,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> metadata,
        Span<byte> values,
        int threads = 1) =>
        Decode(descriptor, data, metadata, values, threads, vectors: true);

    /// <summary>Adapts and restores values without coding them: what decoding would give back.</summary>
    /// <param name="descriptor">
    /// How they are adapted: container, mantissa, exponent, low, sign and rounding; the rest does not matter.
    /// </param>
    /// <param name="values">Little-endian container values, any number of them.</param>
    /// <param name="restored">Receives as many; may be the values themselves.</param>
    /// <param name="threads">How many threads work, 1 or more. The values do not depend on it.</param>
    /// <returns>What was lost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor or the number of threads is out of
    /// range.</exception>
    /// <exception cref="ArgumentException">Not a whole number of values, or the destination is too short.</exception>
    /// <remarks>docs/format.md section 2.</remarks>
    public static Losses Adapt(
        Descriptor descriptor, ReadOnlySpan<byte> values, Span<byte> restored, int threads = 1)
    {
        Validate(descriptor);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (values.Length % descriptor.Container.Bytes != 0)
        {
            throw new ArgumentException(
                $"{values.Length} bytes, must be a multiple of {descriptor.Container.Bytes}", nameof(values));
        }

        RefuseShort(restored, values.Length, nameof(restored));
        return TensorRestorer.Restore(descriptor, values, restored, threads);
    }

    /// <summary>Encodes; without <paramref name="vectors"/> with the loops that any processor can run.</summary>
    internal static unsafe EncodedSize Encode(
        Descriptor descriptor,
        ReadOnlySpan<byte> values,
        Span<byte> data,
        Span<byte> metadata,
        int threads,
        bool vectors)
    {
        Validate(descriptor);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (values.Length != ValueBytes(descriptor))
        {
            throw new ArgumentException(
                $"{values.Length} bytes, but the descriptor's count is {descriptor.Count} values of "
                + $"{descriptor.Container.Bytes} bytes",
                nameof(values));
        }

        RefuseShort(data, MaxDataBytes(descriptor), nameof(data));
        var plan = new CodecPlan(descriptor, vectors);
        var metadataBits = plan.MetadataBits(descriptor.RowCount);
        RefuseShort(metadata, CodecPlan.MetadataBytes(metadataBits), nameof(metadata));
        fixed (byte* source = values, dataStream = data, metadataStream = metadata)
        {
            var laneBits = ParallelEncoder.Encode(
                plan, threads, source, dataStream, metadataStream, out var losses);
            return new EncodedSize(
                laneBits,
                metadataBits,
                (int)plan.DataBytes(laneBits),
                (int)CodecPlan.MetadataBytes(metadataBits),
                losses);
        }
    }

    /// <summary>Decodes; without <paramref name="vectors"/> with the loops that any processor can run.</summary>
    internal static unsafe void Decode(
        Descriptor descriptor,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> metadata,
        Span<byte> values,
        int threads,
        bool vectors)
    {
        Validate(descriptor);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var plan = new CodecPlan(descriptor, vectors);
        fixed (byte* dataStream = data, metadataStream = metadata, destination = values)
        {
            var chunkGroups = new Chunks(plan).Groups;
            var starts = StreamCheck.Check(
                plan, dataStream, data.Length, metadataStream, metadata.Length, chunkGroups);
            RefuseShort(values, ValueBytes(descriptor), nameof(values));
            var source = new BitSource(metadataStream, metadata.Length);
            ParallelDecoder.Decode(plan, threads, starts, dataStream, data.Length, source, destination);
        }
    }

    private static void Validate(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        descriptor.Validate();
    }

    private static void RefuseShort(Span<byte> destination, long bytes, string name)
    {
        if (destination.Length < bytes)
        {
            throw new ArgumentException($"{destination.Length} bytes, must be {bytes} or more", name);
        }
    }
}
