// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Source;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Synthesis.Ice40;

/// <summary>What a module is in an iCE40 HX8K.</summary>
/// <param name="Luts">Look-up tables of the module.</param>
/// <param name="FlipFlops">Flip-flops of the module.</param>
/// <param name="LogicCells">Logic cells of the module: look-up tables and flip-flops as they were packed.</param>
/// <param name="BlockRams">Block RAMs of the module.</param>
/// <param name="SeedsMHz">Highest clock for each seed, 1 first.</param>
/// <param name="CriticalPath">What limits the clock, for the seed of the median.</param>
public sealed record Ice40Figures(
    int Luts, int FlipFlops, int LogicCells, int BlockRams, IReadOnlyList<double> SeedsMHz, CriticalPath CriticalPath);

/// <summary>Yosys and nextpnr on an iCE40 HX8K, the module between shift registers.</summary>
/// <param name="cache">Where results are kept; null for the default.</param>
public sealed partial class Ice40Flow(FolderCache? cache = null)
{
    private const string Answer = "figures.json";
    private const string ModuleFile = "module.json";
    private const string HarnessFile = "harness.v";
    private const string PlacedFile = "harness.json";
    private const string Report = "report.json";

    private static readonly string[] Device = ["--hx8k", "--package", "ct256"];

    private static readonly Lazy<string> Versions = new(() => string.Join(
        '\n', Tool.Yosys.Require(".", "-V"), Tool.Nextpnr.Require(".", "--version")));

    /// <summary>Places and routes a module, once for each seed.</summary>
    /// <param name="design">The design that it belongs to.</param>
    /// <param name="module">The module.</param>
    /// <param name="seeds">How many seeds, 1 or more.</param>
    /// <exception cref="SynthesisException">The module does not fit; a tool fails, or says what must not be taken for a
    /// result.</exception>
    /// <exception cref="ToolMissingException">A tool is not installed.</exception>
    public Ice40Figures Run(Design design, EmittedModule module, int seeds)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(module);
        var harness = new Harness(module);
        var synthesis = Synthesis(design, module);
        var texts = design.Modules.SelectMany(one => new[] { one.FileName, one.Text });
        var key = FolderCache.Key([Versions.Value, .. synthesis, harness.Text, .. Route(0), .. texts]);
        var store = cache ?? FolderCache.Default;
        var netlist = store.GetOrBuild("synth-ice40-" + key, folder => Prepare(design, module, harness, folder));
        var runs = OrderedParallel.Select(Enumerable.Range(1, seeds), seed =>
        {
            var place = store.GetOrBuild($"synth-ice40-{key}-{seed}", folder =>
            {
                File.Copy(Path.Combine(netlist, PlacedFile), Path.Combine(folder, PlacedFile));
                ToolRun.Run(Tool.Nextpnr, module.Name, folder, Route(seed));
                File.Delete(Path.Combine(folder, PlacedFile));
            });
            return NextpnrReport.Parse(module.Name, File.ReadAllText(Path.Combine(place, Report)));
        });
        var median = runs.OrderBy(run => run.FmaxMHz).ElementAt((seeds - 1) / 2);
        var figures = JsonSerializer.Deserialize<Ice40Figures>(File.ReadAllText(Path.Combine(netlist, Answer)))!;
        return figures with
        {
            SeedsMHz = [.. runs.Select(run => run.FmaxMHz)],
            CriticalPath = Locate(design, module, harness, Netlist.Read(Path.Combine(netlist, PlacedFile), Harness.Name), median),
        };
    }

    private static string[] Route(int seed) =>
    [
        .. Device, "--json", PlacedFile, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--freq", "200",
        "--timing-allow-fail", "--report", Report, "--quiet",
    ];

    private static string[] Synthesis(Design design, EmittedModule module) =>
    [
        "-q", "-p",
        $"read_verilog {string.Join(' ', design.Modules.Select(one => one.FileName))}; hierarchy -check -top {module.Name}; "
        + $"synth_ice40 -abc9 -nocarry -device hx -top {module.Name}; opt_clean; write_json {ModuleFile}; "
        + $"read_verilog {HarnessFile}; hierarchy -check -top {Harness.Name}; proc; flatten; opt_clean; "
        + $"rename -enumerate -pattern n%; write_json {PlacedFile}",
    ];

    private static void Prepare(Design design, EmittedModule module, Harness harness, string folder)
    {
        foreach (var one in design.Modules)
        {
            File.WriteAllText(Path.Combine(folder, one.FileName), one.Text);
        }

        File.WriteAllText(Path.Combine(folder, HarnessFile), harness.Text);
        ToolRun.Run(Tool.Yosys, module.Name, folder, Synthesis(design, module));
        var packed = ToolRun.Run(Tool.Nextpnr, module.Name, folder, [.. Device, "--json", ModuleFile, "--pack-only"]);
        var (cells, available) = NextpnrReport.Utilisation(module.Name, "ICESTORM_LC", packed);
        var (memories, blocks) = NextpnrReport.Utilisation(module.Name, "ICESTORM_RAM", packed);
        if (cells + harness.LogicCells > available || memories > blocks)
        {
            throw new SynthesisException(
                $"{module.Name}: does not fit an iCE40 HX8K: takes {cells} logic cells and {memories} block RAMs, must be "
                + $"{available - harness.LogicCells} and {blocks} or fewer ({harness.LogicCells} cells are the harness's)");
        }

        var counts = Netlist.Read(Path.Combine(folder, ModuleFile), module.Name).CellCounts;
        var figures = new Ice40Figures(
            counts.GetValueOrDefault("SB_LUT4"),
            counts.Where(count => count.Key.StartsWith("SB_DFF", StringComparison.Ordinal)).Sum(count => count.Value),
            cells, memories, [], new CriticalPath(new("", "", ""), new("", "", ""), 0, 0));
        if (counts.Keys.FirstOrDefault(type => !Known().IsMatch(type)) is { } unknown)
        {
            throw new SynthesisException($"{module.Name}: {counts[unknown]} cells of type {unknown} are left, must be mapped to the FPGA's");
        }

        File.WriteAllText(Path.Combine(folder, Answer), JsonSerializer.Serialize(figures));
    }

    private static CriticalPath Locate(
        Design design, EmittedModule module, Harness harness, Netlist netlist, NextpnrReport run)
    {
        var source = new SourceHierarchy(design, module);
        return new CriticalPath(Find(run.Start), Find(run.End), run.Nanoseconds, run.Cells);

        SourceSignal Find(string cell) => harness.PortOf(cell) is { } port
            ? source.Port(port)
            : source.Find(netlist.RegisterNames(cell).Select(name =>
                name.StartsWith(Harness.Inside, StringComparison.Ordinal) ? name[Harness.Inside.Length..] : name))
                ?? throw new SynthesisException($"{module.Name}: cell {cell} has no register in the source, must have one");
    }

    [GeneratedRegex("^SB_(LUT4|CARRY|DFF[A-Z]*|RAM40_4K[A-Z]*)$")]
    private static partial Regex Known();
}
