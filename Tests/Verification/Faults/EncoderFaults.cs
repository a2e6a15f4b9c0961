// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Faults;

namespace Rtlgen.Tests.Verification.Faults;

/// <summary>Mistakes in the encoder's half, as text of the emitted Verilog of <see cref="EmittedFaultTests"/>'
/// design.</summary>
internal static class EncoderFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        // Adapt.
        new("adapt-tie", "adapt_round", "(|({exponent[0], mantissa} & others))", "((|({exponent[0], mantissa} & others)) || 1'b1)",
            "a tie rounds away from zero instead of to even"),
        new("adapt-overflow", "adapt_round", "exponent[0] || (&filled)", "exponent[0]",
            "rounding past the largest number"),
        new("adapt-nan-patch", "adapt_round", "patch = {emptied,", "patch = {1'b0 && emptied,", "a NaN whose kept bits are zero"),
        new("adapt-nan-lost", "adapt_round", "emptied && !keep_i[MANTISSA_BITS-1]", "emptied", "the flag of a lost NaN"),
        new("adapt-window-end", "adapt_window", "moved[EXPONENT_BITS:0] & ~{1'b0, top_i}", "moved[EXPONENT_BITS:0] & ~{top_i, 1'b1}",
            "the first exponents above the window"),
        new("adapt-window-start", "adapt", "{1'b0, in_low_i} - { {EXPONENT_BITS{1'b0}}, 1'b1}", "{1'b0, in_low_i}",
            "codes inside the window, by one"),
        new("adapt-saturate", "adapt_window", "keep_i & {MANTISSA_BITS{above}}", "keep_i & {MANTISSA_BITS{above && 1'b0}}",
            "the mantissa of a saturated value"),
        new("adapt-flush-flag", "adapt_window", "below && nonzero_i", "below", "the flag of flushed values, for zeros"),
        new("adapt-sign-lost", "adapt_window", "(windowed_i || (|exponent_i) || (|mantissa_i))", "(windowed_i || (|exponent_i))",
            "the flag of lost signs, for values with exponent 0"),
        new("adapt-pads", "adapt", "sign && window_keep[lane]", "sign", "pads of a last row"),
        new("adapt-stall", "adapt", "window_ready = !window_valid_q || out_ready_i", "window_ready = 1'b1",
            "rows under back-pressure"),

        // Exponent coders.
        new("delta-stale-base", "gecko_encode", "held_group_first || !held_delta", "held_first || !held_delta",
            "the base of any but the first group"),
        new("delta-base-follows", "gecko_encode", "held_ready && (held_group_first || !held_delta)", "held_ready",
            "the base: that of the row itself"),
        new("pads-widen-rows", "gecko_encode", "magnitude & {EXPONENT_BITS{distance_keep[lane]}}", "magnitude",
            "the width of a last row"),
        new("row-code-threshold", "gecko_row_code", "long_signed[2]   = exponent_i <= 4'd4", "long_signed[2]   = exponent_i < 4'd4",
            "the raw threshold of signed fields"),
        new("row-code-peak-threshold", "gecko_row_code", "peak_i ? long_unsigned : long_signed", "long_signed",
            "the raw threshold of peak"),
        new("peak-zero", "gecko_distance", "zero = peak_i && zeros_i", "zero = peak_i && zeros_i && 1'b0", "zeros apart from their group"),
        new("peak-header-order", "gecko_encode", "{code_row, code_header}", "{code_header, code_row}", "a group's header"),
        new("peak-of-all-zeros", "group_buffer", "{zero && nonzero, peak}", "{zero, peak}", "z of a group of zeros"),
        new("peak-zero-stays", "group_buffer", "(!in_group_first_i && zero_q)", "zero_q", "z after a group with zeros"),
        new("peak-stays", "group_buffer", "in_group_first_i || in_peak_i > peak_q", "in_peak_i > peak_q", "p after a larger group"),
        new("peak-pad-zero", "pair_peaks", "keep_i[lane] && !(|exponent)", "!(|exponent)", "z of a group with pads"),
        new("buffer-full", "group_buffer", "write_q == read_q && write_wrap_q != read_wrap_q", "1'b0",
            "a double buffer that overruns"),
        new("buffer-wrap", "group_buffer", "write_wrap_q ^ write_end", "write_wrap_q", "a double buffer at its wrap"),
        new("group-boundary", "intake", "LAST_INDEX = 2'd2", "LAST_INDEX = 2'd1", "the length of groups"),
        new("group-not-restarted", "intake", "if (rst_i || row_ends)          index_q", "if (rst_i) index_q",
            "the first group of a tensor after one that ends within a group"),

        // Pack.
        new("fill-exact", "data_packer", "spill = total > 7'd16", "spill = total >= 7'd16", "a word that is filled exactly"),
        new("fill-left", "data_packer", "spill ? total[5:0] - 6'd16", "spill ? total[5:0] - 6'd15", "the fill after a word"),
        new("fill-not-restarted", "data_packer", "start = row_first_i ? 6'd0 : fill_q", "start = fill_q",
            "the first word of a tensor after one that ends within a word"),
        new("rest-not-cleared", "lane_merge16", "waits  = !(spill_i || fresh_i)", "waits  = !spill_i",
            "bits of the tensor before"),
        new("last-word-joined", "lane_merge16", "above_i & ~{WORD_BITS{fresh_i}}", "above_i",
            "a tensor's last word when the next tensor follows at once, its bits"),
        new("align-sign", "lane_align", "keep_sign_i ? {field_i, sign_i, mantissa_i}", "keep_sign_i ? {field_i, 1'b0, mantissa_i}", "the sign"),
        new("align-no-sign", "lane_align", ": {1'b0, field_i, mantissa_i}", ": {field_i, sign_i, mantissa_i}",
            "the layout without signs"),
        new("merge-wrapped-bits", "lane_merge16", "rest_i | (rotated_i & joined)", "rest_i | (rotated_i & {WORD_BITS{!fresh_i}})",
            "a value that continues in the next word"),
        new("beat-lost", "data_packer", "out_free   = !out_valid_o || out_ready_i", "out_free   = 1'b1",
            "words under back-pressure"),
        new("last-word-lost", "data_packer", "emit       = final_q || (merge_valid_q && merge_spill)",
            "emit       = (final_q && !merge_valid_q) || (merge_valid_q && merge_spill)",
            "a tensor's last word when the next tensor follows at once"),
        new("null-beat", "data_packer", "out_empty_q <= final_q && final_empty_q", "out_empty_q <= 1'b0 && final_empty_q",
            "the null beat of an empty packet"),
        new("null-beat-tlast", "metadata_packer", "out_last_q  <= final_q", "out_last_q  <= final_q && !final_empty_q",
            "tlast of a null beat"),
        new("packers-unjoined", "encoder", "coded_ready = data_ready && meta_ready", "coded_ready = data_ready",
            "metadata when their stream stalls"),
        new("packers-doubled", "encoder", ".row_valid_i(coded_valid && data_ready)", ".row_valid_i(coded_valid)",
            "metadata when the data stream stalls"),

        // Control.
        new("check-bias", "descriptor_check", "window_ok && bias_ok &&", "window_ok && (bias_ok || 1'b1) &&",
            "the refusal of a bias out of range"),
        new("check-window", "descriptor_check", "window_end <= 10'd256", "window_end <= 10'd257", "the refusal of a window past its end"),
        new("refused-has-words", "intake", "intake_void  = !(|intake_keep)", "intake_void  = 1'b0", "the null beats of a refused tensor"),
        new("tkeep-gaps", "intake", "((|split) || (|gaps) || partial)", "((|split) || partial)", "the refusal of a tkeep with gaps"),
        new("tkeep-split", "intake", "((|split) || (|gaps) || partial)", "((|gaps) || partial)", "the refusal of half a value"),
        new("tkeep-partial", "intake", "((|split) || (|gaps) || partial)", "((|split) || (|gaps))",
            "the refusal of a partial row before the last"),
        new("losses-not-sticky", "encoder", "losses_q <= losses_q | (losses &", "losses_q <= (losses &", "losses of any but the last row"),
        new("status-not-cleared", "encoder", "if (reset || status_clear_i)", "if (reset)", "the losses of the run before"),
    ];
}
