// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Synthesis.Source;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Synthesis.Asic;

/// <summary>What a module is in standard cells.</summary>
/// <param name="Recipe">How it was mapped.</param>
/// <param name="AreaUm2">Cells' area in µm².</param>
/// <param name="GateEquivalents">The same in NANDs of two inputs.</param>
/// <param name="FlipFlops">Flip-flops.</param>
/// <param name="ClockGates">Cells that gate their clock.</param>
/// <param name="FmaxMHz">Highest clock, before layout, wires without resistance and capacitance.</param>
/// <param name="CriticalPath">What limits the clock.</param>
public sealed record AsicFigures(
    string Recipe, double AreaUm2, double GateEquivalents, int FlipFlops, int ClockGates, double FmaxMHz,
    CriticalPath CriticalPath)
{
    /// <summary>The mapped netlist's files, without their extensions.</summary>
    [JsonIgnore]
    public string Netlist { get; init; } = "";
}

/// <summary>Yosys, ABC and OpenSTA on a library of cells.</summary>
/// <param name="library">The cells.</param>
/// <param name="cache">Where results are kept; null for the default.</param>
/// <param name="gatesClocks">True if registers that hold their value get a gated clock, where the library has a cell
/// for it.</param>
public sealed class AsicFlow(CellLibrary library, FolderCache? cache = null, bool gatesClocks = true)
{
    private const string Answer = "figures.json";
    private const string TimingScript = "timing.tcl";

    // ABC sizes until it gets there: 1 ps stands for as fast as it can.
    private const int FastestPicoseconds = 1;

    // What registers and loads outside of ABC's sight leave of a period depends on the library: all are tried.
    private static readonly double[] LogicShares = [0.7, 0.8, 0.9];

    private readonly ClockGate? _gate = gatesClocks ? library.Gate : null;

    private static readonly Lazy<string> Versions = new(() => string.Join(
        '\n', Tool.Yosys.Require(".", "-V"), Tool.OpenSta.Require(".", "-version")));

    /// <summary>Maps a module in several ways.</summary>
    /// <param name="design">The design that it belongs to.</param>
    /// <param name="module">The module.</param>
    /// <param name="clockMHz">The clock that is wanted: the smallest result that reaches it is taken; null for the
    /// fastest result.</param>
    /// <exception cref="SynthesisException">A tool fails, or says what must not be taken for a result.</exception>
    /// <exception cref="ToolMissingException">A tool is not installed.</exception>
    public AsicFigures Run(Design design, EmittedModule module, double? clockMHz = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(module);
        int[] delays = clockMHz is { } clock
            ? [.. LogicShares.Select(share => (int)(1e6 / clock * share))] : [FastestPicoseconds];
        var recipes = AsicScripts.Recipes.Keys.SelectMany(name => delays.Select(delay => new Recipe(name, delay))).ToList();
        var files = design.Modules.Select(one => one.FileName).ToList();
        var front = AsicScripts.Front(module.Name, files);
        var commands = recipes.SelectMany(recipe => new[]
        {
            AsicScripts.Map(recipe, _gate is not null), AsicScripts.Timing(recipe, module, library),
        });
        var gating = _gate is null ? "" : $"{AsicScripts.Enables} {_gate} {ClockGating.FewestFlipFlops}";
        var texts = design.Modules.SelectMany(one => new[] { one.FileName, one.Text });
        var key = FolderCache.Key([Versions.Value, front, AsicScripts.Boundary(library), gating, .. commands, library.Text, .. texts]);
        var folder = (cache ?? FolderCache.Default).GetOrBuild("synth-asic-" + key, unfinished =>
        {
            Prepare(design, module, unfinished);
            var figures = OrderedParallel.Select(recipes, recipe => Map(design, module, recipe, unfinished));
            File.WriteAllText(Path.Combine(unfinished, Answer), JsonSerializer.Serialize(figures));
        });
        var all = JsonSerializer.Deserialize<AsicFigures[]>(File.ReadAllText(Path.Combine(folder, Answer)))!;
        return Choose([.. all.Zip(recipes, (one, recipe) => one with { Netlist = Path.Combine(folder, recipe.File) })], clockMHz);
    }

