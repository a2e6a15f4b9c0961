// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Faults;

namespace Rtlgen.Tests.Verification.Faults;

/// <summary>Mistakes in a layer table and around it, as text of the emitted Verilog of <see cref="TableFaultTests"/>'
/// design.</summary>
internal static class TableFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("table-entry", "layer_table", "{2'd0, 3'd1}: word = {1'd1, 5'd2,", "{2'd0, 3'd1}: word = {1'd1, 5'd3,", "a field of one entry"),
        new("table-fields-swapped", "layer_table", "mantissa_o, exponent_o, low_o, sign_o, coder_o, bias_o, rounding_o} =",
            "mantissa_o, exponent_o, bias_o, sign_o, coder_o, low_o, rounding_o} =", "the order of fields"),
        new("table-address", "layer_table", "{2'd1, 3'd3}:", "{2'd1, 3'd4}:", "the address of one entry, by one"),
        new("table-kind", "layer_table", "case ({kind_i, layer_i[2:0]})", "case ({1'b0, kind_i[0], layer_i[2:0]})", "kinds of more than one bit"),
        new("table-miss-unflagged", "layer_table", "miss = {1'd0,", "miss = {1'd1,", "the flag of a miss"),
        new("table-alias", "layer_table", "far ? miss : word", "word", "layers that differ in high bits"),
        new("lookup-stall", "layer_lookup", "in_ready_o = !out_valid_q || out_ready_i", "in_ready_o = 1'b1", "descriptors under back-pressure"),
        new("lookup-count", "layer_lookup", "out_count_q    <= in_count_i", "out_count_q    <= {1'b0, in_count_i[39:1]}", "the number of values"),
        new("lookup-place", "layer_lookup", "out_rounding_q, out_coder_q, out_sign_q,", "out_rounding_q, out_sign_q, out_coder_q,", "the places of fields in a descriptor"),
        new("codec-halves", "table_codec", "misses_q | {decode_missed, encode_missed}", "misses_q | {encode_missed, decode_missed}", "which half missed"),
        new("codec-miss-lost", "table_codec", "misses_q <= misses_q | {", "misses_q <= {", "a miss after the clock it occurs in"),
    ];
}
