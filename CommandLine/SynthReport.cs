// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Ice40;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Synthesis.Power;
using Rtlgen.Synthesis.Source;

namespace Rtlgen.CommandLine;

/// <summary>Highest clocks in MHz.</summary>
/// <param name="Seeds">Of each run.</param>
/// <param name="Median">The one in the middle, of two the lower.</param>
/// <param name="Best">The highest.</param>
internal sealed record SynthClock(IReadOnlyList<double> Seeds, double Median, double Best)
{
    /// <summary>Sums up runs.</summary>
    public static SynthClock Of(IReadOnlyList<double> seeds) =>
        new(seeds, seeds.Order().ElementAt((seeds.Count - 1) / 2), seeds.Max());
}

/// <summary>Power of a module while it works at full throughput, in mW.</summary>
/// <param name="ClockMHz">At this clock: the one that was asked for, else the highest.</param>
/// <param name="TotalMw">All of it.</param>
/// <param name="InternalMw">Inside cells.</param>
/// <param name="SwitchingMw">To charge nets.</param>
/// <param name="LeakageMw">Without a clock too.</param>
/// <param name="ClockMw">Of internal and switching: the clock's net, its gates, the clock pins of flip-flops.</param>
/// <param name="RegisterMw">The rest of flip-flops.</param>
/// <param name="LogicMw">All other cells.</param>
/// <param name="RowsPerClock">Rows of values a clock in the run that it was measured in.</param>
internal sealed record SynthPower(
    double ClockMHz, double TotalMw, double InternalMw, double SwitchingMw, double LeakageMw, double ClockMw,
    double RegisterMw, double LogicMw, double RowsPerClock)
{
    /// <summary>Figures at a clock.</summary>
    public static SynthPower Of(PowerFigures figures, double clockMHz)
    {
        return new SynthPower(
            clockMHz, figures.Milliwatts(clockMHz), Mw(figures.InternalPj), Mw(figures.SwitchingPj), figures.LeakageMw,
            Mw(figures.ClockPj), Mw(figures.RegisterPj), Mw(figures.LogicPj), figures.RowsPerClock);

        double Mw(double picojoules) => PowerFigures.Dynamic(picojoules, clockMHz);
    }
}

/// <summary>What <c>rtlgen synth</c> says of one module. What does not apply to a target is null.</summary>
internal sealed record SynthReport
{
    private const double BytesInGigabyte = 1e9;
    private const double HertzInMegahertz = 1e6;
    private const double NanojoulesInPicojoule = 1e3;
    private const double BitsInByte = 8;

    /// <summary>The module's name.</summary>
    public required string Module { get; init; }

    /// <summary><c>asic</c> or <c>ice40</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The library of cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Liberty { get; init; }

    /// <summary>How it was mapped.</summary>
    public string? Recipe { get; init; }

    /// <summary>µm² of cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? AreaUm2 { get; init; }

    /// <summary>Area in NANDs of two inputs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? GateEquivalents { get; init; }

    /// <summary>Look-up tables.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Luts { get; init; }

    /// <summary>Flip-flops.</summary>
    public required int FlipFlops { get; init; }

    /// <summary>Cells that gate the flip-flops' clocks.</summary>
    public int? ClockGates { get; init; }

    /// <summary>Logic cells of the FPGA.</summary>
    public int? LogicCells { get; init; }

    /// <summary>Block RAMs of the FPGA.</summary>
    public int? BlockRams { get; init; }

    /// <summary>Highest clocks.</summary>
    public required SynthClock FmaxMHz { get; init; }

    /// <summary>What limits the clock.</summary>
    public required CriticalPath CriticalPath { get; init; }

    /// <summary>Bytes of container values a clock; null for a kernel.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? BytesPerClock { get; init; }

    /// <summary>Clocks from in to out.</summary>
    public required int LatencyClocks { get; init; }

    /// <summary>GB/s of container values at the median clock; null for a kernel.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? GigabytesPerSecond => BytesPerClock * FmaxMHz.Median * HertzInMegahertz / BytesInGigabyte;

    /// <summary>Thousand gate equivalents for a byte a clock; null for a kernel or an FPGA.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? KiloGatesPerBytePerClock => GateEquivalents / 1e3 / BytesPerClock;

    /// <summary>mW at <see cref="SynthPower.ClockMHz"/>; null where it is not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? PowerMw => Power?.TotalMw;

    /// <summary>pJ for a bit of container values at full throughput; null where it is not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? PicojoulePerBit => PowerMw * NanojoulesInPicojoule / (Power?.ClockMHz * BytesPerClock * BitsInByte);

