// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>A peer on a whole tensor: blocks that stay in the cache, handed to threads as they get free.</summary>
/// <remarks>
/// No block reaches over the end of a copy of a tiled tensor: matches between copies would be no merit. Blocks lie
/// apart in
/// the encoded buffer, which spares peers the pass that would put them together.
/// </remarks>
internal sealed class BlockTensor : ITensorCodec
{
    /// <summary>Bytes of a block, the last one of a copy excepted: ZipNN's choice.</summary>
    public const int BlockBytes = 256 << 10;

    private const int Alignment = 64;

    private readonly ICompressor[] _compressors;
    private readonly (int Start, int Bytes)[] _blocks;
    private readonly int[] _sizes;
    private readonly long[] _slots;

    /// <summary>Prepares for tensors of one size.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="container">The values' container.</param>
    /// <param name="bytes">Bytes of the tensor.</param>
    /// <param name="period">Bytes after which the tensor repeats itself, a whole number of values.</param>
    /// <param name="threads">How many threads work.</param>
    public BlockTensor(Peer peer, Container container, int bytes, int period, int threads)
    {
        Bytes = Math.Min(bytes, peer.SliceBytes);
        _compressors = [.. Enumerable.Range(0, threads).Select(_ => peer.Make(container.Bytes))];
        _blocks = [.. Cut(Bytes, period)];
        _sizes = new int[_blocks.Length];
        _slots = new long[_blocks.Length + 1];
        for (var block = 0; block < _blocks.Length; block++)
        {
            var most = _compressors[0].MaxBytes(_blocks[block].Bytes);
            _slots[block + 1] = _slots[block] + ((most + Alignment - 1) / Alignment * Alignment);
        }
    }

    /// <inheritdoc/>
    public string Name => _compressors[0].Name;

    /// <inheritdoc/>
    public string Coder => _compressors[0].Setting;

    /// <inheritdoc/>
    public int Bytes { get; }

    /// <inheritdoc/>
    public long Room => _slots[^1];

    /// <inheritdoc/>
    public long Encode(NativeBuffer values, NativeBuffer encoded)
    {
        ForAllBlocks((compressor, block) => _sizes[block] = compressor.Compress(
            values.Span.Slice(_blocks[block].Start, _blocks[block].Bytes), Slot(encoded, block)));
        return _sizes.Sum(size => (long)size + sizeof(int));
    }

    /// <inheritdoc/>
    public void Decode(NativeBuffer encoded, NativeBuffer values) =>
        ForAllBlocks((compressor, block) => compressor.Decompress(
            Slot(encoded, block)[.._sizes[block]], values.Span.Slice(_blocks[block].Start, _blocks[block].Bytes)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var compressor in _compressors)
        {
            compressor.Dispose();
        }
    }

    private static IEnumerable<(int Start, int Bytes)> Cut(int bytes, int period)
    {
        for (var start = 0; start < bytes;)
        {
            var left = Math.Min(period - (start % period), bytes - start);
            yield return (start, Math.Min(left, BlockBytes));
            start += Math.Min(left, BlockBytes);
        }
    }

    private Span<byte> Slot(NativeBuffer encoded, int block) =>
        encoded.Span[(int)_slots[block]..(int)_slots[block + 1]];

    private void ForAllBlocks(Action<ICompressor, int> work)
    {
        var next = -1;
        Threads.Run(_compressors.Length, thread =>
        {
            for (var block = Interlocked.Increment(ref next);
                block < _blocks.Length;
                block = Interlocked.Increment(ref next))
            {
                work(_compressors[thread], block);
            }
        });
    }
}
