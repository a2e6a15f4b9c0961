// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

public sealed class RegisterProofTests
{
    [Fact]
    public void Registers_and_the_codec_around_them_are_proved_in_any_state()
    {
        foreach (var config in new[] { RegisterConfigs.Small, RegisterConfigs.Frozen })
        {
            var claims = ProofPlan.Of(config).Where(claim => claim.Name.Contains("axil", StringComparison.Ordinal)).ToList();
            Assert.Equal(config.Frozen is null ? 5 : 4, claims.Count);
            var results = new Prover(new DesignEmitter().Emit(config), new ProofOptions()).Prove(claims);
            Assert.All(results, result => Assert.True(
                result.Verdict == Verdict.Proved, $"{result.Name}: {result.Verdict} {result.Reason} {string.Join('\n', result.Counterexample?.Lines ?? [])}"));
        }
    }

    [Theory]
    [InlineData("axil_registers_independent", "axil_registers", "s_axi_awready = !index_valid_q;", "s_axi_awready = !index_valid_q && s_axi_wvalid;")]
    [InlineData("axil_registers_independent", "axil_registers", "s_axi_arready = !read_valid_q;", "s_axi_arready = !read_valid_q || s_axi_rready;")]
    [InlineData("axil_registers_waits", "axil_registers", "if (write) response_error_q <= !accept;", "response_error_q <= !accept;")]
    [InlineData("axil_registers_waits", "axil_registers", "        else if (s_axi_rready)  read_valid_q <= 1'b0;", "        else read_valid_q <= 1'b0;")]
    [InlineData("axil_registers_encode_stable", "axil_registers", "accept = encode_free || !strobe_q[0];", "accept = 1'b1;")]
    [InlineData("axil_registers_decode_stable", "axil_registers", "accept = decode_free || !strobe_q[0];", "accept = encode_free || !strobe_q[0];")]
    [InlineData("codec_axil_wiring", "codec_axil", ".status_clear_i(decoder_clear)", ".status_clear_i(encoder_clear)")]
    [InlineData("codec_axil_wiring", "codec_axil", ".s_axi_rready(s_axi_rready)", ".s_axi_rready(s_axi_bready)")]
    public void A_place_that_is_changed_refutes_the_claim_about_it(string claim, string kind, string find, string replace) =>
        Refutations.MustRefute(new DesignEmitter().Emit(RegisterConfigs.Small), claim, kind, find, replace);
}
