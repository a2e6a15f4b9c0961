// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

/// <summary>Shells with one place changed: the proofs about them must refuse each.</summary>
public sealed class ShellMutantTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 2, Rows = 3 });

    public static TheoryData<string, string, string, string> Mutants => new()
    {
        { "metadata_packer", "metadata_packer", "spill = total > 7'd32", "spill = total >= 7'd32" },
        { "metadata_packer", "metadata_packer", "start[INDEX-1:0] - row_offset_i", "start[INDEX-1:0] + row_offset_i" },
        { "metadata_packer", "metadata_packer", "start = row_first_i ? 6'd0 : fill_q", "start = fill_q" },
        { "metadata_packer", "metadata_packer", "fresh = final_q || merge_first", "fresh = final_q && merge_first" },
        { "metadata_packer", "metadata_packer", "fresh = final_q || merge_first", "fresh = final_q ^ merge_first" },
        { "metadata_packer", "metadata_packer", "merge_take = merge_valid_q && (!emit || out_free)", "merge_take = merge_valid_q && (!final_q || out_free)" },
        { "metadata_packer", "metadata_packer", "else if (out_free)   final_q <= 1'b0", "else                 final_q <= 1'b0" },
        { "metadata_packer", "metadata_packer", "out_error_q <= final_q && final_error_q", "out_error_q <= final_error_q" },
        { "metadata_packer", "metadata_packer", "rotate_empty  <= left == 6'd0", "rotate_empty  <= start == 6'd0" },
        { "data_packer_lane1", "data_packer", "merge_last  <= rotate_last", "merge_last  <= rotate_last || rotate_spill" },
        { "intake_step", "intake", "row_ends  = row_taken && values_last_i", "row_ends  = values_valid_i && values_last_i" },
        { "intake_step", "intake", "row_kept     = values_last_i || !refused_q", "row_kept     = !refused_q" },
        { "intake_step", "intake", "gaps      = (intake_keep >> 1) & ~intake_keep", "gaps      = (intake_keep >> 1) & intake_keep" },
        { "intake_step", "intake", "(|bytes) && !(&bytes)", "bytes[0] && !(&bytes)" },
        { "intake_step", "intake", "intake_low      <= descriptor_data_i[23:16]", "intake_low      <= descriptor_data_i[31:24]" },
        { "intake_step", "intake", "index_end || values_last_i", "index_end" },
        { "intake_step", "intake", "broken_q <= malformed || broken_q", "broken_q <= malformed" },
        { "intake_step", "intake", "else if (row_ends) active_q <= 1'b0", "else if (row_ends) active_q <= 1'b1" },
        { "intake_reset", "intake", "if (rst_i)         active_q <= 1'b0", "if (1'b0)          active_q <= 1'b0" },
        { "intake_legal", "intake", "refused_q <= !legal", "refused_q <= 1'b0" },
        { "intake_legal", "intake", ".bias_i(descriptor_data_i[31:24])", ".bias_i(descriptor_data_i[23:16])" },
        { "adapt_step", "adapt", "window_nan_lost    <= |(round_nan_lost & in_keep_i)", "window_nan_lost    <= |round_nan_lost" },
        { "adapt_step", "adapt", "sign && window_keep[lane]", "sign" },
        { "adapt_step", "adapt", ".mantissa_i(window_mantissa)", ".mantissa_i(in_mantissa_i)" },
        { "adapt_step", "adapt", "out_signs_o     = adapted_signs", "out_signs_o     = {adapted_signs[0], adapted_signs[1]}" },
        { "adapt_step", "adapt", "{1'b0, in_low_i} - {", "{1'b0, in_low_i} + {" },
        { "adapt_step", "adapt", "if (window_ready) begin", "begin" },
        { "adapt_reset", "adapt", "if (rst_i)             window_valid_q <= 1'b0", "if (1'b0)              window_valid_q <= 1'b0" },
        { "adapt_progress", "adapt", "window_ready = !window_valid_q || out_ready_i", "window_ready = !window_valid_q" },
        { "adapt_room", "adapt", "window_ready = !window_valid_q || out_ready_i", "window_ready = out_ready_i" },
        { "gecko_encode_front_room", "gecko_encode", "in_ready_o = !peak_valid_q || buffer_ready", "in_ready_o = buffer_ready" },
        { "gecko_encode_room", "gecko_encode", "code_ready = !code_valid_q || out_ready_i", "code_ready = out_ready_i" },
        { "adapt_waits", "adapt", "else if (window_ready) window_valid_q", "else                   window_valid_q" },
        { "gecko_encode_front", "gecko_encode", "peak_row_zero    <= row_zero", "peak_row_zero    <= row_zero && in_void_i" },
        { "gecko_encode_front", "gecko_encode", ".in_hold_i(peak_coder == 2'd3)", ".in_hold_i(in_coder_i == 2'd3)" },
        { "gecko_encode_front", "gecko_encode", "in_ready_o = !peak_valid_q || buffer_ready", "in_ready_o = buffer_ready || !in_valid_i" },
        { "gecko_encode_front_reset", "gecko_encode", "if (rst_i)              peak_valid_q <= 1'b0", "if (1'b0)               peak_valid_q <= 1'b0" },
        { "gecko_encode_front_progress", "gecko_encode", "in_ready_o = !peak_valid_q || buffer_ready", "in_ready_o = !peak_valid_q" },
        { "gecko_encode_front_waits", "gecko_encode", "else if (in_ready_o) peak_valid_q", "else                 peak_valid_q" },
        { "gecko_encode_step", "gecko_encode", "held_group_first || !held_delta", "held_first || !held_delta" },
        { "gecko_encode_step", "gecko_encode", "if (held_valid && held_ready && (", "if (held_ready && (" },
        { "gecko_encode_step", "gecko_encode", "held_group_first || !held_delta", "held_group_first" },
        { "gecko_encode_step", "gecko_encode", "held_delta ? {1'b0, base}", "held_group_first ? {1'b0, base}" },
        { "gecko_encode_step", "gecko_encode", "headed = code_group_first && code_coder == 2'd3", "headed = code_group_first" },
        { "gecko_encode_step", "gecko_encode", "negative[lane] = below && distance_keep[lane]", "negative[lane] = below" },
        { "gecko_encode_step", "gecko_encode", "code_void ? 4'd0 : headed", "headed" },
        { "gecko_encode_step", "gecko_encode", "listed = code_row & {3{coded}}", "listed = code_row" },
        { "gecko_encode_step", "gecko_encode", "code_header      <= distance_header", "code_header      <= distance_header ^ code_header" },
        { "gecko_encode_reset", "gecko_encode", "if (rst_i)           code_valid_q <= 1'b0", "if (1'b0)            code_valid_q <= 1'b0" },
        { "gecko_encode_progress", "gecko_encode", "code_ready = !code_valid_q || out_ready_i", "code_ready = !code_valid_q" },
        { "gecko_encode_waits", "gecko_encode", "else if (code_ready) code_valid_q", "else                 code_valid_q" },
        { "group_buffer_rows", "group_buffer", "full         = write_q == read_q && write_wrap_q != read_wrap_q", "full         = 1'b0" },
        { "group_buffer_rows", "group_buffer", "out_free = !out_valid_q || out_ready_i", "out_free = 1'b1" },
        { "group_buffer_rows", "group_buffer", "read_wrap_q <= read_wrap_q ^ read_end", "read_wrap_q <= read_wrap_q" },
        { "group_buffer_rows", "group_buffer", "rows[write_q] <= {in_group_first_i, in_row_i}", "rows[read_q] <= {in_group_first_i, in_row_i}" },
        { "group_buffer_holds", "group_buffer", "commit       = in_group_last_i || !in_hold_i", "commit       = in_group_last_i || in_hold_i" },
        { "group_buffer_headers", "group_buffer", "in_peak_i > peak_q", "in_peak_i < peak_q" },
        { "group_buffer_headers", "group_buffer", "headers[group] <= {zero && nonzero, peak}", "headers[group] <= {zero, peak}" },
        { "group_buffer_headers", "group_buffer", "(|in_peak_i) || (!in_group_first_i && (|peak_q))", "(|in_peak_i) || (|peak_q)" },
        { "group_buffer_headers", "group_buffer", "write && (in_hold_i ? in_group_last_i : in_group_first_i)", "write && commit" },
        { "group_buffer_headers", "group_buffer", "group = in_group_first_i ? write_q : group_q", "group = in_hold_i ? write_q : group_q" },
        { "group_buffer_headers", "group_buffer", "if (out_valid_q && out_ready_i) group_header_q", "if (out_ready_i) group_header_q" },
        { "group_buffer_progress", "group_buffer", "out_free = !out_valid_q || out_ready_i", "out_free = !out_valid_q" },
        { "group_buffer_reset", "group_buffer", "write_wrap_q    <= 1'b0", "write_wrap_q    <= 1'b1" },
        { "encoder_wiring", "encoder", ".row_valid_i(coded_valid && meta_ready)", ".row_valid_i(coded_valid)" },
        { "encoder_wiring", "encoder", "coded_ready = data_ready && meta_ready", "coded_ready = data_ready" },
        { "encoder_wiring", "encoder", "coded_void ? 6'd0 : plain_width", "plain_width" },
        { "encoder_wiring", "encoder", "reset = !aresetn", "reset = aresetn" },
        { "encoder_wiring", "encoder", ".sign_i(coded_signs[lane])", ".sign_i(coded_signs[0])" },
        { "encoder_wiring", "encoder", ".in_low_i(intake_low)", ".in_low_i(intake_bias)" },
        { "encoder_status", "encoder", "losses & {4{adapted_valid && adapted_ready}}", "losses & {4{adapted_valid}}" },
        { "encoder_status", "encoder", "errors_q <= errors_q | new_errors", "errors_q <= new_errors" },
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
        Refutations.MustRefute(Design, claim, kind, find, replace);

    [Fact]
    public void Every_obligation_about_a_shell_has_a_mutant()
    {
        var shells = ProofPlan.Of(Design.Config)
            .Where(obligation => obligation.Kernels.Any(kind => Design.Modules.Any(module =>
                module.Name == Design.Config.ModuleName(kind) && module.Text.Contains("\n// Shell:", StringComparison.Ordinal))))
            .Select(obligation => obligation.Name);
        var covered = Mutants.Concat(DecoderShellMutantTests.Mutants).Select(row => Alike(row.Data.Item1)).ToHashSet();
        Assert.All(shells, shell => Assert.Contains(Alike(shell), covered));

        // Both packers come from one template, and lanes are alike.
        static string Alike(string name) => Regex.Replace(name.Replace("metadata", "data", StringComparison.Ordinal), @"_lane\d+$", "");
    }
}
