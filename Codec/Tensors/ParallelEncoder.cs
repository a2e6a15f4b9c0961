// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>Encodes one tensor with several threads into the streams that one thread writes.</summary>
/// <remarks>
/// Each thread encodes a chunk into a buffer of its own. When all chunks before it are placed, it learns where its own
/// begins, tells the next one where it ends, and splices its words there; metadata has a known place. Chunks are taken in
/// order, so that the chunk waited for is always being worked on.
/// </remarks>
internal sealed unsafe class ParallelEncoder
{
    private readonly CodecPlan _plan;
    private readonly Chunks _chunks;
    private readonly byte* _source;
    private readonly byte* _data;
    private readonly byte* _metadata;
    private readonly uint[] _rests;
    private long _laneBits;
    private int _losses;
    private int _turn;

    private ParallelEncoder(CodecPlan plan, Chunks chunks, byte* source, byte* data, byte* metadata)
    {
        (_plan, _chunks) = (plan, chunks);
        _source = source;
        _data = data;
        _metadata = metadata;
        _rests = new uint[plan.Descriptor.Lanes];
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
        var buffer = ArrayPool<byte>.Shared.Rent((int)worst + _plan.RowBytes);
        fixed (byte* memory = buffer)
        {
            for (var chunk = next(); chunk >= 0; chunk = next())
            {
                var words = memory + _plan.RowBytes;
                var bits = TensorEncoder.Encode(
                    _plan,
                    _source + ((long)chunk * _chunks.Values * _plan.Descriptor.Container.Bytes),
                    _chunks.ValuesOf(chunk),
                    words,
                    _metadata + (chunk * _chunks.MetadataBits / 8),
                    out var losses);
                Interlocked.Or(ref _losses, (int)losses);
                Append(chunk, words, bits);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Append(int chunk, byte* words, long bits)
    {
        for (var wait = default(SpinWait); Volatile.Read(ref _turn) != chunk;)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_plan.Descriptor.Word == 32)
        {
            Append(chunk, (uint*)words, bits);
        }
        else
        {
            Append(chunk, (ushort*)words, bits);
        }
    }

    private void Append<T>(int chunk, T* words, long bits)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var (start, lanes) = (_laneBits, _plan.Descriptor.Lanes);
        var fill = (int)(start % _plan.Descriptor.Word);
        long rows;
        fixed (uint* rests = _rests)
        {
            Splice.Lead(rests, lanes, fill, words);
            rows = Splice.Rest(words, lanes, bits, fill, rests);
        }

        _laneBits = start + bits;
        Volatile.Write(ref _turn, chunk + 1);
        Splice.Write(words, lanes, rows, fill, (T*)(_data + (start / _plan.Descriptor.Word * _plan.RowBytes)));
    }
}
