// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Views.Shells;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Ice40;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class Ice40FlowTests
{
    private static readonly Design Small = new DesignEmitter().Emit(new HardwareConfig
    {
        Container = Container.Bf16,
        Lanes = 1,
        Rows = 2,
        Word = 16,
        Coders = [Coder.Delta],
        Roundings = [Rounding.Truncate],
    });

    private readonly FolderCache _cache = new(Directory.CreateTempSubdirectory("rtlgen").FullName);

    [Fact]
    public void Each_seed_has_a_clock_and_the_harness_is_not_counted()
    {
        var module = Small.Modules.Single(one => one.Name == Small.Config.ModuleName("gecko_decode"));
        var figures = new Ice40Flow(_cache).Run(Small, module, 2);
        Assert.Equal(2, figures.SeedsMHz.Count);
        Assert.All(figures.SeedsMHz, clock => Assert.InRange(clock, 50, 500));
        Assert.InRange(figures.FlipFlops, 30, 60);
        Assert.InRange(figures.LogicCells, figures.FlipFlops, figures.FlipFlops + figures.Luts + 10);
        Assert.Equal("gecko_decode", figures.CriticalPath.From.Module);
        Assert.Equal("gecko_decode", figures.CriticalPath.To.Module);
    }

    [Fact]
    public void A_group_buffer_is_block_RAM_without_a_register_beside_it()
    {
        var config = Small.Config with { Lanes = 2, Rows = 4, Coders = [Coder.Peak] };
        var design = new DesignEmitter().Emit(config);
        var view = new GroupBufferView(config);
        var module = design.Modules.Single(one => one.Name == view.Name);
        var figures = new Ice40Flow(_cache).Run(design, module, 1);
        Assert.Equal(Blocks(view.RowBits + 1) + Blocks(config.Container.ExponentBits + 1), figures.BlockRams);
        Assert.InRange(figures.FlipFlops, 1, view.RowBits - 1);

        static int Blocks(int bits) => (bits + 15) / 16;
    }

    [Fact]
    public void A_design_that_does_not_fit_is_an_error_that_says_by_how_much()
    {
        var module = new EmittedModule("wide", [new("clk_i", true, 1), new("a_i", true, 1), new("b_o", false, 1)], """
            module wide (input wire clk_i, input wire a_i, output wire b_o);
                reg [7999:0] shift_q;
                always @(posedge clk_i) shift_q <= {shift_q[7998:0], a_i};
                assign b_o = shift_q[7999];
            endmodule
            """);
        var fault = Assert.Throws<SynthesisException>(() => new Ice40Flow(_cache).Run(Small with { Modules = [module] }, module, 1));
        Assert.Matches(@"^wide: does not fit an iCE40 HX8K: takes 8\d{3} logic cells", fault.Message);
    }

    [Fact]
    public void A_harness_names_the_port_that_a_cell_of_it_stands_for()
    {
        var module = new EmittedModule(
            "m", [new("clk_i", true, 1), new("a_i", true, 2), new("b_i", true, 1), new("c_o", false, 3)], "");
        var harness = new Harness(module);
        Assert.Equal(6, harness.LogicCells);
        Assert.Equal("a_i[1]", harness.PortOf("g_in[2].u_bit"));
        Assert.Equal("b_i", harness.PortOf("g_in[3].u_bit"));
        Assert.Equal("c_o[0]", harness.PortOf("g_out[1].u_q"));
        Assert.Null(harness.PortOf("u_top.a"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("""{ "fmax": {}, "critical_paths": [] }""")]
    [InlineData("""{ "fmax": { "clk": { "achieved": 1.0 } }, "critical_paths": [] }""")]
    [InlineData("""{ "fmax": { "clk": { "achieved": 1.0 }, "other": { "achieved": 2.0 } }, "critical_paths": [] }""")]
    public void A_report_without_its_figures_is_an_error(string json) =>
        Assert.Throws<SynthesisException>(() => NextpnrReport.Parse("m", json));

    [Fact]
    public void Output_without_utilisation_is_an_error() =>
        Assert.Throws<SynthesisException>(() => NextpnrReport.Utilisation("m", "ICESTORM_LC", "Info: finished"));
}
