// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

/// <summary>What a reader refuses.</summary>
public sealed class StreamDecoderTests
{
    private static readonly uint[] Values = [.. Enumerable.Range(0, 21).Select(i => 0x3f80_0000u + ((uint)i << 21))];

    private static readonly EncodedTensor Tensor = StreamEncoder.Encode(
        new Descriptor { Lanes = 4, Rows = 3, Mantissa = 3, Coder = Coder.Delta, Count = Values.Length }, Values);

    [Fact]
    public void The_tensor_that_the_others_damage_is_whole() =>
        Assert.Equal(Values.Length, StreamDecoder.Decode(Tensor).Length);

    [Fact]
    public void A_stream_that_is_cut_short_is_refused()
    {
        Refuses(Tensor with { Data = Tensor.Data[..^4] }, "data stream is too short");
        Refuses(Tensor with { Data = default }, "data stream is too short");
        Refuses(Tensor with { Metadata = default }, "metadata stream has 0 words, 21 values need 1");
    }

    [Fact]
    public void A_stream_that_goes_on_is_refused()
    {
        Refuses(Tensor with { Data = (uint[])[.. Tensor.Data.Span, 0, 0, 0, 0] }, "data stream is too long");
        Refuses(
            Tensor with { Metadata = (uint[])[.. Tensor.Metadata.Span, 0] },
            "metadata stream has 2 words, 21 values need 1");
        var empty = new EncodedTensor(new Descriptor(), new uint[8], default);
        Refuses(empty, "data stream is too long: 1 words per lane");
        Refuses(empty with { Data = default, Metadata = new uint[1] }, "metadata stream has 1 words, 0 values need 0");
    }

    [Fact]
    public void A_data_stream_of_other_lanes_is_refused() =>
        Refuses(Tensor with { Data = Tensor.Data[..^1] }, "must be a multiple of the 4 lanes");

    [Fact]
    public void Ones_in_the_padding_are_refused()
    {
        Refuses(WithData(Tensor.Data.Length - 4, 1u << 31), "data stream has ones in the padding");
        Refuses(
            Tensor with { Metadata = (uint[])[Tensor.Metadata.Span[0] | (1u << 31)] },
            "metadata stream has ones in the padding");
    }

    [Fact]
    public void Ones_in_a_pad_are_refused()
    {
        var last = RowReader.ReadAll(Tensor).Sum(row => 4 + (int)row.Shape.Width.Value) - 1;
        Refuses(WithData((last / 32 * 4) + 3, 1u << (last % 32)), "data stream has ones in the pad of lane 3");
    }

    [Theory]
    [InlineData(Coder.Delta, 3, 2)]
    [InlineData(Coder.Delta, 1, 1)]
    [InlineData(Coder.Bias, 5, 4)]
    [InlineData(Coder.Peak, 4, 4)]
    [InlineData(Coder.Peak, 1, 1)]
    public void A_row_code_that_no_encoder_writes_is_refused(Coder coder, int exponent, uint code)
    {
        var descriptor = new Descriptor
        {
            Lanes = 1,
            Rows = 2,
            Mantissa = 0,
            Sign = false,
            Exponent = exponent,
            Coder = coder,
            Bias = 0,
            Count = 2,
        };
        var encoded = StreamEncoder.Encode(descriptor, [0, 0]);
        var position = coder == Coder.Peak ? 9 : 0;
        var row = coder == Coder.Delta ? 1 : 0;
        Refuses(
            encoded with { Metadata = (uint[])[code << position], Data = new uint[1] },
            $"metadata has row code {code} at row {row}, which {exponent} exponent bits never need");
    }

    [Fact]
    public void A_word_with_bits_above_its_width_is_refused()
    {
        var descriptor =
            Descriptor.Lossless(Container.Bf16) with { Word = 16, Lanes = 2, Count = 4, Coder = Coder.Fixed };
        var encoded = StreamEncoder.Encode(descriptor, [1, 2, 3, 4]);
        Refuses(encoded with { Data = (uint[])[1, 2, 0x1_0003, 4] }, "data word 2 is 00010003, wider than 16 bits");
    }

