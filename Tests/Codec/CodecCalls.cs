// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Tests.Codec;

/// <summary>One way to run the codec.</summary>
/// <param name="Threads">Threads.</param>
/// <param name="Vectors">False for the loops that any processor can run.</param>
internal sealed record CodecCall(int Threads, bool Vectors)
{
    private const int Guard = 64;
    private const byte GuardByte = 0xa5;

    /// <summary>Each loop, with one thread.</summary>
    public static IReadOnlyList<CodecCall> Single { get; } = [new(1, true), new(1, false)];

    /// <summary>Encodes into buffers just as large as they must be; nothing beyond them may be written.</summary>
    public EncodedTensor Encode(Descriptor descriptor, ReadOnlySpan<uint> values)
    {
        var data = Guarded(SfpCodec.MaxDataBytes(descriptor));
        var metadata = Guarded(SfpCodec.MetadataBytes(descriptor));
        var size = SfpCodec.Encode(
            descriptor, Bytes(values, descriptor.Container.Bits), Inside(data), Inside(metadata), Threads, Vectors);
        RequireGuard(data);
        RequireGuard(metadata);
        return new EncodedTensor(
            descriptor,
            WordBytes.Read(Inside(data)[..size.DataBytes], descriptor.Word),
            WordBytes.Read(Inside(metadata)[..size.MetadataBytes], 32),
            size.Losses);
    }

    /// <summary>Decodes into a buffer just as large as it must be; nothing beyond it may be written.</summary>
    public uint[] Decode(EncodedTensor tensor)
    {
        var descriptor = tensor.Descriptor;
        var values = Guarded(SfpCodec.ValueBytes(descriptor));
        SfpCodec.Decode(
            descriptor,
            Bytes(tensor.Data.Span, descriptor.Word),
            Bytes(tensor.Metadata.Span, 32),
            Inside(values),
            Threads,
            Vectors);
        RequireGuard(values);
        return WordBytes.Read(Inside(values), descriptor.Container.Bits);
    }

    private static byte[] Bytes(ReadOnlySpan<uint> words, int bits)
    {
        var bytes = new byte[words.Length * bits / 8];
        var written = 0;
        WordBytes.Write(words, bits, part =>
        {
            part.CopyTo(bytes.AsSpan(written));
            written += part.Length;
        });
        return bytes;
    }

    private static byte[] Guarded(long bytes)
    {
        var memory = new byte[bytes + (2 * Guard)];
        Array.Fill(memory, GuardByte);
        return memory;
    }

    private static Span<byte> Inside(byte[] memory) => memory.AsSpan(Guard, memory.Length - (2 * Guard));

    private static void RequireGuard(byte[] memory)
    {
        if (memory.AsSpan(0, Guard).ContainsAnyExcept(GuardByte)
            || memory.AsSpan(memory.Length - Guard).ContainsAnyExcept(GuardByte))
        {
            throw new InvalidOperationException("the codec wrote outside its destination");
        }
    }
}
