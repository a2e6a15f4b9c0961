// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Measure;

public sealed class TensorMeterTests
{
    [Law]
    public void Sizes_are_those_of_the_golden_encoder_for_every_coder(TensorCase tensor)
    {
        var measured = TensorMeter.Measure(tensor.Descriptor, Bytes(tensor));
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var encoded = StreamEncoder.Encode(tensor.Descriptor with { Coder = coder }, tensor.Values);
            Assert.Equal(encoded.DataBytes, measured.Of(coder).DataBytes);
            Assert.Equal(encoded.MetadataBytes, measured.Of(coder).MetadataBytes);
        }
    }

    [Law]
    public void Exponent_bits_are_the_fields_and_the_metadata_that_the_rows_have(TensorCase tensor)
    {
        var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var rows = RowReader.ReadAll(encoded);
        var lanes = tensor.Descriptor.Lanes;
        var fields = rows.Select((row, index) =>
            (long)row.Shape.Width.Value * Math.Min(lanes, tensor.Values.Length - (index * lanes))).Sum();
        var measured = TensorMeter.Measure(tensor.Descriptor, Bytes(tensor)).Of(tensor.Descriptor.Coder);
        Assert.Equal(fields, measured.FieldBits);
        Assert.InRange(encoded.MetadataBytes * 8, measured.MetadataBits, measured.MetadataBits + 31);
    }

    [Fact]
    public void A_stream_is_measured_like_an_array()
    {
        var random = Properties.Random();
        var bytes = new byte[3_000_004];
        random.NextBytes(bytes);
        var descriptor = Descriptor.Lossless(Container.Fp32) with { Lanes = 7, Rows = 5 };
        using var stream = new MemoryStream(bytes);
        var (whole, pieces) = (TensorMeter.Measure(descriptor, bytes), TensorMeter.Measure(descriptor, stream));
        Assert.Equal(whole.Coders.AsEnumerable(), pieces.Coders.AsEnumerable());
        Assert.Equal(whole.Histogram.AsEnumerable(), pieces.Histogram.AsEnumerable());
    }

    [Fact]
    public void Zeros_infinities_NaNs_and_sign_bits_are_counted()
    {
        uint[] values = [0, 0x8000_0000, 1, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0xFF80_0001, 0x3F80_0000];
        var measured = Measure(Container.Fp32, values);
        Assert.Equal(
            (8, 2, 2, 2, 3), (measured.Values, measured.Zeros, measured.Infinities, measured.NaNs, measured.Negatives));
    }

    [Fact]
    public void Entropy_is_one_bit_for_two_exponents_equally_often()
    {
        var measured = Measure(Container.Bf16, [0x3F80, 0x4000, 0x3F81, 0x4001]);
        Assert.Equal(1.0, measured.ExponentEntropy, 12);
    }

    [Fact]
    public void An_empty_tensor_costs_nothing()
    {
        var measured = Measure(Container.Fp16, []);
        Assert.Equal((0, 0, 0), (measured.Of(Coder.Peak).StreamBytes, measured.ExponentEntropy, measured.BitsPerValue(Coder.Delta)));
    }

    [Fact]
    public void Sums_add_every_figure()
    {
        var (left, right) =
            (Measure(Container.Fp32, [0, 1, 0x3F80_0000]), Measure(Container.Fp32, [0x8000_0000, 0x7FC0_0000]));
        var sum = TensorStatistics.Empty.Plus(left).Plus(right);
        Assert.Equal((5, 2, 1, 160), (sum.Values, sum.Zeros, sum.NaNs, sum.ContainerBits));
        Assert.Equal(
            left.Of(Coder.Peak).StreamBytes + right.Of(Coder.Peak).StreamBytes, sum.Of(Coder.Peak).StreamBytes);
    }

    [Fact]
    public void Values_after_an_incomplete_group_are_refused()
    {
        var meter = new TensorMeter(Descriptor.Lossless(Container.Fp32));
        meter.Add(new byte[8]);
        Assert.Throws<ArgumentException>(() => meter.Add(new byte[8]));
        Assert.Throws<ArgumentException>(() => new TensorMeter(Descriptor.Lossless(Container.Fp32)).Add(new byte[3]));
    }

    private static TensorStatistics Measure(Container container, uint[] values) =>
        TensorMeter.Measure(
            Descriptor.Lossless(container), Bytes(new TensorCase(Descriptor.Lossless(container), values)));

    private static byte[] Bytes(TensorCase tensor)
    {
        using var stream = new MemoryStream();
        WordBytes.Write(tensor.Values, tensor.Descriptor.Container.Bits, stream.Write);
        return stream.ToArray();
    }
}
