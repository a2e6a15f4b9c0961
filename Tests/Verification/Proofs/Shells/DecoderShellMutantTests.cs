// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Shells;

/// <summary>The decoder's shells with one place changed: the proofs about them must refuse each.</summary>
public sealed class DecoderShellMutantTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 2, Rows = 3 });

    public static TheoryData<string, string, string, string> Mutants => new()
    {
        { "row_sequencer_step", "row_sequencer", "remaining_q <= ROW_VALUES;", "remaining_q < ROW_VALUES;" },
        { "row_sequencer_step", "row_sequencer", "whole = remaining_q >= ROW_VALUES", "whole = remaining_q > ROW_VALUES + 40'd64" },
        { "row_sequencer_step", "row_sequencer", "LAST_INDEX = 2'd2", "LAST_INDEX = 2'd3" },
        { "row_sequencer_step", "row_sequencer", "refused_q <= !legal", "refused_q <= !legal && !first_q" },
        { "row_sequencer_step", "row_sequencer", "row_void_o    = row_refused_o || none", "row_void_o    = refused_q || none" },
        { "row_sequencer_step", "row_sequencer", "descriptor_ready_o = !active_q || (fire && ends)", "descriptor_ready_o = !active_q || ends" },
        { "row_sequencer_step", "row_sequencer", "if (load)      index_q", "if (load && first_q) index_q" },
        { "row_sequencer_step", "descriptor_check", "mantissa_i <= 5'd23", "mantissa_i <= 5'd24" },
        { "row_sequencer_reset", "row_sequencer", "if (rst_i)             active_q", "if (rst_i && first_q)  active_q" },
        { "row_sequencer_progress", "row_sequencer", "descriptor_ready_o = !active_q || (fire && ends)", "descriptor_ready_o = !active_q" },
        { "row_request_width", "row_request", "{2'b0, meta_width};", "{2'b0, meta_width} + {5'b0, meta_raw};" },
        { "row_request_step", "row_request", "row_group_first ? 6'd12 : 6'd3", "row_group_first ? 6'd11 : 6'd3" },
        { "row_request_step", "row_request", "!(row_coder == 2'd1 && row_group_first)", "!(row_coder == 2'd2 && row_group_first)" },
        { "row_request_step", "row_request", "row_meta_width = row_void ? 6'd0", "row_meta_width = row_refused ? 6'd0" },
        { "row_request_step", "row_request", "if (meta_valid && meta_ready) header_q", "if (meta_valid) header_q" },
        { "row_request_step", "row_request", "(meta_headed ? meta_bits[11:9] : meta_bits[2:0])", "(meta_bits[2:0])" },
        { "row_request_step", "row_request", "(|word_keep_i) && !(&word_keep_i)", "!(&word_keep_i)" },
        { "row_request_step", "row_request", "(!meta_legal && !meta_void)", "!meta_legal" },
        { "row_request_step", "row_request", "meta_coder == 2'd3 ? group_reference", "meta_coder == 2'd2 ? group_reference" },
        { "row_request_step", "row_request", "!request_valid_q || out_ready_i", "1'b1" },
        { "row_request_reset", "row_request", "if (rst_i)           request_valid_q", "if (1'b0)            request_valid_q" },
        { "row_request_progress", "row_request", "!request_valid_q || out_ready_i", "!request_valid_q" },
        { "row_request_step", "row_request", "|| (!meta_first && failed_q)", "|| failed_q" },
        { "row_request_step", "row_request", "if (meta_valid && meta_ready) failed_q", "if (meta_valid) failed_q" },
        { "row_request_room", "row_request", "!request_valid_q || out_ready_i", "out_ready_i" },
        { "row_request_waits", "row_request", "!request_valid_q || out_ready_i", "1'b1" },
        { "data_unpacker_step", "data_unpacker", "beyond   = total > 7'd32", "beyond   = total >= 7'd32" },
        { "data_unpacker_step", "data_unpacker", "any      = !row_first_i && any_q", "any      = !row_last_i && any_q" },
        { "data_unpacker_step", "data_unpacker", "takes && word_empty_i && beyond", "takes && word_empty_i" },
        { "data_unpacker_step", "data_unpacker", "drain_q <= row_last_i && !ends", "drain_q <= row_last_i" },
        { "data_unpacker_step", "data_unpacker", "word_valid_i && word_last_i) drain_q", "word_valid_i) drain_q" },
        { "data_unpacker_step", "data_unpacker", "rotate_error_q || (rotate_last_q && padding)", "rotate_error_q || padding" },
        { "data_unpacker_lane1", "data_unpacker", "row_offset_i - position[INDEX-1:0]", "row_offset_i - position_q[INDEX-1:0]" },
        { "data_unpacker_lane1", "data_unpacker", ".next_i(word_data_i[WORD_BITS*lane +: WORD_BITS])", ".next_i(word_data_i[WORD_BITS-1:0])" },
        { "data_unpacker_step", "data_unpacker", "row_valid_i && rotate_ready && takes", "row_valid_i && takes" },
        { "data_unpacker_progress", "data_unpacker", "(!takes || word_valid_i)", "(!needs || word_valid_i)" },
        { "metadata_unpacker_step", "metadata_unpacker", "surplus = takes && !word_empty_i && !beyond", "surplus = 1'b0" },
        { "metadata_unpacker_step", "metadata_unpacker", "row_go = !drain_q && rotate_ready", "row_go = rotate_ready" },
        { "metadata_unpacker_step", "metadata_unpacker", "failed_q   <= damaged", "failed_q   <= damaged && !row_last_i" },
        { "data_unpacker_reset", "data_unpacker", "if (rst_i)                            drain_q", "if (1'b0)                             drain_q" },
        { "data_unpacker_progress", "data_unpacker", "drain_q || (row_valid_i && rotate_ready && takes)", "drain_q && out_ready_i || (row_valid_i && rotate_ready && takes)" },
        { "data_unpacker_progress", "data_unpacker", "rotate_ready = !rotate_valid_q || out_free", "rotate_ready = !rotate_valid_q" },
        { "metadata_unpacker_progress", "metadata_unpacker", "(!takes || word_valid_i)", "word_valid_i" },
        { "gecko_decode_step", "gecko_decode", "&& field_group_first) base_q", "|| field_group_first) base_q" },
        { "gecko_decode_step", "gecko_decode", "field_valid_q && out_ready_i && field_group_first", "out_ready_i && field_group_first" },
        { "gecko_decode_step", "gecko_decode", "field_coder == 2'd1 ? base_q", "field_coder != 2'd2 ? base_q" },
        { "gecko_decode_step", "gecko_decode", "in_ready_o = !field_valid_q || out_ready_i", "in_ready_o = 1'b1" },
        { "gecko_decode_step", "gecko_decode", "field_fields[EXPONENT_BITS*lane +: EXPONENT_BITS]", "field_fields[EXPONENT_BITS-1:0]" },
        { "gecko_decode_reset", "gecko_decode", "if (rst_i)           field_valid_q", "if (1'b0)            field_valid_q" },
        { "gecko_decode_progress", "gecko_decode", "in_ready_o = !field_valid_q || out_ready_i", "in_ready_o = !field_valid_q" },
        { "gecko_decode_room", "gecko_decode", "in_ready_o = !field_valid_q || out_ready_i", "in_ready_o = out_ready_i" },
        { "gecko_decode_waits", "gecko_decode", "in_ready_o = !field_valid_q || out_ready_i", "in_ready_o = 1'b1" },
        { "tensor_output_step", "tensor_output", "(skip_q || restore_error) && !restore_last", "restore_error && !restore_last" },
        { "tensor_output_step", "tensor_output", "(skip_q || restore_error) && !restore_last", "skip_q || restore_error" },
        { "tensor_output_step", "tensor_output", "restore_keep & {LANES{!restore_error}}", "restore_keep" },
        { "tensor_output_step", "tensor_output", "out_last_q  <= restore_last || restore_error", "out_last_q  <= restore_last" },
        { "tensor_output_step", "tensor_output", "else if (arrive) skip_q", "else if (restore_valid_q) skip_q" },
        { "tensor_output_step", "tensor_output", "leaves_o = arrive && restore_last", "leaves_o = arrive && restore_last && !skip_q" },
        { "tensor_output_reset", "tensor_output", "if (rst_i)               restore_valid_q", "if (1'b0)                restore_valid_q" },
        { "tensor_output_progress", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = !out_valid_q" },
        { "tensor_output_room", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = values_ready_i" },
        { "tensor_output_waits", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = 1'b1" },
        { "tensor_output_begins", "tensor_output", "if (rst_i)       skip_q", "if (1'b0)        skip_q" },
        { "decoder_step", "decoder", "s_axis_descriptor_tdata[23:16])", "s_axis_descriptor_tdata[31:24])" },
        { "decoder_step", "decoder", "(|s_axis_data_tkeep) && !(&s_axis_data_tkeep)", "!(&s_axis_data_tkeep)" },
        { "decoder_step", "decoder", ".row_error_i(request_failed)", ".row_error_i(request_void)" },
        { "decoder_step", "decoder", "request_offset = 5'd23 - request_mantissa", "request_offset = 5'd22 - request_mantissa" },
        { "decoder_step", "decoder", "!data_keep[lane] && (sign || (|field) || (|mantissa))", "!data_keep[lane] && ((|field) || (|mantissa))" },
        { "decoder_step", "decoder", "(!data_void && (|dirty))", "(|dirty)" },
        { "decoder_step", "decoder", ".in_last_i(exponent_last)", ".in_last_i(data_last)" },
        { "decoder_step", "decoder", "row_refused && !abort", "row_refused" },
        { "decoder_step", "decoder", "reset || status_clear_i", "reset" },
        { "decoder_reset", "decoder", "if (reset)                  ahead_q", "if (1'b0)                   ahead_q" },
        { "decoder_reset", "decoder", "reset = !aresetn", "reset = aresetn" },
        { "decoder_abort", "decoder", "abort = skip && ahead_q == 4'd0", "abort = skip && ahead_q <= 4'd1" },
        { "decoder_abort", "decoder", "abort = skip && ahead_q == 4'd0", "abort = skip && ahead_q == 4'd0 && row_ready" },
        { "decoder_abort", "decoder", "if (!enters && leaves)", "if (leaves)" },
        { "decoder_abort", "decoder", "row_valid && row_ready && row_last;", "row_valid && row_last;" },
        { "decoder_abort", "decoder", "reg  [3:0] ahead_q;", "reg  [1:0] ahead_q;" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_changed_shell_is_refuted(string claim, string kind, string find, string replace) =>
        Refutations.MustRefute(Design, claim, kind, find, replace);
}
