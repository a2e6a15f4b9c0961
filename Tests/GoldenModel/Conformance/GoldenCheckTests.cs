// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Conformance;

public sealed class GoldenCheckTests
{
    private static readonly ConformanceVector Vector = Make();

    [Fact]
    public void A_vector_of_the_golden_model_has_no_difference() => Assert.Null(GoldenCheck.FirstDifference(Vector));

    [Fact]
    public void The_first_difference_is_named_with_both_words()
    {
        var first = Vector.Data[0];
        Assert.Equal(
            $"data[0]: expected {first ^ 1:x8}, got {first:x8}",
            GoldenCheck.FirstDifference(Vector with { Data = [first ^ 1, .. Vector.Data.Skip(1)] }));
        var code = Vector.Metadata[0];
        Assert.Equal(
            $"meta[0]: expected {code ^ 2:x8}, got {code:x8}",
            GoldenCheck.FirstDifference(Vector with { Metadata = [code ^ 2] }));
        Assert.Equal(
            "restored[1]: expected 00000007, got 40000000",
            GoldenCheck.FirstDifference(Vector with { Restored = [Vector.Restored[0], 7, .. Vector.Restored.Skip(2)] }));
    }

    [Fact]
    public void Another_number_of_words_is_a_difference()
    {
        Assert.Equal("x: expected 1 words, got 2", GoldenCheck.CompareWords("x", [1], [1, 2]));
        Assert.Equal("x: expected 2 words, got 1", GoldenCheck.CompareWords("x", [1, 2], [1]));
        Assert.Null(GoldenCheck.CompareWords("x", [], []));
    }

    [Fact]
    public void Other_flags_are_a_difference() =>
        Assert.Equal(
            "flags: expected Flushed, got None", GoldenCheck.FirstDifference(Vector with { Losses = Losses.Flushed }));

    private static ConformanceVector Make()
    {
        uint[] values = [0x3f80_0000, 0x4000_0000, 0xbf80_0000, 0x3f00_0000];
        var descriptor = new Descriptor { Lanes = 2, Rows = 2, Count = values.Length };
        var encoded = StreamEncoder.Encode(descriptor, values);
        return new ConformanceVector(
            "made", descriptor, values, encoded.Data.ToArray(), encoded.Metadata.ToArray(), encoded.Losses, values);
    }
}
