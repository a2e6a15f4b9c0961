// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Streams;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Streams;

public sealed class StreamBenchTests
{
    public static TheoryData<StallPattern, StallPattern> Patterns
    {
        get
        {
            StallPattern[] patterns =
                [StallPattern.None, StallPattern.Alternate, StallPattern.Random(3, 70), StallPattern.Bursts(5, 9)];
            var data = new TheoryData<StallPattern, StallPattern>();
            foreach (var idle in patterns)
            {
                patterns.ToList().ForEach(stall => data.Add(idle, stall));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_beat_comes_through_once_and_in_order_under_any_pattern(StallPattern idle, StallPattern stall)
    {
        using var bench = Bench(Fixtures.Register, idle, stall, out var source, out var sink);
        bench.Run();

        Assert.Empty(bench.Violations);
        Assert.Equal(source.Beats.Count, sink.Monitor.Beats.Count);
        for (var beat = 0; beat < source.Beats.Count; beat++)
        {
            Assert.True(source.Beats[beat].SequenceEqual(sink.Monitor.Beats[beat]));
        }
    }

    [Fact]
    public void Without_stalls_a_beat_passes_every_clock()
    {
        using var bench = Bench(Fixtures.Register, default, default, out var source, out var sink);
        bench.Run();

        Assert.Equal(source.Beats.Count - 1, source.LastCycle - source.FirstCycle);
        Assert.Equal(source.FirstCycle + 1, sink.Monitor.FirstCycle);
        Assert.Equal(source.LastCycle + 1, sink.Monitor.LastCycle);
    }

    [Fact]
    public void A_tvalid_that_falls_before_tready_is_caught()
    {
        var broken = Fixtures.Break(Fixtures.Register, "= !valid_q || m_axis_tready;", "= 1'b1;");
        using var bench = Bench(broken, StallPattern.Alternate, StallPattern.Random(1, 50), out _, out _);
        Assert.Throws<StreamTimeoutException>(bench.Run);
        Assert.Contains(bench.Violations, violation => violation.What == "tvalid fell before tready");
        Assert.All(bench.Violations, violation => Assert.Equal("m_axis", violation.Stream));
    }

    [Theory]
    [InlineData("{m_axis_tlast, m_axis_tkeep, m_axis_tdata} = data_q", "{m_axis_tlast, m_axis_tkeep, m_axis_tdata} = data_q ^ {54'd0, m_axis_tready}", "tdata")]
    [InlineData("m_axis_tdata} = data_q", "m_axis_tdata} = data_q ^ {1'b0, m_axis_tready, 53'd0}", "tkeep")]
    [InlineData("m_axis_tdata} = data_q", "m_axis_tdata} = data_q ^ {m_axis_tready, 54'd0}", "tlast")]
    public void A_payload_that_changes_while_it_waits_is_caught(string find, string replace, string signal)
    {
        var broken = Fixtures.Break(Fixtures.Register, find, replace);
        using var bench = Bench(broken, default, StallPattern.Random(1, 50), out _, out var sink);
        sink.MostBeats = 100;
        try
        {
            bench.Run();
        }
        catch (StreamTimeoutException)
        {
            // A broken tlast may also lose the end of the run.
        }

        Assert.Contains(
            bench.Violations,
            violation => violation.What.StartsWith(signal + " changed while it waited", StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_that_hangs_is_given_up_and_the_stuck_stream_named()
    {
        var broken = Fixtures.Break(Fixtures.Register, "valid_q <= s_axis_tvalid;", "valid_q <= 1'b0;");
        using var bench = Bench(broken, default, default, out _, out _);
        var fault = Assert.Throws<StreamTimeoutException>(bench.Run);
        Assert.Contains(
            "m_axis: 0 of 10 packets came, 0 beats, tvalid stays low", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s_axis", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_takes_nothing_is_given_up_and_the_stuck_stream_named()
    {
        var broken = Fixtures.Break(Fixtures.Register, "= !valid_q || m_axis_tready;", "= 1'b0;");
        using var bench = Bench(broken, default, default, out _, out _);
        var fault = Assert.Throws<StreamTimeoutException>(bench.Run);
        Assert.Contains("s_axis: beat 0 of 100 is offered, tready stays low", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_never_stops_is_given_up()
    {
        var broken = Fixtures.Break(Fixtures.Register, "valid_q <= s_axis_tvalid;", "valid_q <= 1'b1;");
        broken = Fixtures.Break(broken, "} = data_q;", "} = {1'b0, data_q[53:0]};");
        using var bench = Bench(broken, default, default, out _, out var sink);
        sink.MostBeats = 200;
        var fault = Assert.Throws<StreamTimeoutException>(bench.Run);
        Assert.Contains("m_axis: 0 of 10 packets came", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_beat_too_many_is_caught()
    {
        using var bench = Bench(Fixtures.Register, default, default, out _, out var sink);
        sink.Expected--;
        bench.Run();
        Assert.Equal("a beat came after the last of 9 packets", Assert.Single(bench.Violations).What);
    }

    [Fact]
    public void An_output_that_is_valid_in_reset_is_caught()
    {
        var broken = Fixtures.Break(Fixtures.Register, "if (!aresetn)           valid_q", "if (1'b0) valid_q");
        using var bench = Bench(broken, default, default, out _, out _, seed: 3);
        Assert.Contains(bench.Violations, violation => violation.What == "tvalid is high in reset");
    }

    private static StreamBench Bench(
        EmittedModule module, StallPattern idle, StallPattern stall, out StreamSource source, out StreamSink sink, int seed = 1)
    {
        var bench = new StreamBench(VerilatedModel.Build(module, [module]), seed) { Patience = 200 };
        source = bench.AddSource("s_axis", idle);
        sink = bench.AddSink("m_axis", stall);
        for (var beat = 0u; beat < 100; beat++)
        {
            var words = source.Beats.Append();
            (words[0], words[1], words[2], words[3]) =
                (0x1234_0000 + beat, 0xff00 + beat, beat % 64, beat % 10 == 9 ? 1u : 0);
        }

        sink.Expected = 10;
        bench.Reset();
        return bench;
    }
}
