// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes one tensor with several threads into the streams that one thread writes.</summary>
/// <remarks>
/// A thread measures a chunk, learns from the chunk before it where it starts, and packs it there. Metadata has a known
/// place.
/// </remarks>
internal sealed unsafe class ParallelEncoder
{
    private const long Unknown = -1;
    private const long Failed = -2;

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
        _starts.AsSpan(1).Fill(Unknown);
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
        chunks.Share(threads, encoder.Work);
        losses = (Losses)encoder._losses;
        return encoder.CloseSeams();
    }

    private void Work(Func<int> next)
    {
        using var encoder = new ChunkEncoder(_plan, _chunks.Values);
        for (var chunk = next(); chunk >= 0; chunk = next())
        {
            var source = _source + ((long)chunk * _chunks.Values * _plan.Descriptor.Container.Bytes);
            var end = Failed;
            try
            {
                var bits = encoder.Measure(
                    source, _chunks.ValuesOf(chunk), _metadata + (chunk * _chunks.MetadataBits / 8), out var losses);
                Interlocked.Or(ref _losses, (int)losses);
                end = Start(chunk) + bits;
            }
            finally
            {
                // Whoever waits for a chunk that failed must not wait for ever.
                Volatile.Write(ref _starts[chunk + 1], end);
            }

            _seams[chunk] = encoder.Pack(source, _chunks.ValuesOf(chunk), _starts[chunk], _data);
        }
    }

    private long Start(int chunk)
    {
        var start = Unknown;
        for (var wait = default(SpinWait); (start = Volatile.Read(ref _starts[chunk])) == Unknown;)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return start != Failed ? start : throw new OperationCanceledException("the chunk before this one failed");
    }

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
