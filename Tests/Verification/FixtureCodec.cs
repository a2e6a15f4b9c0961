// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests.Verification;

/// <summary>The smallest codec there is, by hand: two lanes, frozen, lossless fp32, exponents as they are.</summary>
internal static class FixtureCodec
{
    public static HardwareConfig Config { get; } =
        new HardwareConfig { Lanes = 2 }.Freeze(Descriptor.Lossless(Container.Fp32, Coder.Fixed));

    public static EmittedModule Encoder { get; } = new(
        Config.ModuleName("encoder"),
        [
            new("aclk", true, 1), new("aresetn", true, 1),
            new("s_axis_values_tvalid", true, 1), new("s_axis_values_tready", false, 1),
            new("s_axis_values_tdata", true, 64), new("s_axis_values_tkeep", true, 8),
            new("s_axis_values_tlast", true, 1),
            new("m_axis_data_tvalid", false, 1), new("m_axis_data_tready", true, 1),
            new("m_axis_data_tdata", false, 64), new("m_axis_data_tkeep", false, 8), new("m_axis_data_tlast", false, 1),
            new("m_axis_data_tuser", false, 1),
            new("status_clear_i", true, 1), new("losses_o", false, 4), new("errors_o", false, 2),
        ],
        $"""
        `default_nettype none
        module {Config.ModuleName("encoder")} (
            input  wire        aclk,
            input  wire        aresetn,
            input  wire        s_axis_values_tvalid,
            output wire        s_axis_values_tready,
            input  wire [63:0] s_axis_values_tdata,
            input  wire [7:0]  s_axis_values_tkeep,
            input  wire        s_axis_values_tlast,
            output wire        m_axis_data_tvalid,
            input  wire        m_axis_data_tready,
            output wire [63:0] m_axis_data_tdata,
            output wire [7:0]  m_axis_data_tkeep,
            output wire        m_axis_data_tlast,
            output wire        m_axis_data_tuser,
            input  wire        status_clear_i,
            output wire [3:0]  losses_o,
            output wire [1:0]  errors_o
        );
            reg        valid_q;
            reg        error_q;
            reg        broken_q;
            reg [72:0] beat_q;

            wire [31:0] one   = s_axis_values_tkeep[0] ? s_axis_values_tdata[31:0]  : 32'd0;
            wire [31:0] other = s_axis_values_tkeep[4] ? s_axis_values_tdata[63:32] : 32'd0;
            wire        empty = s_axis_values_tkeep == 8'h00;
            wire        part  = empty || s_axis_values_tkeep == 8'h0f;
            wire        good  = s_axis_values_tkeep == 8'hff || (part && s_axis_values_tlast);
            wire        load  = s_axis_values_tvalid && s_axis_values_tready;

            assign s_axis_values_tready = !valid_q || m_axis_data_tready;
            assign m_axis_data_tvalid   = valid_q;
            assign m_axis_data_tuser    = broken_q;
            assign losses_o             = 4'd0;
            assign errors_o             = {"{error_q, 1'b0}"};
            assign {"{m_axis_data_tlast, m_axis_data_tkeep, m_axis_data_tdata}"} = beat_q;

            always @(posedge aclk) begin
                if (!aresetn)                  valid_q <= 1'b0;
                else if (s_axis_values_tready) valid_q <= s_axis_values_tvalid;
            end

            always @(posedge aclk) begin
                if (!aresetn || status_clear_i) error_q <= 1'b0;
                else if (load && !good)         error_q <= 1'b1;
            end

            always @(posedge aclk) begin
                if (!aresetn)  broken_q <= 1'b0;
                else if (load) broken_q <= !good || (broken_q && !beat_q[72]);
            end

            always @(posedge aclk) begin
                if (load) begin
                    beat_q   <= {"{"}s_axis_values_tlast, empty ? 8'h00 : 8'hff,
                                 other[30:23], other[31], other[22:0], one[30:23], one[31], one[22:0]{"}"};
                end
            end
        endmodule
        `default_nettype wire

        """);

