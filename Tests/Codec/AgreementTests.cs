// SPDX-License-Identifier: Apache-2.0

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
    [Fact]
    public void Streams_losses_and_values_are_the_golden_ones() =>
        Properties.Hold(TensorGenerators.Tensors, Agree, 3000);

    [Fact]
    public void Lossless_tensors_too() =>
        Properties.Hold(TensorGenerators.LosslessTensors, Agree, 1500);

    [Theory]
    [MemberData(nameof(VectorTests.Files), MemberType = typeof(VectorTests))]
    public void The_codec_agrees_with_every_vector(string file)
    {
        var vector = ConformanceVector.Read(Repository.Path("vectors", file));
        foreach (var call in CodecCall.Single)
        {
            var encoded = call.Encode(vector.Descriptor, vector.Values.ToArray());
            Assert.Null(GoldenCheck.Compare(vector, encoded.Data.ToArray(), encoded.Metadata.ToArray(), encoded.Losses));
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
