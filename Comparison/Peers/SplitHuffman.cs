// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Rtlgen.Comparison;

/// <summary>ZipNN's method: byte planes, the exponent alone in the highest one, each Huffman-coded or stored.</summary>
/// <remarks>
/// Hershcovitch et al., "ZipNN: Lossless Compression for AI Models", arXiv 2411.05239. The Huffman coder is that of
/// libzstd
/// (<see cref="Zstd.HuffmanOnly"/>), by the same author as the one that ZipNN has built in.
/// </remarks>
/// <param name="valueBytes">Bytes of a value, 2 or 4.</param>
internal sealed class SplitHuffman(int valueBytes) : ICompressor
{
    private readonly NativeBuffer _planes = new(BlockTensor.BlockBytes);
    private readonly Zstd _huffman = Zstd.HuffmanOnly();

    /// <inheritdoc/>
    public string Name => "split+huffman";

    /// <inheritdoc/>
    public string Setting => _huffman.Setting;

    /// <inheritdoc/>
    public int MaxBytes(int bytes) => valueBytes * (sizeof(int) + _huffman.MaxBytes(bytes / valueBytes));

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var planes = _planes.Span[..source.Length];
        BytePlanes.Split(source, planes, valueBytes, rotate: true);
        var (planeBytes, used) = (source.Length / valueBytes, 0);
        for (var plane = 0; plane < valueBytes; plane++)
        {
            var bytes = _huffman.Compress(
                planes.Slice(plane * planeBytes, planeBytes), destination[(used + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(destination[used..], bytes);
            used += sizeof(int) + bytes;
        }

        return used;
    }

    /// <inheritdoc/>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var planes = _planes.Span[..destination.Length];
        var planeBytes = destination.Length / valueBytes;
        for (var plane = 0; plane < valueBytes; plane++)
        {
            var bytes = BinaryPrimitives.ReadInt32LittleEndian(source);
            _huffman.Decompress(source.Slice(sizeof(int), bytes), planes.Slice(plane * planeBytes, planeBytes));
            source = source[(sizeof(int) + bytes)..];
        }

        BytePlanes.Join(planes, destination, valueBytes, rotate: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _huffman.Dispose();
        _planes.Dispose();
    }
}
