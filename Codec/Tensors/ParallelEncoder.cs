// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes one tensor with several threads into the streams that one thread writes.</summary>
/// <remarks>
/// Where a chunk goes depends on the lengths of all before it. The first thread packs from the front, where that is
/// known; the others measure what it has before it, so that one of them can pack the rest of the tensor meanwhile, and
/// then they help at the front. So only a part of the values comes twice from memory. Measuring everything first was
/// slower; so was packing chunk by chunk in the cache, as soon as those before are measured, by half.
/// </remarks>
internal sealed unsafe class ParallelEncoder
{
    // What measuring takes of the time of packing.
    private const double MeasuringShare = 0.5;

    private readonly CodecPlan _plan;
    private readonly Chunks _chunks;
    private readonly byte* _source;
    private readonly byte* _data;
    private readonly byte* _metadata;
    private readonly ChunkSeam[] _seams;

    // Bits of each chunk of the front in each lane, where it is measured.
    private readonly long[] _lengths;

    // Bits in each lane before each chunk, and before the end.
    private readonly long[] _starts;

    // Chunks of the front. One thread packs those behind it by itself.
    private readonly int _front;

    // Chunks of the front that were taken to be packed and to be measured, and that are measured.
    private int _packed;
    private int _taken;
    private int _measured;
    private int _restTaken;
    private int _losses;

    private ParallelEncoder(CodecPlan plan, Chunks chunks, int threads, byte* source, byte* data, byte* metadata)
    {
        (_plan, _chunks) = (plan, chunks);
        _source = source;
        _data = data;
        _metadata = metadata;
        _seams = new ChunkSeam[chunks.Count];
        _lengths = new long[chunks.Count];
        _starts = new long[chunks.Count + 1];
        _front = plan.FixedWidth is null ? Front(chunks.Count, threads) : chunks.Count;
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
        var workers = Math.Min(threads, chunks.Count);
        if (workers < 2)
        {
            return TensorEncoder.Encode(plan, source, plan.Descriptor.Count, data, metadata, out losses);
        }

        var encoder = new ParallelEncoder(plan, chunks, workers, source, data, metadata);
        if (plan.FixedWidth is { } width)
        {
            encoder.MeasureFixed(width);
        }

        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, encoder.Work);
        losses = (Losses)encoder._losses;
        return encoder.CloseSeams();
    }

    // As large as it must be for all threads to end at the same time.
    private static int Front(int chunks, int threads)
    {
        var rest = 1.0 / threads;
        var saved = MeasuringShare * (rest - (1.0 / (threads - 1)));
        return Math.Clamp((int)Math.Ceiling(chunks * (1 - rest) / (1 + saved)), 1, chunks - 1);
    }

    private void Work(int worker)
    {
        if (worker > 0)
        {
            Measure();
            PackRest();
        }

        // The first worker knows where its chunks start, as one follows the other until others come, who come when all
        // starts are known. If it got through, and the rest is not taken, it has packed all of the front.
        PackFront();
        PackRest();
    }

    private void MeasureFixed(long width)
    {
        for (var chunk = 0; chunk < _front; chunk++)
        {
            _lengths[chunk] = width * TensorEncoder.Rows(_chunks.ValuesOf(chunk), _plan.Descriptor.Lanes);
        }

        (_taken, _measured) = (_front, _front);
        Place();
    }

    private void Measure()
    {
        for (var chunk = Next(ref _taken); chunk < _front; chunk = Next(ref _taken))
        {
            _lengths[chunk] = ChunkEncoder.Measure(_plan, Source(chunk), _chunks.ValuesOf(chunk), Metadata(chunk));
            Interlocked.Increment(ref _measured);
        }

        // Others are measuring what is missing right now: nothing waits for a worker that did not start.
        SpinWait.SpinUntil(() => Volatile.Read(ref _measured) == _front);
        Place();
    }

    // Several workers may write starts at once: they write the same numbers.
    private void Place()
    {
        for (var chunk = 0; chunk < _front; chunk++)
        {
            _starts[chunk + 1] = _starts[chunk] + _lengths[chunk];
        }
    }

    private void PackFront()
    {
        for (var chunk = Next(ref _packed); chunk < _front; chunk = Next(ref _packed))
        {
            Pack(chunk);
        }
    }

    private void PackRest()
    {
        if (Interlocked.Exchange(ref _restTaken, 1) == 0)
        {
            for (var chunk = _front; chunk < _chunks.Count; chunk++)
            {
                Pack(chunk);
            }
        }
    }

    private void Pack(int chunk)
    {
        _seams[chunk] = ChunkEncoder.Encode(
            _plan, Source(chunk), _chunks.ValuesOf(chunk), _starts[chunk], _data, Metadata(chunk), out var losses);
        _starts[chunk + 1] = _seams[chunk].End;
        Interlocked.Or(ref _losses, (int)losses);
    }

    private static int Next(ref int taken) => Interlocked.Increment(ref taken) - 1;

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
