// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>Damaged streams and wrong calls.</summary>
public sealed class DamageTests
{
    [Fact]
    public void The_codec_refuses_what_the_golden_decoder_refuses_and_reads_the_rest_alike()
    {
        var random = Properties.Random();
        var refused = 0;
        const int rounds = 12;
        var tensors = Properties.Sample(TensorGenerators.Tensors.Generator, 500);
        foreach (var tensor in tensors)
        {
            var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
            for (var round = 0; round < rounds; round++)
            {
                var damaged = Damage(encoded, random);
                var (values, error) = Decoded(damaged, StreamDecoder.Decode);
                refused += error is null ? 0 : 1;
                foreach (var call in CodecCall.Single)
                {
                    Assert.Equal((values, error), Decoded(damaged, call.Decode));
                }
            }
        }

        Assert.InRange(refused, tensors.Length, tensors.Length * rounds * 9 / 10);
    }

    [Fact]
    public void Nothing_is_written_when_a_stream_is_refused()
    {
        var descriptor = new Descriptor { Count = 1000 };
        var values = new byte[4000];
        new Random(1).NextBytes(values);
        var data = new byte[SfpCodec.MaxDataBytes(descriptor)];
        var metadata = new byte[SfpCodec.MetadataBytes(descriptor)];
        var size = SfpCodec.Encode(descriptor, values, data, metadata);
        metadata[^1] |= 0x80;
        var destination = new byte[4000];
        Assert.Throws<InvalidDataException>(
            () => SfpCodec.Decode(descriptor, data.AsSpan(0, size.DataBytes), metadata, destination));
        Assert.All(destination, element => Assert.Equal(0, element));
    }

    [Fact]
    public void A_huge_count_is_refused_before_anything_is_allocated()
    {
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var descriptor = new Descriptor { Coder = coder, Count = Descriptor.MaxCount };
            Assert.Throws<InvalidDataException>(
                () => SfpCodec.Decode(descriptor, new byte[64], new byte[64], new byte[64]));
        }
    }

    [Fact]
    public void Wrong_calls_are_told_what_is_wrong()
    {
        var descriptor = new Descriptor { Count = 100 };
        var (values, data, metadata) = (new byte[400], new byte[4096], new byte[64]);
        Refuses<ArgumentOutOfRangeException>(
            () => SfpCodec.Encode(descriptor with { Rows = 1 }, values, data, metadata), "rows is 1");
        Refuses<ArgumentOutOfRangeException>(
            () => SfpCodec.Decode(descriptor with { Mantissa = 24 }, data, metadata, values), "mantissa is 24");
        Refuses<ArgumentOutOfRangeException>(
            () => SfpCodec.Encode(descriptor, values, data, metadata, threads: 0), "threads");
        Refuses<ArgumentException>(
            () => SfpCodec.Encode(descriptor, new byte[399], data, metadata),
            "399 bytes, but the descriptor's count is 100");
        Refuses<ArgumentException>(
            () => SfpCodec.Encode(descriptor, values, new byte[415], metadata), "415 bytes, must be 416 or more");
        Refuses<ArgumentException>(
            () => SfpCodec.Encode(descriptor, values, data, new byte[3]), "3 bytes, must be 8 or more");

        var size = SfpCodec.Encode(descriptor, values, data, metadata);
        Refuses<ArgumentException>(
            () => SfpCodec.Decode(
                descriptor,
                data.AsSpan(0, size.DataBytes),
                metadata.AsSpan(0, size.MetadataBytes),
                new byte[399]),
            "399 bytes, must be 400 or more");
    }

    private static (string? Values, Type? Error) Decoded(EncodedTensor tensor, Func<EncodedTensor, uint[]> decode)
    {
        try
        {
            return (string.Join(' ', decode(tensor)), null);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentOutOfRangeException)
        {
            return (null, exception.GetType());
        }
    }

    private static EncodedTensor Damage(EncodedTensor tensor, Random random)
    {
        var descriptor = tensor.Descriptor;
        var (data, metadata) = (tensor.Data.ToArray(), tensor.Metadata.ToArray());
        switch (random.Next(8))
        {
            case 0 or 1 when data.Length > 0:
                data[random.Next(data.Length)] ^= 1u << random.Next(descriptor.Word);
                break;
            case 2 or 3 when metadata.Length > 0:
                metadata[random.Next(metadata.Length)] ^= 1u << random.Next(32);
                break;
            case 4:
                var step = random.Next(4) == 0 ? 1 : descriptor.Lanes;
                Array.Resize(ref data, Math.Max(0, data.Length + (random.Next(-2, 3) * step)));
                break;
            case 5:
                Array.Resize(ref metadata, Math.Max(0, metadata.Length + random.Next(-1, 2)));
                break;
            case 6:
                descriptor = descriptor with { Count = Math.Max(0, descriptor.Count + random.Next(-40, 41)) };
                break;
            default:
                descriptor = random.Next(6) switch
                {
                    0 => descriptor with { Mantissa = descriptor.Mantissa + random.Next(-1, 2) },
                    1 => descriptor with { Coder = (Coder)random.Next(4) },
                    2 => descriptor with { Sign = !descriptor.Sign },
                    3 => descriptor with { Exponent = descriptor.Exponent + random.Next(-1, 2), Low = 1, Bias = 0 },
                    4 => descriptor with { Lanes = descriptor.Lanes == 8 ? 16 : 8 },
                    _ => descriptor with { Rows = descriptor.Rows + random.Next(-1, 2) },
                };
                break;
        }

        return new EncodedTensor(descriptor, data, metadata);
    }

    private static void Refuses<T>(Action call, string message)
        where T : Exception
    {
        var error = Assert.Throws<T>(call);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
