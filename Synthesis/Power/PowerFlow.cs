// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Synthesis.Power;

/// <summary>What a netlist takes, in the mean of the clocks of a run.</summary>
/// <param name="InternalPj">pJ a clock inside cells.</param>
/// <param name="SwitchingPj">pJ a clock to charge nets.</param>
/// <param name="ClockPj">The share of both that the clock takes: its net, its gates, the clock pins of flip-flops.</param>
/// <param name="RegisterPj">The share of flip-flops but for their clock.</param>
/// <param name="LogicPj">The share of all other cells.</param>
/// <param name="LeakageMw">mW, clock or not.</param>
/// <param name="RowsPerClock">Rows of values a clock in the run.</param>
public sealed record PowerFigures(
    double InternalPj, double SwitchingPj, double ClockPj, double RegisterPj, double LogicPj, double LeakageMw,
    double RowsPerClock)
{
    // pJ times MHz are µW.
    private const double MicrowattsInMilliwatt = 1e3;

    /// <summary>All of it in mW at a clock in MHz.</summary>
    public double Milliwatts(double clockMHz) => Dynamic(InternalPj + SwitchingPj, clockMHz) + LeakageMw;

    /// <summary>The mW that so many pJ a clock are.</summary>
    public static double Dynamic(double picojoules, double clockMHz) => picojoules * clockMHz / MicrowattsInMilliwatt;
}

/// <summary>Power of a mapped netlist, from a simulation of it.</summary>
/// <remarks>docs/synthesis.md, "Power", has why this is not OpenSTA's <c>report_power</c>.</remarks>
/// <param name="library">The cells.</param>
/// <param name="cache">Where results are kept; null for the default.</param>
public sealed class PowerFlow(CellLibrary library, FolderCache? cache = null)
{
    private const string Answer = "power.json";
    private const string SlewScript = "slews.tcl";

    // What a bit takes is stated at full throughput.
    private const double FewestRowsPerClock = 0.99;

    // Part of the key: how is counted.
    private const string Version = "1";

    private static readonly Lazy<string> Versions = new(() => Tool.OpenSta.Require(".", "-version"));

    /// <summary>Measures a netlist.</summary>
    /// <param name="module">The module.</param>
    /// <param name="netlist">Its mapped netlist's files, without their extensions.</param>
    /// <param name="stimulus">What its ports do.</param>
    /// <exception cref="SynthesisException">OpenSTA fails, the netlist does not answer as the Verilog did, or
    /// the run pauses.</exception>
    /// <exception cref="InvalidDataException">The library lacks what is needed.</exception>
    /// <exception cref="ToolMissingException">OpenSTA is not installed.</exception>
    public PowerFigures Run(EmittedModule module, string netlist, Stimulus stimulus)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(stimulus);
        var json = File.ReadAllText(netlist + ".json");
        var script = SlewReport.Script(Path.GetFileName(netlist), module, library);
        var key = FolderCache.Key([Version, Versions.Value, json, library.Text, script, stimulus.Text]);
        var folder = (cache ?? FolderCache.Default).GetOrBuild("synth-power-" + key, unfinished =>
        {
            var file = Path.GetFileName(netlist) + ".v";
            File.Copy(netlist + ".v", Path.Combine(unfinished, file));
            File.WriteAllText(Path.Combine(unfinished, AsicScripts.Library), library.Text);
            File.WriteAllText(Path.Combine(unfinished, SlewScript), script);
            var slews = SlewReport.Parse(module.Name, Tool.OpenSta.Run(unfinished, "-exit", SlewScript).Output);
            var figures = Measure(module.Name, GateNetlist.Parse(json, module.Name, library), stimulus, slews);
            if (figures.RowsPerClock < FewestRowsPerClock)
            {
                throw new SynthesisException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{module.Name}: takes {figures.RowsPerClock:0.###} rows a clock in the run, must take {FewestRowsPerClock}"));
            }

            File.WriteAllText(Path.Combine(unfinished, Answer), JsonSerializer.Serialize(figures));
        });
        return JsonSerializer.Deserialize<PowerFigures>(File.ReadAllText(Path.Combine(folder, Answer)))!;
    }

    /// <summary>Runs a netlist beside what its module did.</summary>
    /// <exception cref="SynthesisException">It does something else.</exception>
    internal PowerFigures Measure(
        string module, GateNetlist netlist, Stimulus stimulus, IReadOnlyDictionary<string, (double Rise, double Fall)> slews)
    {
        if (stimulus.Clocks < Stimulus.WarmUp + Stimulus.Window)
        {
            throw new SynthesisException(string.Create(
                CultureInfo.InvariantCulture,
                $"{module}: its run has {stimulus.Clocks} clocks, must have {Stimulus.WarmUp + Stimulus.Window}"));
        }

        var volt = new LibraryUnits(library.Path, library.Group, library.Femtofarads).Volt;
        var simulation = new GateSimulation(netlist, stimulus.Layout.Clock);
        var count = new EnergyCount(simulation, netlist, volt, slews);
        for (var clock = 0; clock < stimulus.Clocks; clock++)
        {
            simulation.Settle(stimulus.Layout, stimulus.Inputs(clock));
            if (clock >= Stimulus.WarmUp)
            {
                if (simulation.FirstDifference(stimulus.Layout, stimulus.Outputs(clock)) is { } output)
                {
                    throw new SynthesisException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{module}: {output} of the netlist is wrong at clock {clock}, must be what the Verilog says"));
                }

                count.Add();
            }

            simulation.Edge();
        }

        double PerClock(double femtojoules) => femtojoules / count.Clocks / 1e3;
        double Share(int group) => PerClock(count.Internal[group] + count.Switching[group]);
        return new PowerFigures(
            PerClock(count.Internal.Sum()), PerClock(count.Switching.Sum()), Share(0), Share(1), Share(2), count.Leakage,
            stimulus.RowsPerClock());
    }
}
