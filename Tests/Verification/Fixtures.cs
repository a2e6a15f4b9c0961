// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;

namespace Rtlgen.Tests.Verification;

/// <summary>Small hand-written modules that stand for emitted ones.</summary>
internal static class Fixtures
{
    /// <summary>Adds two numbers of 100 bits; also passes a number of 40 bits through, inverted.</summary>
    public static EmittedModule Adder { get; } = new(
        "fixture_adder",
        [
            new("left_i", true, 100), new("right_i", true, 100), new("narrow_i", true, 40), new("bit_i", true, 1),
            new("sum_o", false, 101), new("narrow_o", false, 40), new("bit_o", false, 1),
        ],
        """
        `default_nettype none
        module fixture_adder (
            input  wire [99:0]  left_i,
            input  wire [99:0]  right_i,
            input  wire [39:0]  narrow_i,
            input  wire         bit_i,
            output wire [100:0] sum_o,
            output wire [39:0]  narrow_o,
            output wire         bit_o
        );
            assign sum_o    = {1'b0, left_i} + {1'b0, right_i};
            assign narrow_o = ~narrow_i;
            assign bit_o    = !bit_i;
        endmodule
        `default_nettype wire

        """);

    /// <summary>Counts clocks while enabled; the reset is synchronous, active low.</summary>
    public static EmittedModule Counter { get; } = new(
        "fixture_counter",
        [new("aclk", true, 1), new("aresetn", true, 1), new("enable_i", true, 1), new("count_o", false, 16)],
        """
        `default_nettype none
        module fixture_counter (
            input  wire        aclk,
            input  wire        aresetn,
            input  wire        enable_i,
            output wire [15:0] count_o
        );
            reg [15:0] count_q;
            assign count_o = count_q;
            always @(posedge aclk) begin
                if (!aresetn)      count_q <= 16'd0;
                else if (enable_i) count_q <= count_q + 16'd1;
            end
        endmodule
        `default_nettype wire

        """);

    /// <summary>A one-entry register between two streams of 48 bits, as it should be.</summary>
    public static EmittedModule Register { get; } = new(
        "fixture_register",
        [
            new("aclk", true, 1), new("aresetn", true, 1),
            new("s_axis_tvalid", true, 1), new("s_axis_tready", false, 1), new("s_axis_tdata", true, 48),
            new("s_axis_tkeep", true, 6), new("s_axis_tlast", true, 1),
            new("m_axis_tvalid", false, 1), new("m_axis_tready", true, 1), new("m_axis_tdata", false, 48),
            new("m_axis_tkeep", false, 6), new("m_axis_tlast", false, 1),
        ],
        """
        `default_nettype none
        module fixture_register (
            input  wire        aclk,
            input  wire        aresetn,
            input  wire        s_axis_tvalid,
            output wire        s_axis_tready,
            input  wire [47:0] s_axis_tdata,
            input  wire [5:0]  s_axis_tkeep,
            input  wire        s_axis_tlast,
            output wire        m_axis_tvalid,
            input  wire        m_axis_tready,
            output wire [47:0] m_axis_tdata,
            output wire [5:0]  m_axis_tkeep,
            output wire        m_axis_tlast
        );
            reg        valid_q;
            reg [54:0] data_q;

            assign s_axis_tready = !valid_q || m_axis_tready;
            assign m_axis_tvalid = valid_q;
            assign {m_axis_tlast, m_axis_tkeep, m_axis_tdata} = data_q;

            always @(posedge aclk) begin
                if (!aresetn)           valid_q <= 1'b0;
                else if (s_axis_tready) valid_q <= s_axis_tvalid;
            end

            always @(posedge aclk) begin
                if (s_axis_tvalid && s_axis_tready)
                    data_q <= {s_axis_tlast, s_axis_tkeep, s_axis_tdata};
            end
        endmodule
        `default_nettype wire

        """);

    /// <summary>A module with one place changed.</summary>
    public static EmittedModule Break(EmittedModule module, string find, string replace)
    {
        var parts = module.Text.Split(find);
        return parts.Length == 2
            ? module with { Text = string.Join(replace, parts) }
            : throw new ArgumentException($"'{find}' is in {module.Name} {parts.Length - 1} times, must be there once");
    }
}