    /// <summary>The smallest result that reaches a clock; the fastest one if none does.</summary>
    internal static AsicFigures Choose(IReadOnlyCollection<AsicFigures> figures, double? clockMHz) =>
        figures.Where(one => one.FmaxMHz >= clockMHz).MinBy(one => one.AreaUm2)
        ?? figures.MaxBy(one => one.FmaxMHz)!;

    private void Prepare(Design design, EmittedModule module, string folder)
    {
        foreach (var one in design.Modules)
        {
            File.WriteAllText(Path.Combine(folder, one.FileName), one.Text);
        }

        File.WriteAllText(Path.Combine(folder, AsicScripts.Library), library.Text);
        File.WriteAllText(Path.Combine(folder, AsicScripts.Constraints), AsicScripts.Boundary(library));
        ToolRun.Run(
            Tool.Yosys, module.Name, folder, "-q", "-p", AsicScripts.Front(module.Name, design.Modules.Select(one => one.FileName)));
        if (_gate is not null)
        {
            ToolRun.Run(Tool.Yosys, module.Name, folder, "-q", "-p", AsicScripts.Enables);
            var netlist = File.ReadAllText(Path.Combine(folder, AsicScripts.Ungated));
            File.WriteAllText(Path.Combine(folder, AsicScripts.Gated), ClockGating.Insert(netlist, module.Name, _gate));
            File.WriteAllText(Path.Combine(folder, AsicScripts.BlackBox), ClockGating.BlackBox(_gate));
        }
    }

    private AsicFigures Map(Design design, EmittedModule module, Recipe recipe, string folder)
    {
        ToolRun.Run(Tool.Yosys, module.Name, folder, "-p", AsicScripts.Map(recipe, _gate is not null));
        var netlist = Netlist.Read(Path.Combine(folder, recipe.File + ".json"), module.Name);
        var cells = CellCount.Of(module.Name, netlist, library);
        var script = $"{recipe.File}-{TimingScript}";
        File.WriteAllText(Path.Combine(folder, script), AsicScripts.Timing(recipe, module, library));
        var timing = TimingReport.Parse(module.Name, Tool.OpenSta.Run(folder, "-exit", script).Output, netlist.Constants);
        var source = new SourceHierarchy(design, module);
        return new AsicFigures(
            recipe.Name, cells.AreaUm2, cells.AreaUm2 / library.Nand2.Area, cells.FlipFlops,
            _gate is null ? 0 : netlist.CellCounts.GetValueOrDefault(_gate.Name), 1e3 / timing.Nanoseconds,
            new CriticalPath(
                Locate(source, netlist, module, timing.Start), Locate(source, netlist, module, timing.End),
                timing.Nanoseconds, timing.Cells));
    }

    private SourceSignal Locate(SourceHierarchy source, Netlist netlist, EmittedModule module, string end) =>
        module.Ports.Any(port => port.Name == end.Split('[')[0])
            ? source.Port(end)
            : source.Find(Registers(netlist, end))
                ?? throw new SynthesisException($"{module.Name}: cell {end} has no register in the source, must have one");

    // A clock's gate is where the enable of the registers behind it has to be in time.
    private IEnumerable<string> Registers(Netlist netlist, string cell) => netlist.TypeOf(cell) is var type && type == _gate?.Name
        ? netlist.Driven(cell, _gate.Output).SelectMany(one => netlist.OutputNames(one, library.Cells[netlist.TypeOf(one)].Outputs))
        : netlist.OutputNames(cell, library.Cells[type].Outputs);
}

/// <summary>What the cells of a netlist add up to.</summary>
/// <param name="AreaUm2">Their area in µm².</param>
/// <param name="FlipFlops">How many of them are flip-flops.</param>
internal sealed record CellCount(double AreaUm2, int FlipFlops)
{
    /// <summary>Adds up a netlist's cells.</summary>
    /// <exception cref="SynthesisException">A cell is not one of the library's.</exception>
    public static CellCount Of(string module, Netlist netlist, CellLibrary library)
    {
        var (area, flipFlops) = (0.0, 0);
        foreach (var (type, count) in netlist.CellCounts)
        {
            if (!library.Cells.TryGetValue(type, out var cell))
            {
                throw new SynthesisException(
                    $"{module}: {count} cells of type {type} are left, must be mapped to cells of {library.Path}");
            }

            area += count * cell.Area;
            flipFlops += cell.IsFlipFlop ? count : 0;
        }

        return new CellCount(area, flipFlops);
    }
}
