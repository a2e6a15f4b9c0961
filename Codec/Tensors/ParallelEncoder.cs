// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes one tensor with several threads into the streams that one thread writes.</summary>
/// <remarks>
/// All chunks are measured before the first one is packed: values come twice from memory, but what they become goes
/// where it belongs. Packing chunk by chunk in the cache, as soon as those before are measured, is slower by half.
/// </remarks>
internal sealed unsafe class ParallelEncoder
{
    private readonly CodecPlan _plan;
    private readonly Chunks _chunks;
    private readonly byte* _source;
    private readonly byte* _data;
    private readonly byte* _metadata;
    private readonly ChunkSeam[] _seams;

    // Bits in each lane before each chunk, and before the end.
    private readonly long[] _starts;
    private int _losses;

    private ParallelEncoder(CodecPlan plan, Chunks chunks, byte* source, byte* data, byte* metadata)
    {
        (_plan, _chunks) = (plan, chunks);
        _source = source;
        _data = data;
        _metadata = metadata;
        _seams = new ChunkSeam[chunks.Count];
        _starts = new long[chunks.Count + 1];
    }

    /// <summary>Encodes a tensor.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="source">All its values.</param>
    /// <param name="data">Receives the data stream; room for raw rows.</param>
    /// <param name="metadata">Receives the metadata stream.</param>
    /// <param name="losses">What adapting lost.</param>
    /// <returns>Bits in each lane.</returns>
    public static long Encode(
        CodecPlan plan, int threads, byte* source, byte* data, byte* metadata, out Losses losses)
    {
        var chunks = new Chunks(plan);
        if (threads == 1 || chunks.Count < 2)
        {
            return TensorEncoder.Encode(plan, source, plan.Descriptor.Count, data, metadata, out losses);
        }

        var encoder = new ParallelEncoder(plan, chunks, source, data, metadata);
        encoder.Measure(threads);
        chunks.Share(threads, encoder.Encode);
        losses = (Losses)encoder._losses;
        return encoder.CloseSeams();
    }

    private void Measure(int threads)
    {
        if (_plan.FixedWidth is { } width)
        {
            for (var chunk = 0; chunk < _chunks.Count; chunk++)
            {
                _starts[chunk + 1] = width * TensorEncoder.Rows(_chunks.ValuesOf(chunk), _plan.Descriptor.Lanes);
            }
        }
        else
        {
            _chunks.Share(
                threads,
                chunk => _starts[chunk + 1] = ChunkEncoder.Measure(
                    _plan, Source(chunk), _chunks.ValuesOf(chunk), Metadata(chunk)));
        }

        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            _starts[chunk + 1] += _starts[chunk];
        }
    }

    private void Encode(int chunk)
    {
        _seams[chunk] = ChunkEncoder.Encode(
            _plan, Source(chunk), _chunks.ValuesOf(chunk), _starts[chunk], _data, Metadata(chunk), out var losses);
        Interlocked.Or(ref _losses, (int)losses);
    }

    private byte* Source(int chunk) => _source + ((long)chunk * _chunks.Values * _plan.Descriptor.Container.Bytes);

    private byte* Metadata(int chunk) => _metadata + (chunk * _chunks.MetadataBits / 8);

    private long CloseSeams()
    {
        var (descriptor, rowBytes) = (_plan.Descriptor, _plan.RowBytes);
        Span<uint> rests = stackalloc uint[descriptor.Lanes];
        rests.Clear();
        for (var chunk = 0; chunk < _seams.Length; chunk++)
        {
            var memoryRow = _data + (_starts[chunk] / descriptor.Word * rowBytes);
            _seams[chunk].Close(rests, descriptor.Word, new Span<byte>(memoryRow, rowBytes));
        }

        var end = _starts[^1];
        if (end % descriptor.Word != 0)
        {
            fixed (uint* bits = rests)
            {
                TensorEncoder.StoreRests(descriptor, bits, _data + (end / descriptor.Word * rowBytes));
            }
        }

        return end;
    }
}
