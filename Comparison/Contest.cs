// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>All codecs on the same tensor: round trips first, then by turns, a copy before each; medians of
/// each.</summary>
/// <param name="peers">The peers, all of which are present.</param>
/// <param name="bytes">Bytes of every tensor, a multiple of 4.</param>
/// <param name="repetitions">How often each codec is timed, 1 or more.</param>
/// <param name="cancellation">Ends the contest between two steps.</param>
internal sealed class Contest(
    IReadOnlyList<Peer> peers, int bytes, int repetitions, CancellationToken cancellation) : IDisposable
{
    private static readonly bool[] Shapes = [false, true];

    private readonly NativeBuffer _values = new(bytes);
    private readonly NativeBuffer _restored = new(bytes);
    private NativeBuffer _encoded = new(bytes);

    /// <summary>Measures all codecs on a tensor.</summary>
    /// <returns>The results, memcpy's first.</returns>
    /// <exception cref="InvalidDataException">A codec does not give back what it got; the message names it.</exception>
    public IReadOnlyList<Result> Run(BenchTensor tensor, int threads)
    {
        tensor.Fill(_values.Span);
        ITensorCodec[] codecs = [.. Codecs(tensor, threads)];
        try
        {
            Reserve(codecs.Max(codec => codec.Room));
            Round[] rounds = [.. codecs.Select(codec => new Round(codec, Verify(codec, tensor)))];

            // The round before the first one is for compilation at run time, which most peers do not need.
            for (var repetition = -1; repetition < repetitions; repetition++)
            {
                foreach (var round in rounds.Skip(1).Where(round => repetition >= 0 || round.Codec.Bytes == bytes))
                {
                    cancellation.ThrowIfCancellationRequested();
                    Measure(rounds[0], repetition >= 0);
                    Measure(round, repetition >= 0);
                }
            }

            var copy = rounds[0];
            return [.. rounds.Select(round => round.Result(tensor, threads, copy))];
        }
        finally
        {
            Array.ForEach(codecs, codec => codec.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _restored.Dispose();
        _encoded.Dispose();
    }

    private static TimeSpan Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private IEnumerable<ITensorCodec> Codecs(BenchTensor tensor, int threads) =>
    [
        new CopiedTensor(bytes, threads),
        .. from wide in Shapes
           from coder in Enum.GetValues<Coder>()
           select new SfpTensor(tensor.Container, coder, wide, bytes, threads),
        .. peers.Where(peer => peer.Takes(tensor.Container))
            .Select(peer => new BlockTensor(peer, tensor.Container, bytes, tensor.Once.Length, threads)),
    ];

    private void Reserve(long room)
    {
        if (_encoded.Bytes < room)
        {
            _encoded.Dispose();
            _encoded = new NativeBuffer(room);
        }
    }

    private long Verify(ITensorCodec codec, BenchTensor tensor)
    {
        cancellation.ThrowIfCancellationRequested();
        _restored.Span.Clear();
        var size = codec.Encode(_values, _encoded);
        codec.Decode(_encoded, _restored);
        return _restored.Span[..codec.Bytes].SequenceEqual(_values.Span[..codec.Bytes])
            ? size
            : throw new InvalidDataException(
                $"{codec.Name} {codec.Coder} does not give back tensor '{tensor.Name}' of "
                + $"{tensor.Container} bit for bit");
    }

    private void Measure(Round round, bool counts)
    {
        var encode = Time(() => round.Codec.Encode(_values, _encoded));
        var decode = Time(() => round.Codec.Decode(_encoded, _restored));
        if (counts)
        {
            round.Encodings.Add(encode);
            round.Decodings.Add(decode);
        }
    }

    private sealed record Round(ITensorCodec Codec, long Size)
    {
        public List<TimeSpan> Encodings { get; } = [];

        public List<TimeSpan> Decodings { get; } = [];

        public Result Result(BenchTensor tensor, int threads, Round copy)
        {
            var (encode, decode) = (Speed(Encodings), Speed(Decodings));
            return new Result(
                Codec.Name,
                Codec.Coder,
                tensor.Name,
                tensor.Container.Name,
                threads,
                (double)Codec.Bytes / Size,
                encode,
                decode,
                encode / copy.Speed(copy.Encodings),
                decode / copy.Speed(copy.Decodings));
        }

        private double Speed(List<TimeSpan> times) =>
            Codec.Bytes / times.Order().ElementAt(times.Count / 2).TotalSeconds / 1e9;
    }
}
