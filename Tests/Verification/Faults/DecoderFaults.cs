// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Faults;

namespace Rtlgen.Tests.Verification.Faults;

/// <summary>Mistakes in the decoder's half, as text of the emitted Verilog of <see cref="EmittedFaultTests"/>'
/// design.</summary>
internal static class DecoderFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        // Unpack.
        new("unpack-drain-stuck", "data_unpacker", "else if (word_valid_i && word_last_i) drain_q <= 1'b0", "else if (1'b0) drain_q <= 1'b0",
            "the tensor after a packet that is too long"),
        new("unpack-no-drain", "data_unpacker", "drain_q <= row_last_i && !ends", "drain_q <= 1'b0",
            "the tensor after a packet that is too long"),
        new("unpack-padding", "data_unpacker", "(rotate_last_q && padding)", "(rotate_last_q && padding && 1'b0)",
            "the refusal of ones behind the last value"),
        new("unpack-surplus", "data_unpacker", "surplus = takes && !word_empty_i && !beyond", "surplus = 1'b0",
            "the refusal of words where none is due"),
        new("unpack-missing", "data_unpacker", "missing = (needs && ended) ||", "missing =", "the refusal of a packet that is too short"),
        new("unpack-null-beat", "data_unpacker", "(takes && word_empty_i && beyond)", "1'b0",
            "the refusal of an empty packet where words are due"),
        new("unpack-torn", "data_unpacker", "torn    = takes && word_torn_i", "torn    = 1'b0", "the refusal of half a memory row"),
        new("unpack-late-end", "data_unpacker", "|| (row_last_i && !ends)", "", "the refusal of a packet that is too long"),
        new("unpack-position", "data_unpacker", "beyond   = total > 7'd16", "beyond   = total >= 7'd16",
            "a value that ends with its word"),
        new("unpack-first", "data_unpacker", "ended    = !row_first_i && ended_q", "ended    = ended_q", "the first word of a tensor"),
        new("unpack-select", "lane_select16", "(next_i & ~above_i)", "(next_i & above_i)", "a value that continues in the next word"),
        new("unpack-stall", "data_unpacker", "out_free = !out_valid_o || out_ready_i", "out_free = 1'b1", "rows under back-pressure"),
        new("metadata-padding", "metadata_unpacker", "(rotate_last_q && padding)", "(rotate_last_q && padding && 1'b0)",
            "the refusal of ones behind the last row code"),
        new("pads-dirty", "decoder", "(!data_void && (|dirty))", "1'b0", "the refusal of ones in pads"),
        new("row-code-illegal", "row_request", "meta_damaged || (!meta_legal && !meta_void)", "meta_damaged",
            "the refusal of row codes that no encoder writes"),

        // Exponents and values.
        new("decode-stale-base", "gecko_decode", "&& field_group_first) base_q <= exponent", ") base_q <= exponent",
            "the base: that of the row before"),
        new("decode-stall", "gecko_decode", "in_ready_o = !field_valid_q || out_ready_i", "in_ready_o = 1'b1", "rows under back-pressure"),
        new("decode-modulo", "gecko_exponent", "moved & top_i", "moved", "fields that lead out of the window"),
        new("decode-zero", "gecko_exponent", "zero  = peak_i && zeros_i && !(|field_i)", "zero  = 1'b0", "zeros apart from their group"),
        new("decode-sign-place", "gecko_exponent", "peak_i || (|(field_i & sign_place))", "(|(field_i & sign_place))",
            "distances of peak, which go down"),
        new("header-of-every-row", "row_request", "meta_group_first && meta_coder == 2'd3;\n\n    reg", "meta_coder == 2'd3;\n\n    reg",
            "p and z after the first row"),
        new("header-zero-ignored", "row_request", "{ {(EXPONENT_BITS-1){1'b0}}, meta_zero}", "{EXPONENT_BITS{1'b0 && meta_zero}}",
            "the reference of a group with zeros"),
        new("restore-zero", "restore", "windowed_i && (|exponent_i) ? moved", "windowed_i ? moved", "zero in a window"),
        new("restore-low", "restore", "moved = exponent_i + below", "moved = exponent_i + low_i", "exponents in a window, by one"),
        new("split-sign", "lane_split", "value[MANTISSA_BITS] && keep_sign_i", "value[MANTISSA_BITS]", "the sign where it was dropped"),

        // Control.
        new("sequencer-group", "row_sequencer", "LAST_INDEX = 2'd2", "LAST_INDEX = 2'd1", "the length of groups"),
        new("sequencer-end", "row_sequencer", "none || remaining_q <= ROW_VALUES", "none || remaining_q < ROW_VALUES",
            "a tensor whose last row is full"),
        new("sequencer-keep", "row_sequencer", "remaining_q[5:0] > 6'd1", "remaining_q[5:0] >= 6'd1", "tkeep of a last row"),
        new("refusal-ignored", "row_sequencer", "refused_q <= !legal", "refused_q <= 1'b0 && !legal", "the refusal of illegal descriptors"),
        new("abort-early", "decoder", "abort = skip && ahead_q == 4'd0", "abort = skip", "the tensor after a damaged one"),
        new("abort-never", "decoder", "abort = skip && ahead_q == 4'd0", "abort = 1'b0 && skip && ahead_q == 4'd0",
            "recovery from a damaged tensor with a huge count"),
        new("skip-stays", "tensor_output", "(skip_q || restore_error) && !restore_last", "(skip_q || restore_error)",
            "the tensor after a damaged one"),
        new("damage-shown", "tensor_output", "restore_keep & {LANES{!restore_error}}", "restore_keep", "the null beat that ends a damaged tensor"),
        new("tlast-late", "tensor_output", "out_last_q  <= restore_last || restore_error", "out_last_q  <= restore_last",
            "the end of a damaged tensor"),
        new("valid-falls", "tensor_output", "else if (out_free) out_valid_q <= restore_valid_q && !skip_q",
            "else               out_valid_q <= restore_valid_q && !skip_q", "tvalid while it waits for tready"),
        new("errors-not-sticky", "decoder", "errors_q <= errors_q | {data_wrong", "errors_q <= {data_wrong", "errors of any but the last tensor"),
        new("errors-blamed-twice", "row_request", "&& meta_error && !meta_refused", "&& meta_error", "errors_o after a refused descriptor"),
    ];
}
