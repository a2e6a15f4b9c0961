// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Streams;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Benches;

public sealed class DecoderBenchTests
{
    [Fact]
    public void Tensors_back_to_back_give_their_values()
    {
        var options = new BenchOptions
        {
            Descriptor = StallPattern.Bursts(3, 12),
            Data = StallPattern.Random(1, 40),
            Values = StallPattern.Alternate,
        };
        using var bench = new DecoderBench(DecoderBench.Build(FixtureCodec.Design), FixtureCodec.Config, options);
        var tensors = Enumerable.Range(0, 20).Select(Values).ToList();

        var run = bench.Run([.. tensors.Select(Job)]);

        Assert.Empty(run.Violations);
        Assert.Equal(0, run.Errors);
        Assert.Equal(tensors, run.Tensors.Select(tensor => tensor.Values));
        Assert.All(run.Tensors, tensor => Assert.Null(tensor.Fault));
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(40)]
    public void A_stream_of_another_length_is_an_error_of_its_tensor_alone(int words)
    {
        using var bench = new DecoderBench(DecoderBench.Build(FixtureCodec.Design), FixtureCodec.Config);
        var good = Job(Values(9));
        var damaged = good with { Data = Resized(good.Data.ToArray(), words) };

        var run = bench.Run([good, damaged, good]);

        Assert.Equal([false, true, false], run.Tensors.Select(tensor => tensor.Error));
        Assert.Equal(Values(9), run.Tensors[2].Values);
        Assert.All(run.Tensors, tensor => Assert.Null(tensor.Fault));
        Assert.Equal(4, run.Errors);
    }

    private static uint[] Resized(uint[] words, int by)
    {
        Array.Resize(ref words, words.Length + by);
        return words;
    }

    private static DecodeJob Job(uint[] values)
    {
        var encoded = StreamEncoder.Encode(FixtureCodec.Config.Frozen! with { Count = values.Length }, values);
        return new DecodeJob(encoded.Descriptor, encoded.Data, encoded.Metadata);
    }

    private static uint[] Values(int count) => [.. Enumerable.Range(1, count).Select(i => (uint)i * 0x9e3779b9)];
}
