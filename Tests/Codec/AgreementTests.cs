// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Tests.GoldenModel.Conformance;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>The codec does what the golden model does.</summary>
public sealed class AgreementTests
{
    [Law(3000)]
    public void Streams_losses_and_values_are_the_golden_ones(TensorCase tensor) => Agree(tensor);

    [Law(1500, Arbitrary = [typeof(LosslessInputs)])]
    public void Lossless_tensors_too(TensorCase tensor) => Agree(tensor);

    [Fact]
    public void Every_length_around_rows_groups_and_blocks_agrees()
    {
        var random = Properties.Random();
        (int, int)[] shapes = [(8, 8), (16, 8), (8, 3), (16, 5), (8, 64), (16, 64), (32, 2), (5, 4)];
        foreach (var (lanes, rows) in shapes)
        {
            foreach (var coder in Enum.GetValues<Coder>())
            {
                var container = Container.All[random.Next(3)];
                var descriptor = Descriptor.Lossless(container, coder) with { Lanes = lanes, Rows = rows };
                var block = Math.Max(1, 1024 / (lanes * rows)) * lanes * rows;
                foreach (var multiple in (int[])[lanes, lanes * rows, block])
                {
                    foreach (var count in (int[])[multiple - 1, multiple, multiple + 1, (2 * multiple) + lanes])
                    {
                        var values = TensorGenerators.Values(descriptor, count, random);
                        Agree(new TensorCase(descriptor with { Count = count }, values));
                    }
                }
            }
        }
    }

    [Fact]
    public void Lanes_that_are_registers_agree_for_every_field_of_the_descriptor()
    {
        var descriptors =
            from descriptor in TensorGenerators.Descriptors
            from lanes in Gen.Elements(8, 16)
            from lossless in Gen.Elements(true, false, false)
            let container = descriptor.Container
            let word = lossless ? Math.Max(descriptor.Word, container.Bits) : descriptor.Word
            select lossless
                ? Descriptor.Lossless(container, descriptor.Coder) with { Lanes = lanes, Rows = descriptor.Rows, Word = word }
                : descriptor with { Lanes = lanes };
        Properties.Hold(TensorGenerators.TensorsOf(descriptors), Agree, 2500);
    }

    [Theory]
    [MemberData(nameof(VectorTests.Files), MemberType = typeof(VectorTests))]
    public void The_codec_agrees_with_every_vector(string file)
    {
        var vector = ConformanceVector.Read(Repository.Path("vectors", file));
        foreach (var call in CodecCall.Single)
        {
            var encoded = call.Encode(vector.Descriptor, vector.Values.ToArray());
            Assert.Null(
                GoldenCheck.Compare(vector, encoded.Data.ToArray(), encoded.Metadata.ToArray(), encoded.Losses));
            Assert.Null(GoldenCheck.CompareWords("restored", vector.Restored, call.Decode(vector.Encoded)));
        }
    }

    [Fact]
    public void The_layouts_are_those_of_the_containers()
    {
        Same<Fp32>(Container.Fp32);
        Same<Bf16>(Container.Bf16);
        Same<Fp16>(Container.Fp16);

        static void Same<T>(Container container)
            where T : struct, ILayout =>
            Assert.Equal(container with { Name = "" }, new Container("", T.ExponentBits, T.MantissaBits));
    }

    private static void Agree(TensorCase tensor)
    {
        var golden = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var values = StreamDecoder.Decode(golden);
        foreach (var call in CodecCall.Single)
        {
            var encoded = call.Encode(tensor.Descriptor, tensor.Values);
            Assert.Equal(golden.Metadata.ToArray(), encoded.Metadata.ToArray());
            Assert.Equal(golden.Data.ToArray(), encoded.Data.ToArray());
            Assert.Equal(golden.Losses, encoded.Losses);
            Assert.Equal(values, call.Decode(golden));
        }
    }
}
