// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

/// <summary>Shells with one place changed: the proofs about them must refuse each.</summary>
public sealed class ShellMutantTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 1 });

    public static TheoryData<string, string, string, string> Mutants => new()
    {
        { "metadata_packer", "metadata_packer", "spill = total > 7'd32", "spill = total >= 7'd32" },
        { "metadata_packer", "metadata_packer", "start[INDEX-1:0] - row_offset_i", "start[INDEX-1:0] + row_offset_i" },
        { "metadata_packer", "metadata_packer", "start = row_first_i ? 6'd0 : fill_q", "start = fill_q" },
        { "metadata_packer", "metadata_packer", "{(LANES*WORD_BITS){!merge_first_q}}", "{(LANES*WORD_BITS){!(merge_first_q && merge_spill_q)}}" },
        { "metadata_packer", "metadata_packer", "final_q ? rest_q : merged_word", "merged_word" },
        { "metadata_packer", "metadata_packer", "merge_take = merge_valid_q && (!emit || out_free)", "merge_take = merge_valid_q && (!final_q || out_free)" },
        { "metadata_packer", "metadata_packer", "else if (out_free)   final_q <= 1'b0", "else                 final_q <= 1'b0" },
        { "metadata_packer", "metadata_packer", "out_error_q <= final_q && final_error_q", "out_error_q <= final_error_q" },
        { "metadata_packer", "metadata_packer", "rotate_empty_q  <= left == 6'd0", "rotate_empty_q  <= start == 6'd0" },
        { "data_packer", "data_packer", "merge_last_q  <= rotate_last_q", "merge_last_q  <= rotate_last_q || rotate_spill_q" },
        { "data_packer_reset", "data_packer", "if (rst_i)           final_q <= 1'b0", "if (1'b0)            final_q <= 1'b0" },
        { "data_packer_progress", "data_packer", "out_free   = !out_valid_o || out_ready_i", "out_free   = !out_valid_o" },
        { "data_packer_stable", "data_packer", "out_free   = !out_valid_o || out_ready_i", "out_free   = 1'b1" },
        { "metadata_packer_stable", "metadata_packer", "else if (out_free) out_valid_q", "else               out_valid_q" },
        { "data_unpacker_stable", "data_unpacker", "if (out_free) begin", "begin" },
        { "metadata_unpacker_stable", "metadata_unpacker", "else if (out_free) out_valid_q", "else               out_valid_q" },
        { "tensor_output_stable", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = !out_valid_q || !values_ready_i" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_changed_shell_is_refuted(string claim, string kind, string find, string replace) =>
        ShellMutants.Refuted(Design, claim, kind, find, replace);

    [Fact]
    public void Every_obligation_about_a_shell_has_a_mutant()
    {
        var shells = ProofPlan.Of(Design.Config)
            .Where(obligation => obligation.Kernels.Any(kind => Design.Modules.Any(module =>
                module.Name == Design.Config.ModuleName(kind) && module.Text.Contains("\n// Shell:", StringComparison.Ordinal))))
            .Select(obligation => obligation.Name);
        var covered = Mutants.Concat(DecoderShellMutantTests.Mutants).Select(row => (string)row[0]).ToHashSet();
        Assert.All(shells, shell => Assert.True(
            covered.Contains(shell) || covered.Contains(shell.Replace("metadata", "data", StringComparison.Ordinal)), shell));
    }
}
