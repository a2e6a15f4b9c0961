// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>One request per row of a tensor.</summary>
public sealed record RowSequencerView(HardwareConfig Config) : ModuleView(Config, "row_sequencer", "row_sequencer")
{
    private readonly DecoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("abort_i", 1), In("descriptor_valid_i", 1), Out("descriptor_ready_o", 1),
        .. IsRuntime ? CheckedFields.Select(entry => In($"{entry.Name}_i", entry.Width)) : [],
        In("count_i", 40),
        Out("row_valid_o", 1), In("row_ready_i", 1), .. _signals.Row.Outputs("row"),
    ];

    /// <summary>The whole descriptor at full width, as the check wants it.</summary>
    public static IReadOnlyList<Signal> CheckedFields =>
    [
        new("mantissa", 5), new("exponent", 4), new("low", 8), new("sign", 1), new("coder", 2), new("bias", 8),
        new("rounding", 1),
    ];

    /// <summary>Registers of the fields that the decoder uses.</summary>
    public IEnumerable<string> Registers => Kept.Select(entry => $"reg  {Verilog.Range(entry.Width)}{entry.Name}_q;");

    /// <summary>Where the registers take their fields.</summary>
    public IEnumerable<string> Loads => Kept.Select(entry =>
        $"{entry.Name}_q <= {entry.Name}_i{(FullWidth(entry) == entry.Width ? "" : $"[{entry.Width - 1}:0]")};");

    /// <summary>Assignments of the registers to the outputs.</summary>
    public IEnumerable<string> Drives => Kept.Select(entry => $"assign row_{entry.Name}_o = {entry.Name}_q;");

    /// <summary>L as a literal.</summary>
    public string RowValues => Verilog.Literal(40, Lanes);

    /// <summary>Bits of a row's index in its group.</summary>
    public int IndexBits => Verilog.IndexBits(Rows);

    /// <summary>R − 1 as a literal.</summary>
    public string LastIndex => Verilog.Literal(IndexBits, Rows - 1);

    /// <summary>1 as an index.</summary>
    public string IndexOne => Verilog.Literal(IndexBits, 1);

    /// <summary>Lane i is kept if more than i values remain.</summary>
    public IEnumerable<TableEntry> KeepLanes =>
        Enumerable.Range(0, Lanes).Select(lane => new TableEntry(lane, Verilog.Literal(6, lane)));

    /// <summary>Module of the descriptor check.</summary>
    public string CheckModule => Module("descriptor_check");

    private IEnumerable<Signal> Kept => _signals.Descriptor.Where(entry => entry.Constant is null);

    private static int FullWidth(Signal entry) => CheckedFields.First(candidate => candidate.Name == entry.Name).Width;
}
