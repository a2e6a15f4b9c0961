// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>A decoder of whole streams, as <see cref="SfpCodec"/> has it.</summary>
internal delegate void StreamDecode(
    Descriptor descriptor,
    ReadOnlySpan<byte> data,
    ReadOnlySpan<byte> metadata,
    Span<byte> values,
    int threads,
    bool vectors);

/// <summary>Decoders with a fault: the fuzzer must notice each of them.</summary>
internal static class PlantedFaults
{
    /// <summary>Names of the faults.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["accept", "value", "write", "exception", "over-read", "under-read", "over-write", "hang", "hoard"];

    /// <summary>The codec's decoder, or one with a fault.</summary>
    /// <param name="fault">The fault's name; null for none.</param>
    public static StreamDecode Decoder(string? fault) => (descriptor, data, metadata, values, threads, vectors) =>
    {
        if (fault is "over-read" or "under-read" or "hang" or "hoard" or "over-write")
        {
            Before(fault, descriptor, data, values);
        }

        try
        {
            SfpCodec.Decode(descriptor, data, metadata, values, threads, vectors);
        }
        catch (InvalidDataException exception) when (fault is "accept" or "write" or "exception")
        {
            var isRowCode = exception.Message.Contains("row code ", StringComparison.Ordinal);
            if (fault == "accept" && isRowCode)
            {
                return;
            }

            if (fault == "exception" && isRowCode)
            {
                throw new InvalidOperationException("planted");
            }

            if (fault == "write" && values.Length > 0)
            {
                values[^1] = 1;
            }

            throw;
        }

        if (fault == "value" && descriptor.Count > 3 && descriptor.Coder == Coder.Peak)
        {
            values[3] ^= 1;
        }
    };

    private static unsafe void Before(
        string fault, Descriptor descriptor, ReadOnlySpan<byte> data, Span<byte> values)
    {
        if (descriptor.FindFault() is not null || data.IsEmpty || values.IsEmpty)
        {
            return;
        }

        fixed (byte* first = data, destination = values)
        {
            switch (fault)
            {
                case "over-read":
                    _ = Volatile.Read(ref first[data.Length + (descriptor.Lanes * descriptor.Word / 8) - 1]);
                    break;
                case "under-read":
                    _ = Volatile.Read(ref first[-1]);
                    break;
                case "over-write":
                    Volatile.Write(ref destination[values.Length], 0);
                    break;
                case "hang" when descriptor.Coder == Coder.Bias:
                    Thread.Sleep(Timeout.Infinite);
                    break;
                case "hoard" when descriptor.Coder == Coder.Bias:
                    GC.KeepAlive(new byte[8 << 20]);
                    break;
            }
        }
    }
}