    [Theory]
    [InlineData(Coder.Fixed)]
    [InlineData(Coder.Delta)]
    [InlineData(Coder.Bias)]
    [InlineData(Coder.Peak)]
    public void A_count_that_the_streams_cannot_hold_is_refused_at_once(Coder coder)
    {
        foreach (var count in (long[])[1000, int.MaxValue, (long)int.MaxValue + 1, 1L << 33, Descriptor.MaxCount])
        {
            var descriptor = new Descriptor { Mantissa = 0, Sign = false, Coder = coder, Lanes = 1, Count = count };
            var tensor = new EncodedTensor(descriptor, new uint[4], new uint[4]);
            var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            Assert.Throws<InvalidDataException>(() => StreamDecoder.Decode(tensor));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, $"{count}: allocated too much");
            Assert.True(watch.ElapsedMilliseconds < 2000, $"{count}: took {watch.ElapsedMilliseconds} ms");
        }
    }

    [Fact]
    public void A_count_beyond_an_array_is_refused_even_where_the_streams_hold_it()
    {
        // Rows of 32 equal exponents cost 3 bits of metadata each and no data.
        const long count = 1L << 31;
        var descriptor = new Descriptor
        {
            Mantissa = 0,
            Sign = false,
            Coder = Coder.Bias,
            Lanes = 32,
            Count = count,
        };
        var metadata = new uint[count / 32 * 3 / 32];
        var error = Assert.Throws<NotSupportedException>(
            () => StreamDecoder.Decode(new EncodedTensor(descriptor, default, metadata)));
        Assert.Equal($"tensor has {count} values, an array holds at most {Array.MaxLength}", error.Message);
    }

    [Fact]
    public void Any_damaged_stream_is_refused_or_read_as_the_naive_reader_reads_it()
    {
        var random = Properties.Random();
        var refused = 0;
        const int rounds = 12;
        var tensors = Properties.Sample(TensorGenerators.Tensors.Generator, 400);
        foreach (var tensor in tensors)
        {
            var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
            for (var round = 0; round < rounds; round++)
            {
                var damaged = Damage(encoded, random);
                if (damaged.Descriptor.FindFault() is not null)
                {
                    Assert.Throws<ArgumentOutOfRangeException>(() => StreamDecoder.Decode(damaged));
                    continue;
                }

                var expected =
                    NaiveStream.Decode(damaged.Descriptor, damaged.Data.ToArray(), damaged.Metadata.ToArray());
                refused += expected is null ? 1 : 0;
                Assert.Equal(expected, Decoded(damaged));
            }
        }

        Assert.InRange(refused, tensors.Length, tensors.Length * rounds * 9 / 10);
    }

    private static uint[]? Decoded(EncodedTensor tensor)
    {
        try
        {
            return StreamDecoder.Decode(tensor);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    internal static EncodedTensor Damage(EncodedTensor tensor, Random random)
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
                data = Resized(data, random.Next(-2, 3) * (random.Next(4) == 0 ? 1 : descriptor.Lanes));
                break;
            case 5:
                metadata = Resized(metadata, random.Next(-1, 2));
                break;
            case 6:
                descriptor = descriptor with { Count = Math.Max(0, descriptor.Count + random.Next(-40, 41)) };
                break;
            default:
                descriptor = random.Next(4) switch
                {
                    0 => descriptor with { Mantissa = descriptor.Mantissa + random.Next(-1, 2) },
                    1 => descriptor with { Coder = (Coder)random.Next(4) },
                    2 => descriptor with { Sign = !descriptor.Sign },
                    _ => descriptor with { Rows = descriptor.Rows + random.Next(-1, 2) },
                };
                break;
        }

        return new EncodedTensor(descriptor, data, metadata);
    }

    private static uint[] Resized(uint[] words, int change)
    {
        Array.Resize(ref words, Math.Max(0, words.Length + change));
        return words;
    }

    private static EncodedTensor WithData(int index, uint bits)
    {
        var data = Tensor.Data.ToArray();
        data[index] |= bits;
        return Tensor with { Data = data };
    }

    private static void Refuses(EncodedTensor tensor, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => StreamDecoder.Decode(tensor));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
