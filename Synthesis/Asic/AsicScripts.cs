// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.Synthesis.Asic;

/// <summary>One way to map a design.</summary>
/// <param name="Name">One of <see cref="AsicScripts.Recipes"/>.</param>
/// <param name="Picoseconds">The delay that ABC aims at.</param>
internal sealed record Recipe(string Name, int Picoseconds)
{
    /// <summary>What the names of its files start with.</summary>
    public string File => string.Create(CultureInfo.InvariantCulture, $"{Name}-{Picoseconds}");
}

/// <summary>What Yosys, ABC and OpenSTA are told.</summary>
/// <remarks>docs/microarchitecture.md has what was tried.</remarks>
internal static class AsicScripts
{
    /// <summary>The library's file in the working folder.</summary>
    public const string Library = "cells.lib";

    /// <summary>The design before it is mapped.</summary>
    public const string Generic = "generic.il";

    /// <summary>The design with gated clocks, before it is mapped.</summary>
    public const string Gated = "gated.json";

    /// <summary>The design as gates are put into it.</summary>
    public const string Ungated = "ungated.json";

    /// <summary>The gate as a module without contents.</summary>
    public const string BlackBox = "gate.v";

    /// <summary>Drive and load for ABC.</summary>
    public const string Constraints = "constraints.abc";

    // Flip-flops' outputs are inputs to ABC: they must be buffered too (-p), or a shared control bit drives hundreds of
    // gates. What restructures for area before mapping (dc2, &syn3) undoes parallel-prefix adders and is left out.
    private const string Finish = "topo; buffer -p -N 8; topo; upsize {D}; dnsize {D}; stime -p";

    /// <summary>The ways to map; which one is best depends on the design.</summary>
    public static IReadOnlyDictionary<string, string> Recipes { get; } = new Dictionary<string, string>
    {
        ["speed"] = $"strash; dch -f; map -B 0.9 {{D}}; {Finish}",
        ["balance"] = $"strash; &get -n; &st; &if -g -K 6; &dch; &nf; &put; {Finish}",
        ["compact"] = $"strash; &get -n; &st; &dch -f; &nf; &put; {Finish}",
    };

    /// <summary>Yosys: Verilog to generic gates, flat.</summary>
    public static string Front(string top, IEnumerable<string> files) =>
        $"read_verilog {string.Join(' ', files)}; hierarchy -check -top {top}; synth -flatten -noabc -top {top}; "
        + $"opt -fast -full; check -assert; write_rtlil {Generic}";

    /// <summary>Yosys: flip-flops with an enable and without, and no others; as JSON.</summary>
    /// <remarks>What a reset that waits for the enable is, gates and multiplexers are.</remarks>
    public const string Enables =
        $"read_rtlil {Generic}; dfflegalize -cell $_DFF_P_ x -cell $_DFFE_PP_ x; opt_merge; opt_clean; write_json {Ungated}";

    /// <summary>Yosys and ABC: generic gates to the library's cells.</summary>
    /// <param name="recipe">How.</param>
    /// <param name="gated">True if clocks are gated.</param>
    public static string Map(Recipe recipe, bool gated)
    {
        var source = gated ? $"read_verilog -lib {BlackBox}; read_json {Gated}" : $"read_rtlil {Generic}";
        var script = Recipes[recipe.Name].Replace("; ", ";", StringComparison.Ordinal).Replace(' ', ',');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source}; dfflibmap -liberty {Library}; "
            + $"abc -liberty {Library} -constr {Constraints} -D {recipe.Picoseconds} -script +{script}; "
            + $"setundef -zero; opt_clean; rename -enumerate -pattern n%; write_json {recipe.File}.json; "
            + $"splitnets -ports; opt_clean -purge; write_verilog -noattr -noexpr -nohex {recipe.File}.v");
    }

    /// <summary>Drive and load for ABC.</summary>
    public static string Boundary(CellLibrary library) => string.Create(
        CultureInfo.InvariantCulture,
        $"set_driving_cell {library.Driver.Name}\nset_load {library.LoadFemtofarads} [all_outputs]\n");

    /// <summary>OpenSTA: the longest path between registers, inputs and outputs.</summary>
    /// <remarks>What is outside takes no time; a combinational module gets a clock that it does not see.</remarks>
    public static string Timing(Recipe recipe, EmittedModule top, CellLibrary library) => $$"""
        {{Constrained(recipe.File, top, library)}}
        puts "{{TimingReport.Checks}}"
        check_setup -verbose
        puts "{{TimingReport.Path}}"
        report_checks -path_delay max -format full -digits 5
        puts "{{TimingReport.Done}}"

        """;

    /// <summary>OpenSTA: the netlist, its clock, and what is outside.</summary>
    /// <param name="file">The netlist's file without its extension.</param>
    /// <param name="top">The module.</param>
    /// <param name="library">The cells.</param>
    public static string Constrained(string file, EmittedModule top, CellLibrary library)
    {
        var clock = top.Ports.Select(port => port.Name).FirstOrDefault(name => name is "aclk" or "clk_i");
        var period = TimingReport.Period.ToString(CultureInfo.InvariantCulture);
        var load = library.LoadFemtofarads.ToString(CultureInfo.InvariantCulture);
        return $$"""
            read_liberty {{Library}}
            puts "{{TimingReport.LibraryRead}}"
            read_verilog {{file}}.v
            link_design {{top.Name}}
            set_cmd_units -time ns -capacitance fF
            create_clock -name clock -period {{period}} {{(clock is null ? "" : $"[get_ports {clock}]")}}
            set inputs [list]
            foreach port [all_inputs] { if {[get_property $port full_name] ne "{{clock}}"} { lappend inputs $port } }
            set_input_delay 0 -clock clock $inputs
            set_output_delay 0 -clock clock [all_outputs]
            set_driving_cell -lib_cell {{library.Driver.Name}} $inputs
            set_load {{load}} [all_outputs]
            """;
    }
}
