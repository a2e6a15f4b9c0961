// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class CoSimulationTests
{
    private static readonly CoSimulationOptions Options = new()
    {
        Seed = 7,
        Batches = 40,
        Patience = 300,
        Waveforms = false,
    };

    [Fact]
    public void A_right_codec_agrees_with_the_golden_model()
    {
        var result = CoSimulation.Run(FixtureCodec.Design, Options);
        Assert.Null(result.Failure);
        Assert.True(result.Tensors > 200 && result.Values > 10_000 && result.Clocks > result.Values / 2);
    }

    [Theory]
    [InlineData("one[31], one[22:0]}", "one[31], one[22:1], one[23]}", "(row code 0, 32 bits a value)")]
    [InlineData("other[30:23], other[31]", "other[30:23], 1'b0", "sign bit of value")]
    [InlineData("? s_axis_values_tdata[63:32] : 32'd0", "? s_axis_values_tdata[63:32] : 32'd1", "lane 1: mantissa bit")]
    [InlineData("empty ? 8'h00 : 8'hff", "8'hff", "words, got")]
    [InlineData("= broken_q;", "= 1'b1;", "tuser expected False, got True")]
    [InlineData("losses_o             = 4'd0", "losses_o             = 4'd2", "losses_o: expected None, got Flushed")]
    [InlineData("= {error_q, 1'b0};", "= 2'b01;", "errors_o: expected 00, got 01")]
    [InlineData("valid_q <= s_axis_values_tvalid;", "valid_q <= s_axis_values_tvalid && !s_axis_values_tlast;", "m_axis_data: 0 of")]
    [InlineData("= !valid_q || m_axis_data_tready;", "= 1'b1;", "")]
    public void A_wrong_encoder_is_caught_and_the_place_named(string find, string replace, string what)
    {
        var broken = Fixtures.Break(FixtureCodec.Encoder, find, replace);
        var failure = CoSimulation.Run(FixtureCodec.WithEncoder(broken), Options).Failure;
        Assert.NotNull(failure);
        Assert.Equal(broken.Name, failure.Module);
        Assert.Contains(what, failure.Difference.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{other[23], other[31:24]", "{other[22], other[31:24]", "lane 1")]
    [InlineData("left_q == 40'd1 ? 8'h0f : 8'hff", "8'hff", "m_axis_values: expected")]
    [InlineData("good  = whole && pads &&", "good  = whole &&", "golden: data stream has ones in the pad of lane 1")]
    [InlineData("else if (take && !good)  drain_q", "else if (1'b0)           drain_q", "")]
    [InlineData("error_q <= 1'b1", "error_q <= 1'b0", "errors_o[2:1]: expected some")]
    public void A_wrong_decoder_is_caught_and_the_place_named(string find, string replace, string what)
    {
        var broken = Fixtures.Break(FixtureCodec.Decoder, find, replace);
        var failure = CoSimulation.Run(FixtureCodec.WithDecoder(broken), Options).Failure;
        Assert.NotNull(failure);
        Assert.Equal(broken.Name, failure.Module);
        Assert.Contains(what, failure.Difference.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_that_is_only_slower_is_not_wrong()
    {
        var slower = Fixtures.Break(FixtureCodec.Decoder, "drain_q || m_axis_values_tready", "m_axis_values_tready");
        Assert.Null(CoSimulation.Run(FixtureCodec.WithDecoder(slower), Options).Failure);
    }

    [Fact]
    public void A_failure_gives_the_command_that_repeats_it_and_a_waveform()
    {
        var design = FixtureCodec.WithEncoder(Fixtures.Break(FixtureCodec.Encoder, "== 8'h00;", "== 8'h0f;"));
        var failure =
            CoSimulation.Run(design, Options with { Waveforms = true, Command = "rtlgen simulate fixture" }).Failure;
        Assert.NotNull(failure);
        Assert.Equal($"rtlgen simulate fixture --seed 7 --first-batch {failure.Batch} --batches 1", failure.Rerun);
        Assert.Contains("s_axis_values_tvalid", File.ReadAllText(failure.Waveform!), StringComparison.Ordinal);

        var again = CoSimulation.Run(design, Options with { FirstBatch = failure.Batch, Batches = 1 }).Failure;
        Assert.Equal(failure with { Rerun = "", Waveform = null }, again! with { Rerun = "" });
    }

    [Fact]
    public void Halves_can_be_simulated_alone()
    {
        var broken = FixtureCodec.Decoder with { Text = "not Verilog" };
        var design = new Design(FixtureCodec.Config, [FixtureCodec.Encoder], FixtureCodec.Encoder, broken);
        Assert.Null(CoSimulation.Run(design, Options with { Halves = Halves.Encoder }).Failure);
    }
}
