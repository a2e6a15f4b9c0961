// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Tests.Generator.Software;

/// <summary>A tensor with its streams, and what the C codec must make of them.</summary>
/// <param name="Streams">Descriptor, streams and losses.</param>
/// <param name="Values">What the streams must come from; null if no encoder writes them.</param>
/// <param name="Restored">What they must decode to; null if they must be refused.</param>
internal sealed record CodecCase(EncodedTensor Streams, uint[]? Values, uint[]? Restored)
{
    /// <summary>The case of a whole tensor, by the golden model.</summary>
    public static CodecCase Of(TensorCase tensor)
    {
        var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        return new CodecCase(encoded, tensor.Values, StreamDecoder.Decode(encoded));
    }

    /// <summary>The case of streams that may be damaged: accepted or refused as by the golden decoder.</summary>
    public static CodecCase OfDamaged(EncodedTensor streams) => new(streams, null, Decode(streams));

    /// <summary>The input of check_cases.c.</summary>
    public static string Write(IReadOnlyCollection<CodecCase> cases)
    {
        var text = new StringBuilder();
        Append(text, cases.Count);
        foreach (var one in cases)
        {
            one.Append(text);
        }

        return text.ToString();
    }

    /// <summary>The data stream as bytes.</summary>
    public static byte[] Bytes(ReadOnlyMemory<uint> words, int bits)
    {
        using var stream = new MemoryStream();
        WordBytes.Write(words.Span, bits, stream.Write);
        return stream.ToArray();
    }

    private static uint[]? Decode(EncodedTensor streams)
    {
        try
        {
            return StreamDecoder.Decode(streams);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, params IEnumerable<long> numbers)
    {
        foreach (var number in numbers)
        {
            text.Append(number.ToString("x", CultureInfo.InvariantCulture)).Append(' ');
        }

        text.Append('\n');
    }

    private static void AppendList<T>(StringBuilder text, IReadOnlyCollection<T> items, Func<T, long> number) =>
        Append(text, [items.Count, .. items.Select(number)]);

    private void Append(StringBuilder text)
    {
        var native = NativeDescriptor.Of(Streams.Descriptor);
        Append(
            text, native.Container, native.Lanes, native.Rows, native.Word, (long)native.Count, native.Mantissa,
            native.Exponent,
            native.Low, native.Sign, native.Coder, native.Bias, native.Rounding);
        Append(text, Values is null ? 0 : 1, Restored is null ? 0 : 1, (long)Streams.Losses);
        AppendList(text, Values ?? [], value => value);
        AppendList(text, Bytes(Streams.Data, Streams.Descriptor.Word), value => value);
        AppendList(text, Bytes(Streams.Metadata, 32), value => value);
        AppendList(text, Restored ?? new uint[Math.Clamp(Streams.Descriptor.Count, 0, 10_000)], value => value);
    }
}

/// <summary>The struct <c>sfp_descriptor</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDescriptor
{
    public ulong Count;
    public uint Container;
    public uint Lanes;
    public uint Rows;
    public uint Word;
    public uint Mantissa;
    public uint Exponent;
    public uint Low;
    public uint Sign;
    public uint Coder;
    public uint Bias;
    public uint Rounding;

    public static NativeDescriptor Of(Descriptor descriptor) => new()
    {
        Count = unchecked((ulong)descriptor.Count),
        Container = (uint)Rtlgen.GoldenModel.Formats.Container.All.ToList().IndexOf(descriptor.Container),
        Lanes = unchecked((uint)descriptor.Lanes),
        Rows = unchecked((uint)descriptor.Rows),
        Word = unchecked((uint)descriptor.Word),
        Mantissa = unchecked((uint)descriptor.Mantissa),
        Exponent = unchecked((uint)descriptor.Exponent),
        Low = unchecked((uint)descriptor.Low),
        Sign = descriptor.Sign ? 1u : 0,
        Coder = unchecked((uint)descriptor.Coder),
        Bias = unchecked((uint)descriptor.Bias),
        Rounding = unchecked((uint)descriptor.Rounding),
    };
}
