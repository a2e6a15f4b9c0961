// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

public sealed class TableProofTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(6, false)]
    [InlineData(512, true)]
    public void A_table_is_proved_for_every_address(int layers, bool fallback) =>
        AllAreProved(LayerTables.Random(layers, seed: layers, fallback), "layer_table");

    [Fact]
    public void Lookup_and_codec_are_proved_in_any_state()
    {
        AllAreProved(LayerTables.Sample, "layer_lookup", "table_codec");
        AllAreProved(
            LayerTables.Random(3, 1, false, new HardwareConfig { Lanes = 1, Coders = [Coder.Fixed] }), "layer_lookup", "table_codec");
    }

    [Fact]
    public void Every_module_of_a_table_has_a_claim()
    {
        var config = LayerTables.Sample;
        var named = ProofPlan.Of(config).SelectMany(claim => claim.Subjects).ToHashSet();
        Assert.All(["layer_table", "layer_lookup", "table_codec"], kind => Assert.Contains(config.TableKind(kind), named));
        Assert.DoesNotContain(ProofPlan.Of(config with { Table = null }), claim => claim.Name.StartsWith("layer_", StringComparison.Ordinal)
            || claim.Name.StartsWith("table_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("table_codec_wiring", "table_codec", "in_kind_i(s_axis_decode_tdata[17:16])", "in_kind_i(s_axis_encode_tdata[17:16])")]
    [InlineData("table_codec_wiring", "table_codec", ".errors_o(decoder_errors_o)", ".errors_o({decoder_errors_o[1:0], decoder_errors_o[2]})")]
    [InlineData("table_codec_wiring", "table_codec", ".in_count_i(40'd0)", ".in_count_i(40'd1)")]
    [InlineData("layer_lookup_reset", "layer_lookup", "if (rst_i)           out_valid_q <= 1'b0", "if (rst_i && !in_valid_i) out_valid_q <= 1'b0")]
    [InlineData("layer_lookup_stable", "layer_lookup", "        if (in_ready_o) begin", "        if (in_ready_o || in_valid_i) begin")]
    [InlineData("layer_lookup_progress", "layer_lookup", "in_ready_o = !out_valid_q || out_ready_i", "in_ready_o = !out_valid_q")]
    [InlineData("layer_lookup_room", "layer_lookup", "in_ready_o = !out_valid_q || out_ready_i", "in_ready_o = out_ready_i")]
    [InlineData("layer_lookup_waits", "layer_lookup", "else if (in_ready_o) out_valid_q <= in_valid_i", "else out_valid_q <= in_valid_i")]
    public void A_place_that_is_changed_refutes_the_claim_about_it(string claim, string kind, string find, string replace)
    {
        var config = LayerTables.Sample;
        Refutations.MustRefute(new DesignEmitter().Emit(config), claim, config.TableKind(kind), find, replace);
    }

    private static void AllAreProved(HardwareConfig config, params string[] names)
    {
        var claims = ProofPlan.Of(config).Where(claim => names.Any(name => claim.Name.StartsWith(name, StringComparison.Ordinal))).ToList();
        Assert.True(claims.Count >= names.Length);
        var results = new Prover(new DesignEmitter().Emit(config), new ProofOptions()).Prove(claims);
        Assert.All(results, result => Assert.True(
            result.Verdict == Verdict.Proved, $"{result.Name}: {result.Verdict} {result.Reason} {string.Join('\n', result.Counterexample?.Lines ?? [])}"));
    }
}