    /// <summary>What makes up the power; null where it is not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public SynthPower? Power { get; init; }

    /// <summary>A module in standard cells.</summary>
    public static SynthReport Of(SynthesisSubject subject, AsicFigures figures, CellLibrary library) => new()
    {
        Module = subject.Module.Name,
        Target = "asic",
        Liberty = library.Name,
        Recipe = figures.Recipe,
        AreaUm2 = figures.AreaUm2,
        GateEquivalents = figures.GateEquivalents,
        FlipFlops = figures.FlipFlops,
        ClockGates = figures.ClockGates,
        FmaxMHz = SynthClock.Of([figures.FmaxMHz]),
        CriticalPath = figures.CriticalPath,
        BytesPerClock = subject.BytesPerClock,
        LatencyClocks = subject.LatencyClocks,
    };

    /// <summary>A module in an FPGA.</summary>
    public static SynthReport Of(SynthesisSubject subject, Ice40Figures figures) => new()
    {
        Module = subject.Module.Name,
        Target = "ice40",
        Luts = figures.Luts,
        FlipFlops = figures.FlipFlops,
        LogicCells = figures.LogicCells,
        BlockRams = figures.BlockRams,
        FmaxMHz = SynthClock.Of(figures.SeedsMHz),
        CriticalPath = figures.CriticalPath,
        BytesPerClock = subject.BytesPerClock,
        LatencyClocks = subject.LatencyClocks,
    };

    /// <summary>Writes modules as a table, and what limits each.</summary>
    public static void Write(IReadOnlyList<SynthReport> reports, TextWriter writer)
    {
        var asic = reports[0].Target == "asic";
        var table = asic
            ? new TextTable("<module", "area [um2]", "kGE", "flip-flops", "clock gates", "Fmax [MHz]", "latency", "bytes/clock", "GB/s", "kGE per byte/clock", "mW", "pJ/bit")
            : new TextTable("<module", "LUTs", "flip-flops", "logic cells", "block RAMs", "Fmax [MHz]", "best", "latency", "bytes/clock", "GB/s");
        foreach (var report in reports)
        {
            string[] area = asic
                ? [TextTable.Count((long)report.AreaUm2!.Value), TextTable.Real(report.GateEquivalents!.Value / 1e3), TextTable.Count(report.FlipFlops), TextTable.Count(report.ClockGates!.Value)]
                : [
                    TextTable.Count(report.Luts!.Value), TextTable.Count(report.FlipFlops),
                    TextTable.Count(report.LogicCells!.Value), TextTable.Count(report.BlockRams!.Value),
                ];
            string[] clock = asic
                ? [TextTable.Real(report.FmaxMHz.Median)]
                : [TextTable.Real(report.FmaxMHz.Median), TextTable.Real(report.FmaxMHz.Best)];
            string[] worth =
                [TextTable.Count(report.LatencyClocks), Optional(report.BytesPerClock), Optional(report.GigabytesPerSecond)];
            table.Add([
                report.Module, .. area, .. clock, .. worth,
                .. asic
                    ? [Ratio(report.KiloGatesPerBytePerClock), Optional(report.PowerMw), Ratio(report.PicojoulePerBit)]
                    : Array.Empty<string>(),
            ]);
        }

        table.Write(writer);
        writer.WriteLine();
        foreach (var report in reports)
        {
            var path = report.CriticalPath;
            writer.WriteLine(
                $"{report.Module}: {TextTable.Real(path.Nanoseconds)} ns, {path.Cells} cells, {path.From} to {path.To}");
        }

        foreach (var report in reports.Where(report => report.Power is not null))
        {
            var power = report.Power!;
            writer.WriteLine(
                $"{report.Module}: {TextTable.Real(power.TotalMw)} mW at {TextTable.Real(power.ClockMHz)} MHz: clock "
                + $"{TextTable.Real(power.ClockMw)}, registers {TextTable.Real(power.RegisterMw)}, logic "
                + $"{TextTable.Real(power.LogicMw)}, leakage {TextTable.Real(power.LeakageMw)}");
        }

        writer.WriteLine();
        writer.WriteLine(asic
            ? $"{reports[0].Liberty}, pre-layout, zero-wire; kGE: thousand NAND2"
            : $"iCE40 HX8K, Fmax: median of {reports[0].FmaxMHz.Seeds.Count} seeds");
    }

    private static string Ratio(double? number) => number is { } value ? TextTable.Ratio(value) : "";

    private static string Optional(double? number) => number is { } value ? TextTable.Real(value) : "";
}
