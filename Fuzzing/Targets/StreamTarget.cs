// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.Codec;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.Fuzzing.Running;

namespace Rtlgen.Fuzzing.Targets;

/// <summary><see cref="SfpCodec"/>'s decoder on whole streams, held to the golden model.</summary>
/// <param name="decode">The decoder.</param>
internal sealed class StreamTarget(StreamDecode decode) : FuzzTarget("stream")
{
    /// <summary>Bytes that decoding may allocate, whatever the streams hold; a quarter of a byte per value
    /// more.</summary>
    public const long MostAllocated = 64 << 10;

    private const int RegionBytes = 1 << 20;
    private const byte Untouched = 0xa5;

    private readonly GuardedMemory _data = new(RegionBytes);
    private readonly GuardedMemory _metadata = new(RegionBytes);
    private readonly GuardedMemory _values = new(RegionBytes);

    /// <inheritdoc/>
    public override string Try(Draw draw)
    {
        var input = StreamDraw.Make(draw);
        var golden = Golden.Of(input);
        var (vectors, threads) = (!draw.OneIn(3), draw.Of(1, 1, 1, 2));
        var data = _data.Copy(input.Data, draw.OneIn(2));
        var metadata = _metadata.Copy(input.Metadata, draw.OneIn(2));
        var needed = golden.Values is { } values ? (long)values.Length * input.Descriptor.Container.Bytes : 0;
        var room = (int)Math.Min(_values.Bytes, needed + (draw.OneIn(8) ? draw.Below(64) : 0));
        var isShort = needed > 0 && draw.OneIn(32);
        room = isShort ? draw.Below(room) : room;
        var destination = _values.Take(room, draw.OneIn(2));
        destination.Fill(Untouched);
        var budget = new Allocation(MostAllocated + (room / 4));
        try
        {
            decode(input.Descriptor, data, metadata, destination, threads, vectors);
            budget.Check();
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            budget.Check();
            if (destination.ContainsAnyExcept(Untouched))
            {
                throw new FuzzFailure($"a refused tensor's values were written: {exception.Message}", exception);
            }

            return exception.GetType() == typeof(ArgumentException) && room < needed
                ? "destination too short"
                : golden.RequireRefusal(exception);
        }

        if (room < needed)
        {
            throw new FuzzFailure($"{needed} bytes were decoded into {room}");
        }

        golden.RequireValues(destination[..(int)needed], input.Descriptor.Container.Bytes);
        if (destination[(int)needed..].ContainsAnyExcept(Untouched))
        {
            throw new FuzzFailure("bytes behind the values were written");
        }

        if (input.Values is { } original && !destination[..(int)needed].SequenceEqual(original))
        {
            throw new FuzzFailure("a lossless tensor did not come back");
        }

        return Accepted;
    }

    /// <inheritdoc/>
    public override byte[] Describe(Draw draw) => Encoding.UTF8.GetBytes(StreamDraw.Make(draw).ToString());

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _data.Dispose();
        _metadata.Dispose();
        _values.Dispose();
    }
}
