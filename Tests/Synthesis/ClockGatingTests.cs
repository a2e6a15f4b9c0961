// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class ClockGatingTests : IDisposable
{
    private const double GateArea = 64;
    private const double GateSetup = 40;

    // A gate for OSU's library, which has none: it may drive 4 of its flip-flops, and wants its enable early.
    private const string Gate = """
        cell (GATE) { area : 64; clock_gating_integrated_cell : "latch_posedge";
          pin (CLK) { direction : input; capacitance : 0.01; clock : true; clock_gate_clock_pin : true; }
          pin (EN) { direction : input; capacitance : 0.01; clock_gate_enable_pin : true;
            timing () { related_pin : "CLK"; timing_type : setup_rising;
              rise_constraint (scalar) { values ("40"); } fall_constraint (scalar) { values ("40"); } } }
          pin (GCLK) { direction : output; max_capacitance : LOAD; clock_gate_out_pin : true;
            timing () { related_pin : "CLK"; timing_sense : positive_unate;
              cell_rise (scalar) { values ("0.1"); } cell_fall (scalar) { values ("0.1"); }
              rise_transition (scalar) { values ("0.1"); } fall_transition (scalar) { values ("0.1"); } } }
        }
        }
        """;

    // Two registers that hold, one of them with a reset, and one that does not.
    private static readonly EmittedModule Module = new(
        "held",
        [new("clk_i", true, 1), new("rst_i", true, 1), new("hold_i", true, 1), new("d_i", true, 8), new("a_o", false, 8), new("b_o", false, 8), new("c_o", false, 8)],
        """
        module held (input wire clk_i, input wire rst_i, input wire hold_i, input wire [7:0] d_i,
                     output wire [7:0] a_o, output wire [7:0] b_o, output wire [7:0] c_o);
            reg [7:0] a_q;
            reg [7:0] b_q;
            reg [7:0] c_q;
            always @(posedge clk_i) begin
                if (!hold_i) a_q <= d_i ^ c_q;
                if (c_q[0]) b_q <= rst_i ? 8'd0 : a_q + d_i;
                c_q <= d_i;
            end
            assign a_o = a_q;
            assign b_o = b_q;
            assign c_o = c_q;
        endmodule
        """);

    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 1 }) with { Modules = [Module] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Registers_that_hold_share_gates_which_count_in_the_area_and_no_multiplexer_is_left()
    {
        var library = Library(load: 1);
        var gated = Run(library, gatesClocks: true);
        var held = Run(library, gatesClocks: false);
        Assert.Equal((2, 0), (gated.ClockGates, held.ClockGates));
        Assert.Equal(24, gated.FlipFlops);
        Assert.Equal(24, held.FlipFlops);
        Assert.True(held.AreaUm2 - gated.AreaUm2 > (16 * library.Nand2.Area) - (2 * GateArea), $"{held} {gated}");
        Assert.True(gated.AreaUm2 > (24 * library.Cells["DFFPOSX1"].Area) + (2 * GateArea));
    }

    [Fact]
    public void A_gate_drives_no_more_flip_flops_than_the_library_lets_it()
    {
        var library = Library(load: 0.08);
        Assert.InRange(library.Gate!.FlipFlops, 2, 7);
        Assert.Equal(2 * ((7 / library.Gate.FlipFlops) + 1), Run(library, gatesClocks: true).ClockGates);
    }

    [Fact]
    public void An_enable_that_comes_late_limits_the_clock_and_the_path_ends_at_the_register_that_it_holds()
    {
        var figures = Run(Library(load: 1), gatesClocks: true);
        Assert.InRange(figures.CriticalPath.Nanoseconds, GateSetup, GateSetup + 5);
        Assert.Contains(figures.CriticalPath.To.Stage, new[] { "a", "b" });
        Assert.InRange(Run(Library(load: 1), gatesClocks: false).CriticalPath.Nanoseconds, 0.1, GateSetup / 2);
    }

    [Fact]
    public void A_library_without_such_a_cell_gates_no_clock()
    {
        Assert.Null(CellLibrary.ReadDefault().Gate);
        Assert.Equal(0, Run(CellLibrary.ReadDefault(), gatesClocks: true).ClockGates);
    }

    [Fact]
    public void Gated_registers_do_what_held_ones_do_and_a_wrong_enable_is_seen()
    {
        var gate = Library(load: 1).Gate!;
        _folder.Write("held.v", Module.Text);
        _folder.Write("gate.v", ClockGating.BlackBox(gate));
        ToolRun.Run(Tool.Yosys, "held", _folder[""], "-q", "-p", AsicScripts.Front("held", ["held.v"]));
        ToolRun.Run(Tool.Yosys, "held", _folder[""], "-q", "-p", AsicScripts.Enables);
        var netlist = File.ReadAllText(_folder[AsicScripts.Ungated]);
        var gated = ClockGating.Insert(netlist, "held", gate);
        Assert.Equal("same", Simulate(gated));
        Assert.Equal("different", Simulate(gated, "(clk_i && on)", "(clk_i && 1'b1)"));
        Assert.Equal("different", Simulate(gated, "(clk_i && on)", "(clk_i && !on)"));
    }

    private CellLibrary Library(double load)
    {
        var text = File.ReadAllText(CellLibrary.DefaultPath);
        var cell = Gate.Replace("LOAD", load.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        _folder.Write("gated.lib", text[..text.LastIndexOf('}')] + cell);
        return CellLibrary.Read(_folder["gated.lib"]);
    }

    private AsicFigures Run(CellLibrary library, bool gatesClocks) =>
        new AsicFlow(library, new FolderCache(_folder["cache"]), gatesClocks).Run(Design, Module);

    // The gated netlist beside the module, on random inputs.
    private string Simulate(string netlist, string find = "", string replace = "")
    {
        _folder.Write(AsicScripts.Gated, netlist);
        ToolRun.Run(
            Tool.Yosys, "held", _folder[""], "-q", "-p",
            $"read_verilog -lib gate.v; read_json {AsicScripts.Gated}; rename held gated; write_verilog -noattr gated.v");
        const string Model = """
            module GATE (input wire CLK, input wire EN, output wire GCLK);
                wire clk_i = CLK;
                reg on;
                always @(*) if (!CLK) on = EN;
                assign GCLK = (clk_i && on);
            endmodule
            """;
        _folder.Write("model.v", find.Length == 0 ? Model : Model.Replace(find, replace, StringComparison.Ordinal));
        _folder.Write("bench.v", """
            module bench;
                reg clk = 1'b0;
                reg rst = 1'b1;
                reg hold = 1'b0;
                reg [7:0] d = 8'd0;
                wire [23:0] one, other;
                held u_held (.clk_i(clk), .rst_i(rst), .hold_i(hold), .d_i(d), .a_o(one[7:0]), .b_o(one[15:8]), .c_o(one[23:16]));
                gated u_gated (.clk_i(clk), .rst_i(rst), .hold_i(hold), .d_i(d), .a_o(other[7:0]), .b_o(other[15:8]), .c_o(other[23:16]));
                integer i;
                reg same = 1'b1;
                initial begin
                    for (i = 0; i < 1000; i = i + 1) begin
                        #5 clk = 1'b1;
                        #1 hold = $random; d = $random; rst = $random % 8 == 0;
                        #4 clk = 1'b0;
                        #4 if (i > 40 && one !== other) same = 1'b0;
                    end
                    $display("%0s", same ? "same" : "different");
                end
            endmodule
            """);
        ToolRun.Run(Tool.Icarus, "held", _folder[""], "-o", "bench.vvp", "bench.v", "held.v", "gated.v", "model.v");
        return ToolRun.Run(new Tool("vvp", "iverilog"), "held", _folder[""], "bench.vvp").Trim();
    }
}
