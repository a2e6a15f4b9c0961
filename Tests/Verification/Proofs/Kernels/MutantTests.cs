// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Kernels;

/// <summary>Kernels with one place changed: every proof must refuse the kernel that it is about.</summary>
public sealed class MutantTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig());

    public static TheoryData<string, string, string> Mutants => new()
    {
        { "descriptor_check", "total_bits <= 6'd32", "total_bits <= 6'd31" },
        { "descriptor_check", "window_end <= 10'd256", "window_end <= 10'd255" },
        { "mantissa_mask", "mantissa_i > 5'd7;", "mantissa_i > 5'd8;" },
        { "exponent_mask", "exponent_i > 4'd4;", "exponent_i >= 4'd4;" },
        { "adapt_round", "others = {half, 1'b0}", "others = {1'b0, half}" },
        { "adapt_round", "exponent[0] || (&filled)", "exponent[0]" },
        { "adapt_window", "below && nonzero_i", "below" },
        { "adapt_window", "minus || !(|moved)", "minus" },
        { "restore", "low_i - {", "low_i + {" },
        { "lane_align", "{field_i, sign_i, mantissa_i}", "{sign_i, field_i, mantissa_i}" },
        { "lane_split", "keep_sign_i ? above_sign", "!keep_sign_i ? above_sign" },
        { "position_mask32", "position_i <= 6'd13;", "position_i < 6'd13;" },
        { "rotate32", "amount_i[3] ?", "amount_i[2] ?" },
        { "lane_merge32", "above_i ^ {WORD_BITS{spill_i}}", "above_i" },
        { "lane_merge32", "!(spill_i || fresh_i)", "!spill_i" },
        { "lane_select32", "next_i & ~above_i", "next_i & above_i" },
        { "gecko_distance", "ahead[EXPONENT_BITS] && !peak_i", "ahead[EXPONENT_BITS]" },
        { "gecko_row_code", "long_unsigned[3] = exponent_i <= 4'd4", "long_unsigned[3] = exponent_i < 4'd4" },
        { "gecko_row_shape", "!peak && ", "" },
        { "gecko_field", "magnitude_i | sign", "magnitude_i ^ sign" },
        { "gecko_exponent", "moved & top_i", "moved" },
        { "pair_peaks", "keep_i[lane] && ", "" },
        { "pair_peaks", "exponents_i[7:0] > exponents_i[15:8]", "exponents_i[7:0] < exponents_i[15:8]" },
        { "row_peak", "level0_0 > level0_1", "level0_0 < level0_1" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_changed_kernel_is_refuted(string kind, string find, string replace)
    {
        var name = Design.Config.ModuleName(kind);
        var mutant = Design with
        {
            Modules = [.. Design.Modules.Select(module =>
                module.Name == name ? Fixtures.Break(module, find, replace) : module)],
        };
        var obligation = ProofPlan.Of(Design.Config).Single(obligation => obligation.Name == kind);
        var result = new Prover(mutant, new ProofOptions()).Prove(obligation);
        Assert.True(result.Verdict == Verdict.Refuted, $"{result.Verdict} {result.Reason}");
        Assert.NotEmpty(result.Counterexample!.Differences);
    }

    [Fact]
    public void Every_kernel_has_a_mutant()
    {
        var kernels = Design.Modules
            .Where(module => module.Text.Contains("\n// Kernel:", StringComparison.Ordinal))
            .Select(module => module.Name);
        var kinds = ProofPlan.Of(Design.Config).SelectMany(obligation => obligation.Kernels).Distinct()
            .Where(kind => kernels.Contains(Design.Config.ModuleName(kind)));
        Assert.Equal(kinds.Order(), Mutants.Select(row => row.Data.Item1).Distinct().Order());
    }
}
