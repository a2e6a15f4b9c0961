// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

/// <summary>What holds for every tensor.</summary>
public sealed class StreamLawTests
{
    [Law(1000)]
    public void Decoding_gives_the_adapted_values_bit_for_bit(TensorCase tensor)
    {
        var bits = DescriptorBits.From<BitWord>(tensor.Descriptor);
        var container = tensor.Descriptor.Container;
        var expected = tensor.Values.Select(code =>
        {
            var value = StreamEncoder.Adapt(container, bits, code).Value;
            return (uint)AdaptRule.Restore(container, value.Sign, value.Exponent, value.Mantissa, bits).Value;
        });
        Assert.Equal(expected, StreamDecoder.Decode(Encode(tensor)));
    }

    [Law(1000, Arbitrary = [typeof(LosslessInputs)])]
    public void A_lossless_stream_gives_every_bit_pattern_back(TensorCase tensor)
    {
        var encoded = Encode(tensor);
        Assert.Equal(tensor.Values, StreamDecoder.Decode(encoded));
        Assert.Equal(Losses.None, encoded.Losses);
    }

    [Fact]
    public void Every_16_bit_code_survives_a_lossless_stream()
    {
        var codes = Enumerable.Range(0, 1 << 16).Select(code => (uint)code).ToArray();
        new Random(1).Shuffle(codes);
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var container = coder is Coder.Delta or Coder.Peak ? Container.Bf16 : Container.Fp16;
            var descriptor = Descriptor.Lossless(container, coder) with { Word = 16, Count = codes.Length };
            Assert.Equal(codes, StreamDecoder.Decode(StreamEncoder.Encode(descriptor, codes)));
        }
    }

    [Law(500)]
    public void Encoding_what_was_decoded_gives_the_same_streams_and_loses_nothing(TensorCase tensor)
    {
        var once = Encode(tensor);
        var twice = StreamEncoder.Encode(tensor.Descriptor, StreamDecoder.Decode(once));
        Same(once, twice);
        Assert.Equal(Losses.None, twice.Losses);
    }

    [Law]
    public void Encoding_is_deterministic(TensorCase tensor) => Same(Encode(tensor), Encode(tensor));

    [Law(500)]
    public void Rows_and_stream_lengths_follow_from_the_row_codes(TensorCase tensor)
    {
        var descriptor = tensor.Descriptor;
        var encoded = Encode(tensor);
        var rows = RowReader.ReadAll(encoded);
        Assert.Equal(descriptor.RowCount, rows.Count);

        var bits = rows.Sum(row => descriptor.PlainBits + (int)row.Shape.Width.Value);
        var groups = rows.Count(row => row.First);
        var metadata = rows.Count(row => row.Shape.HasCode.Value != 0) * 3
            + (descriptor.Coder == Coder.Peak ? groups * 9 : 0);
        Assert.Equal(Ceiling(bits, descriptor.Word) * descriptor.Lanes, encoded.Data.Length);
        Assert.Equal(Ceiling(metadata, 32), encoded.Metadata.Length);
        Assert.Equal(encoded.Data.Length * descriptor.Word / 8, encoded.DataBytes);
        Assert.Equal(encoded.Metadata.Length * 4, encoded.MetadataBytes);
    }

    [Law(500)]
    public void No_row_costs_more_than_raw(TensorCase tensor)
    {
        var exponent = (ulong)tensor.Descriptor.Exponent;
        Assert.All(RowReader.ReadAll(Encode(tensor)), row => Assert.True(row.Shape.Width.Value <= exponent));
        var raw = StreamEncoder.Encode(tensor.Descriptor with { Coder = Coder.Fixed }, tensor.Values);
        Assert.True(Encode(tensor).Data.Length <= raw.Data.Length);
    }

    [Law(500)]
    public void A_group_is_coded_as_if_it_were_alone(TensorCase tensor)
    {
        var group = tensor.Descriptor.GroupValues;
        var whole = RowReader.ReadAll(Encode(tensor)).Select(Plain);
        var parts = tensor.Values.Chunk(group)
            .SelectMany(values => RowReader.ReadAll(Encode(tensor.With(values)))).Select(Plain);
        Assert.Equal(parts, whole);

        static (bool First, int Code, BitWord Width) Plain(CodedRow row) => (row.First, row.Code, row.Shape.Width);
    }

    [Law(50)]
    public void Whole_groups_of_whole_words_can_be_cut_apart(Descriptor chosen)
    {
        var descriptor = chosen with { Coder = Coder.Fixed, Rows = 32, Count = chosen.Lanes * 32 };
        var first = TensorGenerators.Values(descriptor, descriptor.GroupValues, new Random(1));
        var second = TensorGenerators.Values(descriptor, descriptor.GroupValues, new Random(2));
        var whole = StreamEncoder.Encode(descriptor with { Count = 2 * descriptor.Count }, [.. first, .. second]);
        var (one, other) = (StreamEncoder.Encode(descriptor, first), StreamEncoder.Encode(descriptor, second));
        Assert.Equal([.. one.Data.Span, .. other.Data.Span], whole.Data.ToArray());
    }

    [Law(1000)]
    public void Pads_do_not_widen_a_row_and_their_bits_are_zero(TensorCase tensor)
    {
        var descriptor = tensor.Descriptor;
        var used = tensor.Values.Length % descriptor.Lanes;
        if (used == 0)
        {
            return;
        }

        var encoded = Encode(tensor);
        var narrow = tensor.Values[^used..];
        var last = RowReader.ReadAll(encoded)[^1];
        if (last.First && descriptor.Coder != Coder.Peak)
        {
            var alone = descriptor with { Lanes = used, Count = used };
            Assert.Equal(RowReader.ReadAll(StreamEncoder.Encode(alone, narrow))[0].Code, last.Code);
        }

        Assert.All(
            Enumerable.Range(used, descriptor.Lanes - used), lane => Assert.Equal(0, LastRowBits(encoded, lane)));
    }

    [Law]
    public void The_flags_of_a_tensor_are_those_of_its_values(TensorCase tensor)
    {
        var flags =
            tensor.Values.Aggregate(0, (sum, code) => sum | NaiveStream.Adapt(tensor.Descriptor, code).Flags);
        Assert.Equal((Losses)flags, Encode(tensor).Losses);
    }

    [Fact]
    public void An_empty_tensor_has_empty_streams()
    {
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var encoded = StreamEncoder.Encode(new Descriptor { Coder = coder }, []);
            Assert.Equal((0, 0), (encoded.Data.Length, encoded.Metadata.Length));
            Assert.Empty(StreamDecoder.Decode(encoded));
        }
    }

    [Fact]
    public void Equal_exponents_without_mantissa_and_sign_cost_no_data()
    {
        var descriptor = new Descriptor { Mantissa = 0, Sign = false, Coder = Coder.Bias, Count = 1000 };
        var values = Enumerable.Repeat(0x3f80_0000u, 1000).ToArray();
        var encoded = StreamEncoder.Encode(descriptor, values);
        Assert.Equal((0, 12), (encoded.Data.Length, encoded.Metadata.Length));
        Assert.Equal(values, StreamDecoder.Decode(encoded));
    }

    // The bits of a lane's value in the last row, from the end of the lane's string.
    private static long LastRowBits(EncodedTensor encoded, int lane)
    {
        var descriptor = encoded.Descriptor;
        var widths =
            RowReader.ReadAll(encoded).Select(row => descriptor.PlainBits + (int)row.Shape.Width.Value).ToArray();
        var data = encoded.Data.ToArray();
        var digits = string.Concat(data.Where((_, i) => i % descriptor.Lanes == lane)
            .Select(word => new string([.. Convert.ToString(word, 2).PadLeft(descriptor.Word, '0').Reverse()])));
        return digits[widths[..^1].Sum()..].LongCount(digit => digit == '1');
    }

    private static void Same(EncodedTensor expected, EncodedTensor actual)
    {
        Assert.Equal(expected.Data.ToArray(), actual.Data.ToArray());
        Assert.Equal(expected.Metadata.ToArray(), actual.Metadata.ToArray());
    }

    private static int Ceiling(int bits, int word) => (bits + word - 1) / word;

    private static EncodedTensor Encode(TensorCase tensor) => StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
}
