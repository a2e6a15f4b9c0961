// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

/// <summary>Shells of shallower pipelines with one place changed, where registers that are left out make them differ:
/// the proofs must refuse each.</summary>
public sealed class ShallowShellMutantTests
{
    private static readonly Dictionary<int, Design> Designs = new[] { 3, 4, 5 }.ToDictionary(
        stages => stages,
        stages => new DesignEmitter().Emit(new HardwareConfig { Lanes = 2, Rows = 3, Depth = new(stages) }));

    public static TheoryData<int, string, string, string, string> Mutants => new()
    {
        { 3, "adapt_step", "adapt", ".mantissa_i(in_mantissa_i)", ".mantissa_i(~in_mantissa_i)" },
        { 3, "adapt_passes", "adapt", "window_ready = out_ready_i", "window_ready = out_ready_i || !in_valid_i" },
        { 3, "adapt_passes", "adapt", "out_valid_o     = in_valid_i", "out_valid_o     = in_valid_i && out_ready_i" },
        { 3, "gecko_decode_step", "gecko_decode", "if (in_valid_i && out_ready_i && field_group_first)", "if (in_valid_i && field_group_first)" },
        { 3, "gecko_decode_passes", "gecko_decode", "in_ready_o = out_ready_i", "in_ready_o = 1'b1" },
        { 3, "decoder_abort", "decoder", "abort = skip && ahead_q == 4'd0", "abort = skip && ahead_q <= 4'd1" },
        { 4, "metadata_packer", "metadata_packer", "merge_ready = !(final_q || merge_spill) || out_free", "merge_ready = !merge_spill || out_free" },
        { 4, "metadata_packer", "metadata_packer", "emit       = final_q || (row_valid_i && merge_spill)", "emit       = final_q || merge_spill" },
        { 4, "data_packer_progress", "data_packer", "merge_ready = !(final_q || merge_spill) || out_free", "merge_ready = !(final_q || merge_spill)" },
        { 4, "tensor_output_step", "tensor_output", "arrive   = in_valid_i && restore_ready", "arrive   = in_valid_i" },
        { 4, "tensor_output_progress", "tensor_output", "in_ready_o = restore_ready", "in_ready_o = !out_valid_q" },
        { 4, "decoder_abort", "decoder", "if (!enters && leaves)", "if (leaves)" },
        { 5, "metadata_packer", "metadata_packer", "fresh = final_q || merge_first", "fresh = final_q && merge_first" },
        { 5, "metadata_packer", "metadata_packer", "rotate_ready = !rotate_valid_q || merge_ready", "rotate_ready = merge_ready || !merge_spill" },
        { 5, "metadata_packer_stable", "metadata_packer", "else if (out_free) out_valid_q", "else               out_valid_q" },
        { 5, "data_unpacker_step", "data_unpacker", "rotate_ready = !rotate_valid_q || out_ready_i", "rotate_ready = 1'b1" },
        { 5, "data_unpacker_stable", "data_unpacker", "rotate_ready = !rotate_valid_q || out_ready_i", "rotate_ready = 1'b1" },
        { 5, "metadata_unpacker_progress", "metadata_unpacker", "rotate_ready = !rotate_valid_q || out_ready_i", "rotate_ready = !rotate_valid_q" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_changed_shell_is_refuted(int stages, string claim, string kind, string find, string replace) =>
        Refutations.MustRefute(Designs[stages], claim, kind, find, replace);
}
