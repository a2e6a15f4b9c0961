// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Synthesis.Source;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class AsicFlowTests
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
    public void A_shell_has_flip_flops_and_a_critical_path_between_registers_or_ports_of_the_source()
    {
        var figures = new AsicFlow(CellLibrary.ReadDefault(), _cache).Run(Small, Module("gecko_decode"));
        var registers = 1 + 1 + 1 + 3 + 1 + 1 + 1 + 4 + 8 + 1 + 7 + 8;
        Assert.InRange(figures.FlipFlops, registers - 5, registers + 25);
        Assert.True(figures.AreaUm2 > 96 * figures.FlipFlops);
        Assert.Equal(figures.AreaUm2 / 24, figures.GateEquivalents, 6);
        Assert.Equal(1e3 / figures.CriticalPath.Nanoseconds, figures.FmaxMHz, 6);
        Assert.All(
            new[] { figures.CriticalPath.From, figures.CriticalPath.To },
            end => Assert.Equal("gecko_decode", end.Module));
    }

    [Fact]
    public void A_kernel_has_no_flip_flops_and_its_critical_path_goes_from_port_to_port()
    {
        var flow = new AsicFlow(CellLibrary.ReadDefault(), _cache);
        var figures = flow.Run(Small, Module("gecko_field"));
        Assert.Equal(0, figures.FlipFlops);
        Assert.Equal(SourceSignal.Port, figures.CriticalPath.From.Stage);
        Assert.Equal(SourceSignal.Port, figures.CriticalPath.To.Stage);
        Assert.Equal(figures, flow.Run(Small, Module("gecko_field")));
    }

    [Fact]
    public void A_cell_that_the_library_does_not_have_is_an_error()
    {
        var library = CellLibrary.ReadDefault();
        library.Cells.Remove("INVX1");
        library.Cells.Remove("NAND2X1");
        var fault = Assert.Throws<SynthesisException>(() => new AsicFlow(library, _cache).Run(Small, Module("gecko_decode")));
        Assert.Contains("are left, must be mapped to cells of", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_latch_is_an_error_as_no_cell_is_mapped_to_it()
    {
        var module = new EmittedModule("latch", [new("a_i", true, 1), new("b_i", true, 1), new("c_o", false, 1)], """
            module latch (input wire a_i, input wire b_i, output reg c_o);
                always @(*) if (a_i) c_o = b_i;
            endmodule
            """);
        Assert.Throws<SynthesisException>(() => new AsicFlow(CellLibrary.ReadDefault(), _cache)
            .Run(Small with { Modules = [module] }, module));
    }

    [Fact]
    public void The_smallest_result_that_reaches_the_clock_is_taken_and_else_the_fastest()
    {
        AsicFigures[] figures = [Figures(30, 900), Figures(20, 700), Figures(10, 500)];
        Assert.Equal(20, AsicFlow.Choose(figures, 600).AreaUm2);
        Assert.Equal(30, AsicFlow.Choose(figures, 1000).AreaUm2);
        Assert.Equal(30, AsicFlow.Choose(figures, null).AreaUm2);
    }

    private static AsicFigures Figures(double area, double clock) =>
        new("speed", area, area, 0, 0, clock, new CriticalPath(new("", "", ""), new("", "", ""), 0, 0));

    private static EmittedModule Module(string kind) =>
        Small.Modules.Single(module => module.Name == Small.Config.ModuleName(kind));
}
