// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.Codec;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.Fuzzing.Running;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Targets;

/// <summary><see cref="StreamingDecoder"/> on streams that come in drops, held to the golden model.</summary>
internal sealed class PiecesTarget() : FuzzTarget("pieces")
{
    private const int RegionBytes = 1 << 17;
    private const int MostPiece = 2_000;
    private const int MostAllocated = 256 << 10;
    private const int MostForPiece = 4 << 10;

    private readonly GuardedMemory _values = new(RegionBytes);

    /// <inheritdoc/>
    public override string Try(Draw draw)
    {
        var input = StreamDraw.Make(draw);
        var golden = Golden.Of(input);
        var piece = draw.From(1, MostPiece);
        using var data = new DripStream(input.Data, draw);
        using var metadata = new DripStream(input.Metadata, draw);

        // Buffers are rented by powers of two, and grow; a piece's streams are no longer than its values are raw.
        var group = Math.Max(1, Math.Clamp((long)input.Descriptor.GroupValues, 1, MostPiece));
        var budget =
            new Allocation(MostAllocated + (16L * (input.Data.Length + input.Metadata.Length + piece + group)));
        string? kind = null;
        try
        {
            StreamingDecoder.Check(input.Descriptor, data, metadata, piece);
        }
        catch (Exception exception)
        {
            kind = golden.RequireRefusal(exception);
        }

        budget.Check();
        if (kind is null && golden.Values is null)
        {
            throw new FuzzFailure($"the check accepts what the golden model refuses with {golden.Refusal!.Name}");
        }

        // Without the check, damage may be found late, but must be found or be harmless.
        if (kind is null || (golden.Refusal == typeof(InvalidDataException) && draw.OneIn(2)))
        {
            (data.Position, metadata.Position) = (0, 0);
            var pieces = Decode(draw, input.Descriptor, data, metadata, piece, golden);
            budget.Check(pieces * (long)MostForPiece);
        }

        return kind ?? Accepted;
    }

    /// <inheritdoc/>
    public override byte[] Describe(Draw draw) => Encoding.UTF8.GetBytes(StreamDraw.Make(draw).ToString());

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _values.Dispose();
    }

    private int Decode(Draw draw, Descriptor descriptor, Stream data, Stream metadata, int piece, Golden golden)
    {
        var bytes = descriptor.Container.Bytes;
        var group = descriptor.GroupValues * bytes;
        var (done, pieces) = (0, 0);
        using var decoder = new StreamingDecoder(descriptor, data, metadata, draw.Of(1, 1, 2), piece);
        try
        {
            while (true)
            {
                var room = Math.Min(_values.Bytes, (group * draw.From(1, 4)) + draw.Below(8));
                var destination = _values.Take(room, draw.OneIn(2));
                var read = decoder.Read(destination);
                if (read == 0)
                {
                    break;
                }

                if (golden.Values is { } values)
                {
                    Golden.RequireSame(values.AsSpan(done, read / bytes), destination[..read], bytes);
                }

                done += read / bytes;
                pieces++;
            }
        }
        catch (InvalidDataException exception) when (golden.Values is null)
        {
            Refusal.RequireClean(exception);
            return pieces + 1;
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            throw new FuzzFailure($"{exception.GetType().Name} while decoding: {exception.Message}", exception);
        }

        if (done != descriptor.Count)
        {
            throw new FuzzFailure($"{done} values came, but the descriptor's count is {descriptor.Count}");
        }

        return pieces;
    }
}