    public static EmittedModule Decoder { get; } = new(
        Config.ModuleName("decoder"),
        [
            new("aclk", true, 1), new("aresetn", true, 1),
            new("s_axis_descriptor_tvalid", true, 1), new("s_axis_descriptor_tready", false, 1),
            new("s_axis_descriptor_tdata", true, 40),
            new("s_axis_data_tvalid", true, 1), new("s_axis_data_tready", false, 1),
            new("s_axis_data_tdata", true, 64), new("s_axis_data_tkeep", true, 8), new("s_axis_data_tlast", true, 1),
            new("m_axis_values_tvalid", false, 1), new("m_axis_values_tready", true, 1),
            new("m_axis_values_tdata", false, 64), new("m_axis_values_tkeep", false, 8),
            new("m_axis_values_tlast", false, 1), new("m_axis_values_tuser", false, 1),
            new("status_clear_i", true, 1), new("errors_o", false, 3),
        ],
        $"""
        `default_nettype none
        module {Config.ModuleName("decoder")} (
            input  wire        aclk,
            input  wire        aresetn,
            input  wire        s_axis_descriptor_tvalid,
            output wire        s_axis_descriptor_tready,
            input  wire [39:0] s_axis_descriptor_tdata,
            input  wire        s_axis_data_tvalid,
            output wire        s_axis_data_tready,
            input  wire [63:0] s_axis_data_tdata,
            input  wire [7:0]  s_axis_data_tkeep,
            input  wire        s_axis_data_tlast,
            output wire        m_axis_values_tvalid,
            input  wire        m_axis_values_tready,
            output wire [63:0] m_axis_values_tdata,
            output wire [7:0]  m_axis_values_tkeep,
            output wire        m_axis_values_tlast,
            output wire        m_axis_values_tuser,
            input  wire        status_clear_i,
            output wire [2:0]  errors_o
        );
            reg        busy_q;
            reg        drain_q;
            reg [39:0] left_q;
            reg        error_q;

            wire [31:0] one   = s_axis_data_tdata[31:0];
            wire [31:0] other = s_axis_data_tdata[63:32];
            wire        end_here = left_q <= 40'd2;
            wire        whole = s_axis_data_tkeep == (left_q == 40'd0 ? 8'h00 : 8'hff);
            wire        pads  = left_q != 40'd1 || other == 32'd0;
            wire        good  = whole && pads && end_here == s_axis_data_tlast;
            wire        take  = s_axis_data_tvalid && s_axis_data_tready;

            assign s_axis_descriptor_tready = !busy_q;
            assign s_axis_data_tready       = busy_q && (drain_q || m_axis_values_tready);
            assign m_axis_values_tvalid     = busy_q && !drain_q && s_axis_data_tvalid;
            assign m_axis_values_tdata      = {"{other[23], other[31:24], other[22:0], one[23], one[31:24], one[22:0]}"};
            assign m_axis_values_tkeep      = !good || left_q == 40'd0 ? 8'h00 : left_q == 40'd1 ? 8'h0f : 8'hff;
            assign m_axis_values_tlast      = !good || s_axis_data_tlast;
            assign m_axis_values_tuser      = !good;
            assign errors_o                 = {"{error_q, 2'b00}"};

            always @(posedge aclk) begin
                if (!aresetn)                       busy_q <= 1'b0;
                else if (!busy_q)                   busy_q <= s_axis_descriptor_tvalid;
                else if (take && s_axis_data_tlast) busy_q <= 1'b0;
            end

            always @(posedge aclk) begin
                if (!aresetn || !busy_q) drain_q <= 1'b0;
                else if (take && !good)  drain_q <= 1'b1;
            end

            always @(posedge aclk) begin
                if (!aresetn || status_clear_i)       error_q <= 1'b0;
                else if (take && !drain_q && !good)   error_q <= 1'b1;
            end

            always @(posedge aclk) begin
                if (!busy_q)   left_q <= s_axis_descriptor_tdata;
                else if (take) left_q <= left_q - 40'd2;
            end
        endmodule
        `default_nettype wire

        """);

    public static Design Design { get; } = new(Config, [Encoder, Decoder], Encoder, Decoder);

    public static Design WithEncoder(EmittedModule encoder) => new(Config, [encoder, Decoder], encoder, Decoder);

    public static Design WithDecoder(EmittedModule decoder) => new(Config, [Encoder, decoder], Encoder, decoder);
}
