// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Synthesis.Power;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Synthesis.Power;

public sealed class PowerFlowTests : IDisposable
{
    // 2 V, fF, ns, nW: a net of 1 fF takes 2 fJ a transition; a table's 1 is 1 fJ, as the unit is 1 V.
    private const string Cells = """
        library (few) {
          time_unit : "1ns"; voltage_unit : "1V"; nom_voltage : 2; leakage_power_unit : "1nW";
          capacitive_load_unit (1, ff);
          power_lut_template (plane) { variable_1 : input_transition_time; variable_2 : total_output_net_capacitance;
            index_1 ("0, 1"); index_2 ("0, 100"); }
          cell (NAND2) { area : 1; cell_leakage_power : 0; pin (A) { direction : input; capacitance : 1; }
            pin (B) { direction : input; capacitance : 1; } pin (Y) { direction : output; function : "!(A B)"; } }
          cell (BUF) { area : 1; cell_leakage_power : 0; pin (A) { direction : input; capacitance : 1; }
            pin (Y) { direction : output; function : "A"; } }
          cell (INV) { area : 1;
            leakage_power () { when : "A"; value : 3000; } leakage_power () { when : "!A"; value : 1000; }
            pin (A) { direction : input; capacitance : 7; }
            pin (Y) { direction : output; function : "!A"; internal_power () { related_pin : "A";
              rise_power (plane) { values ("1, 201", "2, 202"); } fall_power (scalar) { values ("0.5"); } } } }
          cell (DFF) { area : 1; cell_leakage_power : 0; ff (IQ, IQN) { next_state : "D"; clocked_on : "CK"; }
            pin (D) { direction : input; capacitance : 5; internal_power () { when : "CK";
              rise_power (scalar) { values ("8"); } fall_power (scalar) { values ("10"); } } }
            pin (CK) { direction : input; clock : true; capacitance : 3; internal_power () {
              rise_power (scalar) { values ("20"); } fall_power (scalar) { values ("30"); } } }
            pin (Q) { direction : output; function : "IQ"; internal_power () { related_pin : "CK";
              rise_power (scalar) { values ("100"); } fall_power (scalar) { values ("200"); } } } }
          cell (GATE) { area : 1; cell_leakage_power : 0; clock_gating_integrated_cell : "latch_posedge";
            pin (CLK) { direction : input; capacitance : 2; clock : true; clock_gate_clock_pin : true; }
            pin (EN) { direction : input; capacitance : 2; clock_gate_enable_pin : true; }
            pin (GCLK) { direction : output; max_capacitance : 100; clock_gate_out_pin : true; internal_power () {
              related_pin : "CLK"; rise_power (scalar) { values ("1000"); } fall_power (scalar) { values ("0"); } } } }
        }
        """;

    private static readonly Dictionary<string, (double Rise, double Fall)> Slews =
        new[] { "i/A", "f/D", "f/CK", "g/CLK", "g/EN" }.ToDictionary(pin => pin, _ => (0.25, 0.75));

    private readonly TemporaryFolder _folder = new();
    private readonly CellLibrary _library;

