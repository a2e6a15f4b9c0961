// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>Pieces make the streams and the values of the whole, wherever they end.</summary>
public sealed class StreamingTests
{
    [Fact]
    public void Pieces_make_the_golden_streams_and_read_them_back()
    {
        var inputs =
            from tensor in TensorGenerators.Tensors.Generator
            from groups in Gen.Choose(1, 5)
            from threads in Gen.Choose(1, 3)
            select (Tensor: tensor, Piece: groups * tensor.Descriptor.GroupValues, Threads: threads);
        Properties.Hold(inputs, input => Agree(input.Tensor, input.Piece, input.Threads), 300);
    }

    [Fact]
    public void Lengths_around_the_ends_of_pieces_agree()
    {
        foreach (var coder in Enum.GetValues<Coder>())
        {
            foreach (var (container, word) in new[] { (Container.Bf16, 16), (Container.Fp32, 32) })
            {
                var layout =
                    Descriptor.Lossless(container, coder) with { Word = word, Mantissa = 5, Lanes = 8, Rows = 4 };
                var piece = 3 * layout.GroupValues;
                int[] counts =
                [
                    0, 1, piece - layout.GroupValues, piece - 1, piece, piece + 1, piece + layout.Lanes,
                    (2 * piece) - 1, 2 * piece, (2 * piece) + 1, (7 * piece) + layout.GroupValues + 3,
                ];
                foreach (var count in counts)
                {
                    var descriptor = layout with { Count = count };
                    var values = TensorGenerators.Values(descriptor, count, new Random(count));
                    Agree(new TensorCase(descriptor, values), piece, 2);
                }
            }
        }
    }

    [Fact]
    public void Pieces_of_several_chunks_agree()
    {
        const int count = 300_000;
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var descriptor = Descriptor.Lossless(Container.Fp32, coder) with { Mantissa = 3, Count = count };
            var tensor = new TensorCase(descriptor, TensorGenerators.Values(descriptor, count, new Random(1)));
            var whole = new CodecCall(1, true).Encode(descriptor, tensor.Values);
            Agree(tensor, whole, (1 << 17) + descriptor.GroupValues, 2);
        }
    }

    [Fact]
    public void The_check_refuses_what_the_codec_refuses_with_the_same_words()
    {
        var random = Properties.Random();
        var refused = 0;
        foreach (var tensor in Properties.Sample(TensorGenerators.Tensors.Generator, 300))
        {
            var descriptor = tensor.Descriptor;
            var encoded = StreamEncoder.Encode(descriptor, tensor.Values);
            var (data, metadata) = (Bytes(encoded.Data.Span, descriptor.Word), Bytes(encoded.Metadata.Span, 32));
            for (var round = 0; round < 10; round++)
            {
                var (badData, badMetadata) = (Damage(data, random, descriptor.Word / 8), Damage(metadata, random, 4));
                var expected = Error(() => SfpCodec.Decode(
                    descriptor, badData, badMetadata, new byte[SfpCodec.ValueBytes(descriptor)]));
                var actual = Error(() => StreamingDecoder.Check(
                    descriptor, new MemoryStream(badData), new MemoryStream(badMetadata), descriptor.GroupValues));
                Assert.Equal(expected, actual);
                refused += expected is null ? 0 : 1;
            }
        }

        Assert.InRange(refused, 300, 2900);
    }

    [Fact]
    public void Wrong_calls_are_told_what_is_wrong()
    {
        var descriptor = new Descriptor { Count = 100 };
        using var encoder = new StreamingEncoder(descriptor, Stream.Null, Stream.Null);
        Assert.Throws<ArgumentException>(() => encoder.Write(new byte[4 * 65]));
        Assert.Throws<ArgumentException>(() => encoder.Write(new byte[4 * 101]));
        Assert.Throws<ArgumentException>(() => encoder.Write(new byte[3]));
        encoder.Write(new byte[4 * 64]);
        Assert.Throws<InvalidOperationException>(encoder.Complete);
        using var decoder = new StreamingDecoder(descriptor, new MemoryStream(), new MemoryStream());
        Assert.Throws<ArgumentException>(() => decoder.Read(new byte[4 * 63]));
        Assert.Throws<InvalidDataException>(() => decoder.Read(new byte[4 * 64]));
    }

    private static void Agree(TensorCase tensor, int piece, int threads) =>
        Agree(tensor, StreamEncoder.Encode(tensor.Descriptor, tensor.Values), piece, threads);

    private static void Agree(TensorCase tensor, EncodedTensor golden, int piece, int threads)
    {
        var descriptor = tensor.Descriptor;
        var values = Bytes(tensor.Values, descriptor.Container.Bits);
        var (data, metadata) = (new MemoryStream(), new MemoryStream());
        using var encoder = new StreamingEncoder(descriptor, data, metadata, threads, piece);
        var half = values.Length / 2 / (descriptor.GroupValues * descriptor.Container.Bytes)
            * descriptor.GroupValues * descriptor.Container.Bytes;
        encoder.Write(values.AsSpan(0, half));
        encoder.Write(values.AsSpan(half));
        encoder.Complete();
        Assert.True(Bytes(golden.Data.Span, descriptor.Word).AsSpan().SequenceEqual(data.ToArray()));
        Assert.True(Bytes(golden.Metadata.Span, 32).AsSpan().SequenceEqual(metadata.ToArray()));
        Assert.Equal(golden.Losses, encoder.Losses);
        Assert.Equal((data.Length, metadata.Length), (encoder.DataBytes, encoder.MetadataBytes));

        StreamingDecoder.Check(descriptor, data, metadata, piece);
        (data.Position, metadata.Position) = (0, 0);
        using var decoder = new StreamingDecoder(descriptor, data, metadata, threads, piece);
        var restored = new byte[values.Length];
        var place = 0;
        for (int read; (read = decoder.Read(restored.AsSpan(place))) > 0;)
        {
            place += read;
        }

        Assert.Equal(values.Length, place);
        var expected = new CodecCall(1, true).Decode(golden);
        Assert.True(Bytes(expected, descriptor.Container.Bits).AsSpan().SequenceEqual(restored));
    }

    private static string? Error(Action action) =>
        Record.Exception(action) is { } error ? $"{error.GetType()}: {error.Message}" : null;

    private static byte[] Damage(byte[] bytes, Random random, int word)
    {
        var damaged = bytes.ToArray();
        switch (random.Next(6))
        {
            case 0 when bytes.Length > 0:
                damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Length > 0:
                damaged[^1] |= 0x80;
                break;
            case 2:
                Array.Resize(ref damaged, bytes.Length + (word * random.Next(9)));
                break;
            case 3 when bytes.Length > 0:
                Array.Resize(ref damaged, bytes.Length - word);
                break;
        }

        return damaged;
    }

    private static byte[] Bytes(ReadOnlySpan<uint> words, int bits)
    {
        var stream = new MemoryStream();
        WordBytes.Write(words, bits, stream.Write);
        return stream.ToArray();
    }
}
