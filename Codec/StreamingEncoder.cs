// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec;

/// <summary>Encodes a tensor that need not fit into memory, piece by piece.</summary>
/// <remarks>
/// The streams are those of <see cref="SfpCodec.Encode(Descriptor, ReadOnlySpan{byte}, Span{byte}, Span{byte}, int)"/>
/// for the whole tensor, wherever pieces end. They are written on another thread while the next piece is encoded. The
/// methods must not be called at the same time.
/// </remarks>
public sealed class StreamingEncoder : IDisposable
{
    /// <summary>Values that are encoded at once, unless a group has more; it bounds the memory.</summary>
    internal const int DefaultPiece = 1 << 21;

    private readonly Stream _data;
    private readonly Stream _metadata;
    private readonly int _threads;
    private readonly int _pieceValues;
    private readonly StreamJoin _dataJoin;
    private readonly StreamJoin _metadataJoin;
    private readonly WriteBehind _behind = new();
    private readonly byte[][] _buffers;
    private long _written;
    private int _turn;

    /// <summary>Begins a tensor.</summary>
    /// <param name="descriptor">How; its count is the number of values that will be written.</param>
    /// <param name="data">Receives the data stream.</param>
    /// <param name="metadata">Receives the metadata stream.</param>
    /// <param name="threads">How many threads encode, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor or the number of threads is out of
    /// range.</exception>
    public StreamingEncoder(Descriptor descriptor, Stream data, Stream metadata, int threads = 1)
        : this(descriptor, data, metadata, threads, DefaultPiece)
    {
    }

    /// <summary>Begins a tensor; pieces of about <paramref name="pieceValues"/> values.</summary>
    internal StreamingEncoder(Descriptor descriptor, Stream data, Stream metadata, int threads, int pieceValues)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        descriptor.Validate();
        Descriptor = descriptor;
        (_data, _metadata, _threads) = (data, metadata, threads);
        _pieceValues = PieceOf(descriptor, pieceValues);
        _dataJoin = new StreamJoin(descriptor.Lanes, descriptor.Word);
        _metadataJoin = new StreamJoin(1, 32);
        var piece = descriptor with { Count = Math.Min(_pieceValues, descriptor.Count) };
        var dataBytes = (int)SfpCodec.MaxDataBytes(piece) + _dataJoin.RowBytes;
        var metadataBytes = (int)SfpCodec.MetadataBytes(piece) + _metadataJoin.RowBytes;
        _buffers =
        [
            Rent(dataBytes), Rent(metadataBytes), Rent(dataBytes), Rent(metadataBytes), Rent(dataBytes), Rent(metadataBytes),
        ];
    }

    /// <summary>The tensor's descriptor.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>Bytes of the data stream so far.</summary>
    public long DataBytes => _dataJoin.Bytes;

    /// <summary>Bytes of the metadata stream so far.</summary>
    public long MetadataBytes => _metadataJoin.Bytes;

    /// <summary>What adapting has lost so far.</summary>
    public Losses Losses { get; private set; }

    /// <summary>Encodes the tensor's next values.</summary>
    /// <param name="values">Little-endian container values: whole groups, or all up to the tensor's end.</param>
    /// <exception cref="ArgumentException">The values end inside a group, or there are more than the count.</exception>
    /// <exception cref="IOException">A stream cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> values)
    {
        var (count, rest) = Math.DivRem(values.Length, Descriptor.Container.Bytes);
        var end = _written + count;
        if (rest != 0 || end > Descriptor.Count || (end < Descriptor.Count && count % Descriptor.GroupValues != 0))
        {
            throw new ArgumentException(
                $"{values.Length} bytes after {_written} of {Descriptor.Count} values, must be whole groups of"
                + $" {Descriptor.GroupValues} values or all that are left",
                nameof(values));
        }

        var pieceBytes = _pieceValues * Descriptor.Container.Bytes;
        for (; !values.IsEmpty; values = values[Math.Min(pieceBytes, values.Length)..])
        {
            WritePiece(values[..Math.Min(pieceBytes, values.Length)]);
        }
    }

    /// <summary>Ends the streams.</summary>
    /// <exception cref="InvalidOperationException">Values are missing.</exception>
    /// <exception cref="IOException">A stream cannot be written.</exception>
    public void Complete()
    {
        if (_written != Descriptor.Count)
        {
            throw new InvalidOperationException($"{_written} values were written, the count is {Descriptor.Count}");
        }

        _behind.Finish();
        Span<byte> row = stackalloc byte[128];
        _data.Write(row[.._dataJoin.Finish(row)]);
        _metadata.Write(row[.._metadataJoin.Finish(row)]);
    }

    /// <summary>Frees the buffers; the streams stay open.</summary>
    public void Dispose()
    {
        _behind.Dispose();
        for (var i = 0; i < _buffers.Length; i++)
        {
            if (_buffers[i].Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffers[i]);
                _buffers[i] = [];
            }
        }
    }

    /// <summary>Whole groups in about so many values; one at least.</summary>
    internal static int PieceOf(Descriptor descriptor, int values) =>
        Math.Max(1, values / descriptor.GroupValues) * descriptor.GroupValues;

    private static byte[] Rent(int bytes) => ArrayPool<byte>.Shared.Rent(bytes);

    private void WritePiece(ReadOnlySpan<byte> values)
    {
        var count = values.Length / Descriptor.Container.Bytes;
        var (ownData, ownMetadata) = (_buffers[0], _buffers[1]);
        var size = SfpCodec.Encode(
            Descriptor with { Count = count },
            values,
            ownData.AsSpan(_dataJoin.RowBytes),
            ownMetadata.AsSpan(_metadataJoin.RowBytes),
            _threads);
        Losses |= size.Losses;
        _written += count;

        // The buffers of the write before last: the last one may still be under way.
        var (data, metadata) = (_buffers[2 + _turn], _buffers[3 + _turn]);
        _turn ^= 2;
        var dataBytes = _dataJoin.Append(ownData, size.LaneBits, data);
        var metadataBytes = _metadataJoin.Append(ownMetadata, size.MetadataBits, metadata);
        _behind.Start(() =>
        {
            _data.Write(data, 0, dataBytes);
            _metadata.Write(metadata, 0, metadataBytes);
        });
    }
}
