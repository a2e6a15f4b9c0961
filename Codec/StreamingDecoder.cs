// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec;

/// <summary>Decodes a tensor that need not fit into memory, piece by piece.</summary>
/// <remarks>
/// The values are those that
/// <see cref="SfpCodec.Decode(Descriptor, ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{byte}, int)"/>
/// returns for whole streams. Only <see cref="Check(Descriptor, Stream, Stream)"/> sees all of the metadata: without
/// it, values may be handed out
/// before damage is found.
/// </remarks>
public sealed class StreamingDecoder : IDisposable
{
    private readonly Descriptor _descriptor;
    private readonly StreamWindow _data;
    private readonly StreamWindow _metadata;
    private readonly int _threads;
    private readonly int _pieceValues;
    private long _read;

    /// <summary>Begins a tensor.</summary>
    /// <param name="descriptor">How it was encoded.</param>
    /// <param name="data">The data stream, at its start.</param>
    /// <param name="metadata">The metadata stream, at its start.</param>
    /// <param name="threads">How many threads decode, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor or the number of threads is out of
    /// range.</exception>
    public StreamingDecoder(Descriptor descriptor, Stream data, Stream metadata, int threads = 1)
        : this(descriptor, data, metadata, threads, StreamingEncoder.DefaultPiece)
    {
    }

    /// <summary>Begins a tensor; pieces of about <paramref name="pieceValues"/> values.</summary>
    internal StreamingDecoder(Descriptor descriptor, Stream data, Stream metadata, int threads, int pieceValues)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        descriptor.Validate();
        (_descriptor, _threads) = (descriptor, threads);
        _data = new StreamWindow(data, "data", descriptor.Lanes, descriptor.Word);
        _metadata = new StreamWindow(metadata, "metadata", 1, 32);
        _pieceValues = StreamingEncoder.PieceOf(descriptor, pieceValues);
    }

    /// <summary>Checks whole streams: lengths, row codes and padding.</summary>
    /// <param name="descriptor">How they were encoded.</param>
    /// <param name="data">The data stream, no more and no less; it must be able to seek. Its start and end are
    /// read.</param>
    /// <param name="metadata">The metadata stream, likewise; all of it is read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <exception cref="InvalidDataException">The streams are not what the descriptor and the row codes ask
    /// for.</exception>
    /// <remarks>docs/format.md section 7.</remarks>
    public static void Check(Descriptor descriptor, Stream data, Stream metadata) =>
        Check(descriptor, data, metadata, StreamingEncoder.DefaultPiece);

    /// <summary>Decodes the next values.</summary>
    /// <param name="values">Receives little-endian container values; room for a group or for all that are left.</param>
    /// <returns>How many bytes it received: whole groups or up to the tensor's end, 0 after it.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidDataException">A stream ends early, or has a row code that no encoder
    /// writes.</exception>
    public int Read(Span<byte> values)
    {
        var room = values.Length / _descriptor.Container.Bytes;
        var left = _descriptor.Count - _read;
        var most = room < _descriptor.GroupValues ? room : StreamingEncoder.PieceOf(_descriptor, room);
        var count = (int)Math.Min(Math.Min(_pieceValues, left), most);
        if (count < left && count % _descriptor.GroupValues != 0)
        {
            throw new ArgumentException(
                $"{values.Length} bytes, must have room for a group of {_descriptor.GroupValues} values",
                nameof(values));
        }

        if (count > 0)
        {
            Decode(_descriptor with { Count = count }, values);
            _read += count;
        }

        return count * _descriptor.Container.Bytes;
    }

    /// <summary>Frees the buffers; the streams stay open.</summary>
    public void Dispose()
    {
        _data.Dispose();
        _metadata.Dispose();
    }

    /// <summary>Checks; looks at the metadata of about <paramref name="pieceValues"/> values at once.</summary>
    internal static unsafe void Check(Descriptor descriptor, Stream data, Stream metadata, int pieceValues)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(metadata);
        descriptor.Validate();
        var plan = new CodecPlan(descriptor, vectors: false);
        StreamCheck.RefuseWrongSizes(plan, data.Length, metadata.Length);
        metadata.Position = 0;
        using var window = new StreamWindow(metadata, "metadata", 1, 32);
        var pieceRows = (long)StreamingEncoder.PieceOf(descriptor, pieceValues) / descriptor.Lanes;
        var (laneBits, row) = (0L, 0L);
        do
        {
            var rows = Math.Min(pieceRows, descriptor.RowCount - row);
            var bits = plan.MetadataBits(rows);
            var part = window.Take(bits);
            fixed (byte* words = part)
            {
                var source = new BitSource(words, part.Length) { Position = window.Offset };
                laneBits += StreamCheck.ChunkBits(plan, ref source, row, rows);
                source.Position = window.Offset + bits;
                row += rows;
                if (row == descriptor.RowCount)
                {
                    StreamCheck.RefuseWrongLength(plan, laneBits, data.Length);
                    CheckEnd(plan, data, laneBits, source);
                }
            }

            window.Advance(bits);
        }
        while (row < descriptor.RowCount);
    }

    private static unsafe void CheckEnd(CodecPlan plan, Stream data, long laneBits, BitSource metadata)
    {
        var tail = new byte[Math.Min(2 * plan.RowBytes, data.Length)];
        data.Position = data.Length - tail.Length;
        data.ReadExactly(tail);
        fixed (byte* rows = tail)
        {
            StreamCheck.RefuseOnes(plan, rows, (data.Length - tail.Length) / plan.RowBytes, laneBits, metadata);
        }
    }

    private unsafe void Decode(Descriptor piece, Span<byte> values)
    {
        var plan = new CodecPlan(piece, vectors: true);
        var metadataBits = plan.MetadataBits(piece.RowCount);
        var metadata = _metadata.Take(metadataBits);
        fixed (byte* metadataWords = metadata, destination = values)
        {
            var source = new BitSource(metadataWords, metadata.Length) { Position = _metadata.Offset };
            var starts = StreamCheck.ChunkStarts(plan, source, new Chunks(plan).Groups, _data.Offset, out var end);
            var laneBits = end - _data.Offset;
            var data = _data.Take(laneBits);
            fixed (byte* dataWords = data)
            {
                ParallelDecoder.Decode(plan, _threads, starts, dataWords, data.Length, source, destination);
            }

            _data.Advance(laneBits);
        }

        _metadata.Advance(metadataBits);
    }
}
