// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Rtlgen.Codec;
using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Benchmarks;

/// <summary>Speed against memcpy: copies, encodings and decodings of the same values by turns, medians of
/// each.</summary>
internal sealed class QuickRun(int megabytes, int repetitions, int threads)
{
    private const int WarmUps = 2;

    private readonly long _bytes = (long)megabytes << 20;

    /// <summary>Measures every coder, container and register that has a loop of its own.</summary>
    /// <param name="arguments">Optional: MiB of values, repetitions, threads, part of the names to measure.</param>
    public static void All(string[] arguments)
    {
        var run = new QuickRun(Number(0, 128), Number(1, 15), Number(2, 1));
        var part = arguments.ElementAtOrDefault(3) ?? "";
        Console.WriteLine(
            $"{run._bytes >> 20} MiB of values, GB/s of values; last four columns: speed as a multiple of memcpy's");
        Console.WriteLine(
            $"{"",-30}{"bits",7}{"memcpy",8}{"encode",8}{"decode",8}"
            + $"{"encode, median, best",22}{"decode, median, best",22}");
        foreach (var (name, descriptor) in Cases().Where(item => item.Name.Contains(part, StringComparison.Ordinal)))
        {
            run.Measure(name, descriptor);
        }

        int Number(int place, int otherwise) =>
            place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
    }

    private static IEnumerable<(string Name, Descriptor Descriptor)> Cases()
    {
        foreach (var container in Container.All)
        {
            foreach (var coder in Enum.GetValues<Coder>())
            {
                foreach (var (lanes, word) in ((int, int)[])[(8, 32), (16, 32), (8, 16), (16, 16)])
                {
                    if (word >= container.Bits)
                    {
                        yield return ($"{container} {Names.Of(coder)} {lanes}x{word}",
                            Descriptor.Lossless(container, coder) with { Lanes = lanes, Word = word });
                    }
                }
            }
        }

        var lossy = Descriptor.Lossless(Container.Fp32) with { Mantissa = 3 };
        var window = lossy with { Exponent = 5, Low = 100, Bias = 15, Coder = Coder.Peak, Rounding = Rounding.Nearest };
        yield return ("fp32 delta 8x32, n = 3", lossy);
        yield return ("fp32 peak 8x32, n = 3, e = 5", window);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private void Measure(string name, Descriptor chosen)
    {
        var descriptor = chosen with { Count = _bytes / chosen.Container.Bytes };
        using var values = new NativeBuffer(_bytes);
        using var copy = new NativeBuffer(_bytes);
        using var data = new NativeBuffer(SfpCodec.MaxDataBytes(descriptor));
        using var metadata = new NativeBuffer(SfpCodec.MetadataBytes(descriptor));
        Weights.Fill(descriptor.Container, values.Span);

        var (copies, encodings, decodings) =
            (new double[repetitions], new double[repetitions], new double[repetitions]);
        var size = default(EncodedSize);
        for (var repetition = -WarmUps; repetition < repetitions; repetition++)
        {
            var place = Math.Max(0, repetition);
            copies[place] = Time(() => values.Span.CopyTo(copy.Span));
            encodings[place] = Time(
                () => size = SfpCodec.Encode(descriptor, values.Span, data.Span, metadata.Span, threads));
            decodings[place] = Time(() => SfpCodec.Decode(
                descriptor, data.Span[..size.DataBytes], metadata.Span[..size.MetadataBytes], copy.Span, threads));
        }

        if (descriptor.IsLossless && !copy.Span.SequenceEqual(values.Span))
        {
            throw new InvalidOperationException($"{name}: what was decoded is not what was encoded");
        }

        Print(name, 8.0 * (size.DataBytes + size.MetadataBytes) / descriptor.Count, copies, encodings, decodings);
    }

    private void Print(string name, double bits, double[] copies, double[] encodings, double[] decodings)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-30}{bits,7:F2}{Speed(copies),8:F2}{Speed(encodings),8:F2}{Speed(decodings),8:F2}"
            + $"{Median(copies) / Median(encodings),15:F3}{copies.Min() / encodings.Min(),7:F3}"
            + $"{Median(copies) / Median(decodings),15:F3}{copies.Min() / decodings.Min(),7:F3}"));

        double Speed(double[] times) => _bytes / Median(times) / 1e9;
    }
}
