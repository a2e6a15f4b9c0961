// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Streams;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Benches;

public sealed class EncoderBenchTests
{
    private static readonly BenchOptions Stalled = new()
    {
        Values = StallPattern.Random(1, 40),
        Data = StallPattern.Bursts(2, 6),
    };

    [Fact]
    public void Tensors_back_to_back_give_the_golden_words()
    {
        using var bench = new EncoderBench(EncoderBench.Build(FixtureCodec.Design), FixtureCodec.Config, Stalled);
        var tensors = Enumerable.Range(0, 20).Select(Values).ToList();

        var run = bench.Run([.. tensors.Select(values => new EncodeJob(FixtureCodec.Config.Frozen!, values))]);

        Assert.Empty(run.Violations);
        Assert.Equal(Losses.None, run.Losses);
        Assert.Equal(0, run.Errors);
        foreach (var (values, output) in tensors.Zip(run.Tensors))
        {
            var descriptor = FixtureCodec.Config.Frozen! with { Count = values.Length };
            Assert.Equal(StreamEncoder.Encode(descriptor, values).Data.ToArray(), output.Data);
            Assert.False(output.Error);
            Assert.Null(output.Fault);
        }
    }

    [Fact]
    public void Rows_a_clock_are_counted()
    {
        using var bench = new EncoderBench(EncoderBench.Build(FixtureCodec.Design), FixtureCodec.Config);
        var run = bench.Run([new EncodeJob(FixtureCodec.Config.Frozen!, Values(1000)), new EncodeJob(FixtureCodec.Config.Frozen!, Values(0))]);
        Assert.Equal(new BenchCounters(501, 501, 501, 501, 1), run.Counters);
        Assert.Equal(1.0, run.Counters.RowsPerClock);
    }

    [Fact]
    public void A_broken_tkeep_is_an_error_of_its_tensor_and_sticks_until_the_next_run()
    {
        using var bench = new EncoderBench(EncoderBench.Build(FixtureCodec.Design), FixtureCodec.Config);
        var good = new EncodeJob(FixtureCodec.Config.Frozen!, Values(4));
        var run = bench.Run([good, good with { KeepFault = new KeepFault(1, 0xf0) }, good]);
        Assert.Equal([false, true, false], run.Tensors.Select(tensor => tensor.Error));
        Assert.Equal(2, run.Errors);
        Assert.Equal(0, bench.Run([good]).Errors);
    }

    [Fact]
    public void A_null_beat_after_words_is_a_fault()
    {
        var broken = Fixtures.Break(FixtureCodec.Encoder, "tlast, empty ?", "tlast, s_axis_values_tlast ?");
        using var bench = new EncoderBench(EncoderBench.Build(FixtureCodec.WithEncoder(broken)), FixtureCodec.Config);
        var run = bench.Run([new EncodeJob(FixtureCodec.Config.Frozen!, Values(4))]);
        Assert.Equal("m_axis_data: beat 1 of 2 keeps nothing after words", run.Tensors[0].Fault);
    }

    private static uint[] Values(int count) => [.. Enumerable.Range(1, count).Select(i => (uint)i * 0x9e3779b9)];
}
