// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Hardware;

namespace Rtlgen.CommandLine;

/// <summary>One line of the demo's table.</summary>
internal sealed record DemoResult(
    string Coding,
    long Values,
    double BitsPerValue,
    double Ratio,
    long WordsCompared,
    double EncoderRowsPerClock,
    double DecoderRowsPerClock,
    double Seconds,
    string? Difference)
{
    public static DemoResult Of(string coding, NetworkResult result) => new(
        coding, result.Values, (double)result.StreamBits / result.Values, 32.0 * result.Values / result.StreamBits,
        result.WordsCompared, result.EncoderRowsPerClock, result.DecoderRowsPerClock, result.Seconds, result.Difference);
}

/// <summary>What the demo found.</summary>
internal sealed record DemoReport(
    string Network,
    int Tensors,
    long Values,
    double ExponentEntropy,
    double DeltaBitsPerExponent,
    double PeakBitsPerExponent,
    string Encoder,
    string Decoder,
    double BuildSeconds,
    IReadOnlyList<DemoResult> Cases,
    IReadOnlyList<string> Waveforms)
{
    public void Write(TextWriter writer)
    {
        writer.WriteLine($"{Network}: {TextTable.Count(Values)} FP32 weights in {Tensors} tensors");
        writer.WriteLine(
            $"bits per exponent: order-0 entropy {TextTable.Real(ExponentEntropy)}, "
            + $"delta {TextTable.Real(DeltaBitsPerExponent)}, peak {TextTable.Real(PeakBitsPerExponent)}");
        writer.WriteLine($"hardware: {Encoder}, {Decoder} (simulation built in {TextTable.Real(BuildSeconds)} s)");
        writer.WriteLine();

        var table = new TextTable("<coding", "bits/value", "ratio", "words compared", "rows/clock enc", "rows/clock dec", "seconds", "<result");
        foreach (var result in Cases)
        {
            table.Add(
                result.Coding, TextTable.Real(result.BitsPerValue), TextTable.Ratio(result.Ratio),
                TextTable.Count(result.WordsCompared),
                Rate(result.EncoderRowsPerClock), Rate(result.DecoderRowsPerClock), TextTable.Real(result.Seconds),
                result.Difference is null ? "equal" : "DIFFERS");
        }

        table.Write(writer);
        foreach (var result in Cases.Where(result => result.Difference is not null))
        {
            writer.WriteLine($"FAIL {result.Coding}: {result.Difference}");
        }

        foreach (var waveform in Waveforms)
        {
            writer.WriteLine($"waveform: {waveform}");
        }
    }

    private static string Rate(double rate) => rate.ToString("F5", System.Globalization.CultureInfo.InvariantCulture);
}
