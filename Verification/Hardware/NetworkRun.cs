// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Hardware;

/// <summary>A tensor with a name.</summary>
/// <param name="Name">Its name in its file.</param>
/// <param name="Values">Bit patterns of the container.</param>
public sealed record NamedTensor(string Name, ReadOnlyMemory<uint> Values);

/// <summary>What a network's tensors made of hardware and golden model together.</summary>
/// <param name="Values">Values that went through both halves.</param>
/// <param name="WordsCompared">Words and values of the hardware that were held to the golden model's.</param>
/// <param name="StreamBits">Bits of all streams.</param>
/// <param name="EncoderRowsPerClock">Rows a clock of the encoder, over all tensors.</param>
/// <param name="DecoderRowsPerClock">Rows a clock of the decoder, over all tensors.</param>
/// <param name="Seconds">Wall-clock time of simulation and comparison.</param>
/// <param name="Difference">The first difference: half, tensor, place, both words; null if there is none.</param>
public sealed record NetworkResult(
    long Values,
    long WordsCompared,
    long StreamBits,
    double EncoderRowsPerClock,
    double DecoderRowsPerClock,
    double Seconds,
    string? Difference);

/// <summary>Runs all tensors of a network through a simulated encoder and decoder, back to back.</summary>
public static class NetworkRun
{
    /// <summary>Encodes and decodes <paramref name="tensors"/> and compares every word with the golden model.</summary>
    /// <param name="codec">The hardware.</param>
    /// <param name="coding">How to code; its count is ignored.</param>
    /// <param name="tensors">The tensors.</param>
    public static NetworkResult Run(HardwareCodec codec, Descriptor coding, IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(tensors);
        var clock = Stopwatch.StartNew();
        var golden = new EncodedTensor[tensors.Count];
        Parallel.For(0, tensors.Count, i => golden[i] = StreamEncoder.Encode(
            codec.Design.Config.Complete(coding) with { Count = tensors[i].Values.Length }, tensors[i].Values.Span));

        var encoded =
            codec.Encode([.. golden.Select((tensor, i) => new EncodeJob(tensor.Descriptor, tensors[i].Values))]);
        var decoded = codec.Decode(
            [.. golden.Select((tensor, i) => new DecodeJob(tensor.Descriptor, encoded.Tensors[i].Data, encoded.Tensors[i].Metadata))]);

        var difference =
            encoded.Violations.Concat(decoded.Violations).Select(violation => violation.ToString()).FirstOrDefault();
        for (var i = 0; i < tensors.Count && difference is null; i++)
        {
            difference = Compare(tensors[i], golden[i], encoded.Tensors[i], decoded.Tensors[i]);
        }

        return new NetworkResult(
            tensors.Sum(tensor => (long)tensor.Values.Length),
            golden.Sum(tensor => (long)tensor.Data.Length + tensor.Metadata.Length + tensor.Descriptor.Count),
            golden.Sum(tensor => 8 * (tensor.DataBytes + tensor.MetadataBytes)),
            encoded.Counters.RowsPerClock,
            decoded.Counters.RowsPerClock,
            clock.Elapsed.TotalSeconds,
            difference);
    }

    private static string? Compare(
        NamedTensor tensor, EncodedTensor golden, EncodedOutput encoded, DecodedOutput decoded)
    {
        var what = encoded.Fault ?? decoded.Fault
            ?? (encoded.Error || decoded.Error ? "refused" : null)
            ?? GoldenCheck.CompareWords("encoder: meta", golden.Metadata.ToArray(), encoded.Metadata)
            ?? GoldenCheck.CompareWords("encoder: data", golden.Data.ToArray(), encoded.Data)
            ?? GoldenCheck.CompareWords(
                "decoder: restored", Restored(golden.Descriptor, tensor.Values.Span), decoded.Values);
        return what is null ? null : $"tensor {tensor.Name}: {what}";
    }

    // What must come back does not go through the streams: restore(adapt(value)).
    private static uint[] Restored(Descriptor descriptor, ReadOnlySpan<uint> values)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var restored = new uint[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (kept, _) = StreamEncoder.Adapt(descriptor.Container, bits, values[i]);
            restored[i] =
                (uint)AdaptRule.Restore(descriptor.Container, kept.Sign, kept.Exponent, kept.Mantissa, bits).Value;
        }

        return restored;
    }
}
