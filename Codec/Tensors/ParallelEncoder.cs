// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Numerics;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes one tensor with several threads into the streams that one thread writes.</summary>
/// <remarks>
/// A thread encodes a chunk into a buffer and goes on. The chunk is placed when all chunks before it are: that tells
/// where it begins, and the thread that finds it due splices its words there. Metadata has a known place.
/// </remarks>
internal sealed unsafe class ParallelEncoder
{
    // Bounds the buffers, should a thread be kept from running for long.
    private const int WaitingPerThread = 16;

    private readonly CodecPlan _plan;
    private readonly Chunks _chunks;
    private readonly byte* _source;
    private readonly byte* _data;
    private readonly byte* _metadata;
    private readonly (byte[]? Buffer, long Bits)[] _encoded;
    private readonly uint[] _rests;
    private readonly Lock _placing = new();
    private readonly int _mostWaiting;
    private long _laneBits;
    private int _losses;
    private int _due;

    private ParallelEncoder(CodecPlan plan, Chunks chunks, int threads, byte* source, byte* data, byte* metadata)
    {
        (_plan, _chunks) = (plan, chunks);
        _source = source;
        _data = data;
        _metadata = metadata;
        _rests = new uint[plan.Descriptor.Lanes];
        _encoded = new (byte[]?, long)[chunks.Count];
        _mostWaiting = WaitingPerThread * threads;
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

        var encoder = new ParallelEncoder(plan, chunks, threads, source, data, metadata);
        chunks.Share(threads, encoder.Work);
        fixed (uint* rests = encoder._rests)
        {
            var fill = encoder._laneBits % plan.Descriptor.Word;
            var last = data + (encoder._laneBits / plan.Descriptor.Word * plan.RowBytes);
            if (fill > 0)
            {
                TensorEncoder.StoreRests(plan.Descriptor, rests, last);
            }
        }

        losses = (Losses)encoder._losses;
        return encoder._laneBits;
    }

    private void Work(Func<int> next)
    {
        var worst = _plan.DataBytes((long)_chunks.Groups * _plan.Descriptor.Rows * _plan.Fields.RawWidth);
        for (var chunk = next(); chunk >= 0; chunk = next())
        {
            var buffer = ArrayPool<byte>.Shared.Rent((int)worst + _plan.RowBytes);
            fixed (byte* words = &buffer[_plan.RowBytes])
            {
                var bits = TensorEncoder.Encode(
                    _plan,
                    _source + ((long)chunk * _chunks.Values * _plan.Descriptor.Container.Bytes),
                    _chunks.ValuesOf(chunk),
                    words,
                    _metadata + (chunk * _chunks.MetadataBits / 8),
                    out var losses);
                Interlocked.Or(ref _losses, (int)losses);
                lock (_placing)
                {
                    _encoded[chunk] = (buffer, bits);
                }
            }

            while (SpliceNext())
            {
            }

            for (var wait = default(SpinWait); chunk - Volatile.Read(ref _due) > _mostWaiting;)
            {
                wait.SpinOnce();
            }
        }
    }

    private bool SpliceNext() => _plan.Descriptor.Word == 32 ? SpliceNext<uint>() : SpliceNext<ushort>();

    private bool SpliceNext<T>()
        where T : unmanaged, IBinaryInteger<T>
    {
        var lanes = _plan.Descriptor.Lanes;
        byte[] buffer;
        long start, rows;
        int fill;
        lock (_placing)
        {
            if (_due == _encoded.Length || _encoded[_due].Buffer is not { } due)
            {
                return false;
            }

            (buffer, start) = (due, _laneBits);
            fill = (int)(start % _plan.Descriptor.Word);
            fixed (byte* words = &buffer[_plan.RowBytes])
            {
                fixed (uint* rests = _rests)
                {
                    Splice.Lead(rests, lanes, fill, (T*)words);
                    rows = Splice.Rest((T*)words, lanes, _encoded[_due].Bits, fill, rests);
                }
            }

            _laneBits += _encoded[_due].Bits;
            _encoded[_due].Buffer = null;
            _due++;
        }

        fixed (byte* words = &buffer[_plan.RowBytes])
        {
            var place = start / _plan.Descriptor.Word * _plan.RowBytes;
            Splice.Write((T*)words, lanes, rows, fill, (T*)(_data + place));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return true;
    }
}