    public PowerFlowTests()
    {
        _folder.Write("few.lib", Cells);
        _library = CellLibrary.Read(_folder["few.lib"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flip_flop_that_toggles_takes_what_its_library_says_by_hand()
    {
        var figures = Toggle("INV");
        var inverter = ((1.5 + (2 * 5)) / 2) + (0.5 / 2);
        var flipFlop = ((8 + 10) / 2.0 / 2) + ((100 + 200) / 2.0);
        var clock = 20 + 30;
        Assert.Equal((inverter + flipFlop + clock) / 1e3, figures.InternalPj, 6);

        // Both load what is outside with a flip-flop's input, 5 fF.
        Assert.Equal(((2 * 5) + (2 * (7 + 5)) + (2 * 2 * 3)) / 1e3, figures.SwitchingPj, 6);
        Assert.Equal((clock + (2 * 2 * 3)) / 1e3, figures.ClockPj, 6);
        Assert.Equal((inverter + (2 * 5)) / 1e3, figures.LogicPj, 6);
        Assert.Equal(figures.InternalPj + figures.SwitchingPj, figures.ClockPj + figures.RegisterPj + figures.LogicPj, 9);
        Assert.Equal(2000e-6, figures.LeakageMw, 9);
    }

    [Fact]
    public void A_netlist_that_does_something_else_is_caught()
    {
        var fault = Assert.Throws<SynthesisException>(() => Toggle("BUF"));
        Assert.Contains("q_o[0] of the netlist is wrong at clock 513, must be", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(512)]
    public void A_gated_clock_costs_its_flip_flops_only_the_clocks_that_it_lets_through(int period)
    {
        var netlist = Netlist(
            "'g': {'type': 'GATE', 'connections': {'CLK': [2], 'EN': [3], 'GCLK': [6]}}, 'f': {'type': 'DFF', 'connections': {'CK': [6], 'D': ['0'], 'Q': [5]}}",
            "'clk_i': {'direction': 'input', 'bits': [2]}, 'en_i': {'direction': 'input', 'bits': [3]}, 'q_o': {'direction': 'output', 'bits': [5]}");
        var stimulus = Record([new("clk_i", true, 1), new("en_i", true, 1), new("q_o", false, 1)], clock => clock % period == 0, _ => false);
        var figures = Measure(netlist, stimulus);
        Assert.Equal(((2 * 2 * 2) + ((1000 + (2 * 2 * 3) + 20 + 30.0) / period)) / 1e3, figures.ClockPj, 6);
        Assert.Equal(0, figures.RegisterPj);
    }

    [Fact]
    public void Without_activity_there_is_leakage_only_and_twice_the_clock_is_twice_the_rest()
    {
        var netlist = Netlist(
            "'i': {'type': 'INV', 'connections': {'A': [3], 'Y': [4]}}",
            "'a_i': {'direction': 'input', 'bits': [3]}, 'y_o': {'direction': 'output', 'bits': [4]}");
        Port[] ports = [new("a_i", true, 1), new("y_o", false, 1)];
        var still = Measure(netlist, Record(ports, _ => true, _ => false));
        Assert.Equal((0, 0, 3000e-6), (still.InternalPj, still.SwitchingPj, Math.Round(still.LeakageMw, 12)));
        var lively = Measure(netlist, Record(ports, clock => clock % 2 == 0, clock => clock % 2 == 1));
        Assert.True(lively.SwitchingPj > 0);
        Assert.Equal(2 * (lively.Milliwatts(100) - lively.LeakageMw), lively.Milliwatts(200) - lively.LeakageMw, 9);
    }

    [Fact]
    public void OpenSta_takes_the_same_for_nets_and_twice_for_cells_as_it_adds_rise_and_fall_for_each_transition()
    {
        var library = CellLibrary.ReadDefault();
        _folder.Write("i.v", "module m (input clk_i, input a_i, output y_o); INVX1 i (.A(a_i), .Y(y_o)); endmodule\n");
        _folder.Write(AsicScripts.Library, library.Text);
        Port[] ports = [new("clk_i", true, 1), new("a_i", true, 1), new("y_o", false, 1)];
        var module = new EmittedModule("m", ports, "");
        var script = SlewReport.Script("i", module, library)
            + "set_power_activity -input_ports [get_ports a_i] -activity 1 -duty 0.5\nreport_power -digits 9\n";
        _folder.Write("i.tcl", script);
        var output = ToolRun.Run(Tool.OpenSta, "m", _folder[""], "-exit", "i.tcl");
        var slews = SlewReport.Parse("m", output[..(output.IndexOf("rtlgen: done", StringComparison.Ordinal) + 12)]);
        var netlist = GateNetlist.Parse(
            Netlist(
                "'i': {'type': 'INVX1', 'connections': {'A': [3], 'Y': [4]}}",
                "'clk_i': {'direction': 'input', 'bits': [2]}, 'a_i': {'direction': 'input', 'bits': [3]}, 'y_o': {'direction': 'output', 'bits': [4]}"),
            "m", library);
        var figures = new PowerFlow(library).Measure("m", netlist, Record(ports, clock => clock % 2 == 0, clock => clock % 2 == 1), slews);
        var total = Regex.Match(output, @"^Total\s+(\S+)\s+(\S+)\s+(\S+)", RegexOptions.Multiline);
        double Watts(int group) => double.Parse(total.Groups[group].Value, CultureInfo.InvariantCulture);
        const double ClockMHz = 1e3 / TimingReport.Period;
        Assert.Equal(1, PowerFigures.Dynamic(figures.SwitchingPj, ClockMHz) / 1e3 / Watts(2), 0.01);
        Assert.Equal(0.5, PowerFigures.Dynamic(figures.InternalPj, ClockMHz) / 1e3 / Watts(1), 0.01);
        Assert.Equal(1, figures.LeakageMw / 1e3 / Watts(3), 0.01);
    }

    [Fact]
    public void An_encoder_is_measured_at_full_throughput_and_a_flipped_input_bit_is_caught()
    {
        var design = new DesignEmitter().Emit(new HardwareConfig
        {
            Container = Container.Bf16,
            Lanes = 1,
            Rows = 2,
            Word = 16,
            Coders = [Coder.Fixed],
            Roundings = [Rounding.Truncate],
        });
        var random = new Random(1);
        var values = Enumerable.Range(0, 1000).Select(_ => BitConverter.SingleToUInt32Bits(random.NextSingle())).ToArray();
        var library = CellLibrary.ReadDefault();
        var flow = new PowerFlow(library, new FolderCache(_folder["cache"]));
        var netlist = new AsicFlow(library, new FolderCache(_folder["cache"])).Run(design, design.Encoder, 100).Netlist;
        var stimulus = Stimulus.Of(design, design.Encoder, values)!;
        var figures = flow.Run(design.Encoder, netlist, stimulus);
        Assert.InRange(figures.RowsPerClock, 0.99, 1);
        Assert.True(figures.ClockPj > 0 && figures.RegisterPj > 0 && figures.LogicPj > 0 && figures.LeakageMw > 0);
        var flipped = new Stimulus(stimulus.Layout);
        for (var clock = 0; clock < stimulus.Clocks; clock++)
        {
            var inputs = stimulus.Inputs(clock).ToArray();
            inputs[stimulus.Layout.Input("s_axis_values_tdata").Offset] ^= clock == 1000 ? 1u << 3 : 0;
            flipped.Add(inputs, stimulus.Outputs(clock));
        }

        Assert.Contains("m_axis_data_tdata", Assert.Throws<SynthesisException>(() => flow.Run(design.Encoder, netlist, flipped)).Message, StringComparison.Ordinal);
        Assert.Null(Stimulus.Of(design, design.Modules.First(module => module.Name == design.Config.ModuleName("data_packer")), values));
    }

    private PowerFigures Toggle(string inverter)
    {
        var netlist = Netlist(
            $"'i': {{'type': '{inverter}', 'connections': {{'A': [3], 'Y': [4]}}}}, 'f': {{'type': 'DFF', 'connections': {{'CK': [2], 'D': [4], 'Q': [3]}}}}",
            "'clk_i': {'direction': 'input', 'bits': [2]}, 'q_o': {'direction': 'output', 'bits': [3]}");
        return Measure(netlist, Record([new("clk_i", true, 1), new("q_o", false, 1)], null, clock => clock % 2 == 1));
    }

    private PowerFigures Measure(string netlist, Stimulus stimulus) =>
        new PowerFlow(_library).Measure("m", GateNetlist.Parse(netlist, "m", _library), stimulus, Slews);

    // Apostrophes stand for quotes.
    private static string Netlist(string cells, string ports) =>
        ("{'modules': {'m': {'ports': {" + ports + "}, 'cells': {" + cells + "}}}}").Replace('\'', '"');

    private static Stimulus Record(Port[] ports, Func<int, bool>? input, Func<int, bool> output)
    {
        var stimulus = new Stimulus(new PortLayout(ports));
        for (var clock = 0; clock < Stimulus.WarmUp + Stimulus.Window; clock++)
        {
            stimulus.Add(input is null ? [] : [input(clock) ? 1u : 0], [output(clock) ? 1u : 0]);
        }

        return stimulus;
    }
}
