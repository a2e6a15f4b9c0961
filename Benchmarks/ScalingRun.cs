// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Rtlgen.Codec;
using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Benchmarks;

/// <summary>What more threads gain on one tensor, beside what they would gain if they had nothing to do with one another:
/// each a tensor of its own. The latter is the machine's limit.</summary>
internal sealed class ScalingRun(int megabytes, int repetitions, int threads)
{
    private const int WarmUps = 2;

    private readonly long _bytes = (long)megabytes << 20;

    /// <summary>Measures the default rows of some coders, in and out of the caches.</summary>
    /// <param name="arguments">Optional: repetitions, threads.</param>
    public static void All(string[] arguments)
    {
        var repetitions = Number(0, 15);
        var threads = Number(1, 2);
        Console.WriteLine($"{threads} threads as a multiple of one, medians of {repetitions} by turns");
        Console.WriteLine(
            $"{"",-20}{"MiB",6}{"memcpy",8}{"encode",10}{"apart",8}{"decode",10}{"apart",8}");
        foreach (var megabytes in (int[])[2, 8, 128])
        {
            foreach (var (container, coder, lanes) in ((Container, Coder, int)[])
                [(Container.Fp32, Coder.Fixed, 8), (Container.Fp32, Coder.Delta, 8), (Container.Fp32, Coder.Peak, 8),
                 (Container.Bf16, Coder.Delta, 16), (Container.Bf16, Coder.Peak, 16)])
            {
                new ScalingRun(megabytes, repetitions, threads).Measure(
                    Descriptor.Lossless(container, coder) with { Lanes = lanes, Word = container.Bits });
            }
        }

        int Number(int place, int otherwise) =>
            place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);

    private void Measure(Descriptor chosen)
    {
        var whole = chosen with { Count = _bytes / chosen.Container.Bytes };
        var part = chosen with { Count = whole.Count / threads };
        using var values = new NativeBuffer(_bytes);
        using var copy = new NativeBuffer(_bytes);
        using var together = new EncodedTensor(whole);
        var parts = Enumerable.Range(0, threads).Select(_ => new EncodedTensor(part)).ToArray();
        Weights.Fill(chosen.Container, values.Span);
        Action[] actions =
        [
            () => values.Span.CopyTo(copy.Span),
            () => Each(place => Part(values, place).CopyTo(Part(copy, place))),
            () => together.Encode(values.Span, 1),
            () => together.Encode(values.Span, threads),
            () => Each(place => parts[place].Encode(Part(values, place), 1)),
            () => together.Decode(copy.Span, 1),
            () => together.Decode(copy.Span, threads),
            () => Each(place => parts[place].Decode(Part(copy, place), 1)),
        ];

        // Many small turns make one that can be timed.
        var rounds = Math.Max(1, 128 / megabytes);
        var times = actions.Select(_ => new double[repetitions]).ToArray();
        for (var repetition = -WarmUps; repetition < repetitions; repetition++)
        {
            for (var action = 0; action < actions.Length; action++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var round = 0; round < rounds; round++)
                {
                    actions[action]();
                }

                times[action][Math.Max(0, repetition)] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        Array.ForEach(parts, encoded => encoded.Dispose());
        double[] medians = [.. times.Select(Median)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{chosen.Container} {Names.Of(chosen.Coder)} {chosen.Lanes}x{chosen.Word}",-20}{megabytes,6}"
            + $"{medians[0] / medians[1],8:F2}{medians[2] / medians[3],10:F2}{medians[2] / medians[4],8:F2}"
            + $"{medians[5] / medians[6],10:F2}{medians[5] / medians[7],8:F2}"));
    }

    private void Each(Action<int> action) =>
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);

    private Span<byte> Part(NativeBuffer buffer, int place) =>
        buffer.Span.Slice((int)(_bytes / threads * place), (int)(_bytes / threads));

    // Streams of one tensor, and room for them.
    private sealed class EncodedTensor(Descriptor descriptor) : IDisposable
    {
        private readonly NativeBuffer _data = new(SfpCodec.MaxDataBytes(descriptor));
        private readonly NativeBuffer _metadata = new(SfpCodec.MetadataBytes(descriptor));
        private EncodedSize _size;

        public void Encode(ReadOnlySpan<byte> values, int workers) =>
            _size = SfpCodec.Encode(descriptor, values, _data.Span, _metadata.Span, workers);

        public void Decode(Span<byte> values, int workers) => SfpCodec.Decode(
            descriptor, _data.Span[.._size.DataBytes], _metadata.Span[.._size.MetadataBytes], values, workers);

        public void Dispose()
        {
            _data.Dispose();
            _metadata.Dispose();
        }
    }
}
