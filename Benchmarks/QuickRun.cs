// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Benchmarks;

/// <summary>Speed against memcpy: copies, encodings and decodings of the same values by turns, medians of each.</summary>
internal sealed class QuickRun(int megabytes, int repetitions, int threads)
{
    private readonly long _bytes = (long)megabytes << 20;

    /// <summary>Measures one descriptor and prints a line.</summary>
    public void Run(string name, Descriptor descriptor)
    {
        descriptor = descriptor with { Count = _bytes / descriptor.Container.Bytes };
        using var values = new NativeBuffer(_bytes);
        using var copy = new NativeBuffer(_bytes);
        using var data = new NativeBuffer(SfpCodec.MaxDataBytes(descriptor));
        using var metadata = new NativeBuffer(SfpCodec.MetadataBytes(descriptor));
        Weights.Fill(descriptor.Container, values.Span);

        var times = new double[3][];
        Array.ForEach([0, 1, 2], i => times[i] = new double[repetitions]);
        var size = Encode();
        for (var repetition = -2; repetition < repetitions; repetition++)
        {
            var place = Math.Max(0, repetition);
            times[0][place] = Time(() => values.Span.CopyTo(copy.Span));
            times[1][place] = Time(() => size = Encode());
            times[2][place] = Time(() => SfpCodec.Decode(
                descriptor, data.Span[..size.DataBytes], metadata.Span[..size.MetadataBytes], copy.Span, threads));
        }

        if (descriptor.IsLossless && !copy.Span.SequenceEqual(values.Span))
        {
            throw new InvalidOperationException($"{name}: what was decoded is not what was encoded");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34} {8.0 * (size.DataBytes + size.MetadataBytes) / descriptor.Count,6:F2}"
            + $" {Speed(times[0]),7:F2} {Speed(times[1]),7:F2} {Speed(times[2]),7:F2}"
            + $" {Ratio(times[1], times[0], Median),7:F3} {Ratio(times[2], times[0], Median),7:F3}"
            + $" {Ratio(times[1], times[0], Best),7:F3} {Ratio(times[2], times[0], Best),7:F3}"
            + $" {_bytes / times[1].Min() / 1e9,7:F2} {_bytes / times[2].Min() / 1e9,7:F2}"));

        EncodedSize Encode() => SfpCodec.Encode(descriptor, values.Span, data.Span, metadata.Span, threads);
    }

    /// <summary>Names the columns.</summary>
    public void PrintHeader()
    {
        Console.WriteLine($"{megabytes} MiB, {repetitions} repetitions, {threads} thread(s); GB/s of container bytes, speed / memcpy's");
        Console.WriteLine($"{"",-34} {"bits/",6} {"memcpy",7} {"encode",7} {"decode",7} {"median",15} {"best",15}");
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private double Speed(double[] times) => _bytes / Median(times) / 1e9;

    private static double Ratio(double[] times, double[] copies, Func<double[], double> of) => of(copies) / of(times);

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static double Best(double[] times) => times.Min();
}
