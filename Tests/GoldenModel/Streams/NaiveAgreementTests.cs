// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

/// <summary>The golden model against a second implementation, and that implementation's mistakes.</summary>
public sealed class NaiveAgreementTests
{
    private static readonly Lazy<TensorCase[]> Samples =
        new(() => Properties.Sample(TensorGenerators.Tensors.Generator, 2000));

    public static TheoryData<string> Slips => [.. Enum.GetNames<Slip>().Where(name => name != nameof(Slip.None))];

    [Law(3000)]
    public void The_golden_encoder_agrees_with_the_naive_one(TensorCase tensor) =>
        Assert.True(Agree(tensor, Slip.None));

    [Law(1000)]
    public void The_golden_decoder_agrees_with_the_naive_one(TensorCase tensor)
    {
        var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var expected = NaiveStream.Decode(tensor.Descriptor, encoded.Data.ToArray(), encoded.Metadata.ToArray());
        Assert.Equal(expected, StreamDecoder.Decode(encoded));
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void The_generators_reach_inputs_that_show_a_slip(string slip)
    {
        var shown = Samples.Value.Where(tensor => !Agree(tensor, Enum.Parse<Slip>(slip))).Take(3).Count();
        Assert.True(shown == 3, $"only {shown} of {Samples.Value.Length} tensors show that {slip} is wrong");
    }

    private static bool Agree(TensorCase tensor, Slip slip)
    {
        var golden = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var naive = NaiveStream.Encode(tensor.Descriptor, tensor.Values, slip);
        return naive.Metadata.AsSpan().SequenceEqual(golden.Metadata.Span)
            && naive.Data.AsSpan().SequenceEqual(golden.Data.Span)
            && (Losses)naive.Flags == golden.Losses;
    }
}
