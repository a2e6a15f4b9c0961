// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Packaging;
using Rtlgen.Generator.Registers;
using Rtlgen.Generator.Views.Shells;
using Rtlgen.GoldenModel.Formats;
using DescriptorFields = Rtlgen.Generator.Views.DescriptorFields;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>What a package says of itself.</summary>
/// <param name="View">The package.</param>
/// <param name="Figures">Measured area and clock, a run each; may be empty.</param>
/// <param name="Hardware">The options that chose the hardware, for commands.</param>
internal sealed record Datasheet(PackageView View, IReadOnlyList<IReadOnlyList<SynthReport>> Figures, string Hardware)
{
    /// <summary>Pictures that it shows: file and words.</summary>
    public static IReadOnlyList<(string File, string Words)> Pictures { get; } =
    [
        ("descriptor.svg", "Fields of a descriptor"), ("words.svg", "Values in the words of a lane"),
        ("encoder_handshake.svg", "Streams of the encoder in simulation"),
        ("decoder_handshake.svg", "Streams of the decoder in simulation"),
    ];

    private HardwareConfig Config => View.Design.Config;

    /// <summary>The datasheet.</summary>
    public Document Write()
    {
        var document = new Document($"{View.Name}, version {View.Version}");
        document.Text($"Encoder and decoder of Schrödinger's FP, a {View.Description}. Synthesizable Verilog-2005, one clock, "
            + "AXI4-Stream. The bit format is that of rtlgen's docs/format.md.");
        Configuration(document);
        Performance(document);
        Figured(document);
        Ports(document);
        Descriptors(document);
        document.Section("Handshakes");
        document.Text("From the simulation of this package's own test bench; sources for WaveDrom are beside the pictures.");
        Show(document, 2);
        Show(document, 3);
        if (Config.Registers)
        {
            document.Section("Registers");
            document.Text(
                "AXI4-Lite, 32 bits, 4 KiB. Byte strobes are respected. An address without a register, a write to what is "
                + "read only, a read of what is write only, and a write that would hand a descriptor over while the last one "
                + "waits end with SLVERR and change nothing. A descriptor is handed over by its highest register.");
            RegisterTables.Add(document, RegisterMap.Of(Config));
        }

        Use(document);
        return document;
    }

    private void Configuration(Document document)
    {
        document.Section("Configuration");
        var rows = new List<IReadOnlyList<string>>
        {
            new[]
            {
                "container",
                $"{Config.Container}: {Config.Container.ExponentBits} exponent, {Config.Container.MantissaBits} mantissa bits",
            },
            new[] { "lanes", Number(Config.Lanes) },
            new[] { "rows of a group", Number(Config.Rows) },
            new[] { "word", $"{Number(Config.Word)} bits" },
            new[] { "pipeline", $"{Number(Config.Depth.Stages)} stages" },
            new[] { "coders", string.Join(", ", Config.Coders.Select(Names.Of)) },
            new[] { "roundings", string.Join(", ", Config.Roundings.Select(Names.Of)) },
            new[] { "lengths", Config.Frozen is { } frozen ? $"frozen: {Lengths(frozen)}" : "by tensor, at run time" },
        };
        document.Table(["", ""], rows);
        document.Text("Modules have no parameters: the configuration is part of every name.");
    }

    private void Performance(Document document)
    {
        document.Section("Latency and throughput");
        document.Table(
            ["module", "latency", "throughput"],
            [
                new[] { $"`{View.Design.Encoder.Name}`", new EncoderView(Config).Latency, Rate },
                new[] { $"`{View.Design.Decoder.Name}`", new DecoderView(Config).Latency, Rate },
            ]);
        if (View.Design.Tops.Count > 2)
        {
            document.Text("Behind a layer table or registers a descriptor takes one clock more.");
        }
    }

    private string Rate => string.Create(
        CultureInfo.InvariantCulture,
        $"1 row a clock: {Config.Lanes} values, {Config.Lanes * Config.Container.Bits / 8} bytes");

    private void Figured(Document document)
    {
        if (Figures.Count == 0)
        {
            return;
        }

        document.Section("Area and clock");
        foreach (var reports in Figures)
        {
            var asic = reports[0].Target == "asic";
            document.Text($"Made by `{SynthFigures.Command(reports, Hardware)}`"
                + (asic
                    ? $" with the cells of {reports[0].Liberty}. Before layout, without wires."
                    : " for an iCE40 HX8K, after place and route."));
            document.Table(
                asic
                    ? ["module", "area, um2", "gate equivalents", "flip-flops", "Fmax, MHz"]
                    : ["module", "look-up tables", "flip-flops", "logic cells", "block RAMs", "Fmax, MHz (median)"],
                reports.Select(report => (IReadOnlyList<string>)
                    [$"`{report.Module}`", .. asic ? Cells(report) : Logic(report), TextTable.Real(report.FmaxMHz.Median)]));
        }
    }

    private void Ports(Document document)
    {
        document.Section("Ports");
        document.Text("`aresetn` is synchronous and active low. `tkeep` says which bytes count, `tlast` ends a tensor, "
            + "`tuser` with `tlast` marks a tensor that was refused or damaged. A packet without contents is one beat "
            + "with `tkeep` 0. `losses_o` and `errors_o` stay until `status_clear_i`.");
        foreach (var top in View.Design.Tops)
        {
            document.Part(top.Name);
            document.Table(
                ["port", "direction", "bits"],
                top.Ports.Select(port => (IReadOnlyList<string>)
                    [$"`{port.Name}`", port.IsInput ? "in" : "out", Number(port.Width)]));
        }
    }

    private void Descriptors(Document document)
    {
        document.Section("Descriptors and words");
        if (Config.Frozen is null)
        {
            document.Table(
                ["bits", "field"],
                [
                    .. RowSequencerView.CheckedFields.OrderBy(DescriptorFields.LowBit)
                        .Select(part => (IReadOnlyList<string>)
                            [DescriptorFields.Place(part, "").Trim('[', ']'), $"`{part.Name}`"]),
                    ["79:40", "`count` (decoder only)"],
                ]);
        }
        else
        {
            document.Text(
                "Lengths are frozen. The encoder takes no descriptor, the decoder's has the number of values in bits 39:0.");
        }

        Show(document, 0);
        Show(document, 1);
    }

    private void Use(Document document)
    {
        document.Section("How to use it");
        document.Text($"`{PackageTexts.FileList(View)}` lists the Verilog in compile order. The test bench gives each half "
            + string.Create(CultureInfo.InvariantCulture, $"{View.Plan.Tensors} tensors, {View.Plan.Values:N0} values, ")
            + "with pauses on all streams, compares every word with the golden model's and prints PASS or FAIL.");
        document.Code($"""
            make -C sim icarus                     # Icarus Verilog
            make -C sim verilator                  # Verilator 5
            fusesoc --cores-root . run --target sim {View.Vlnv}
            cd rtl/formal && sby -f claim_restore.sby abc
            vivado -mode batch -source scripts/package_ip.tcl
            """);
    }

    private static void Show(Document document, int picture) =>
        document.Picture(Pictures[picture].File, Pictures[picture].Words);

    private static string Lengths(Descriptor frozen) => string.Create(
        CultureInfo.InvariantCulture,
        $"mantissa {frozen.Mantissa}, exponent {frozen.Exponent}, low {frozen.Low}, sign {(frozen.Sign ? 1 : 0)}, "
        + $"{Names.Of(frozen.Coder)}{(frozen.Coder == Coder.Bias ? $" {frozen.Bias}" : "")}, {Names.Of(frozen.Rounding)}");

    private static string[] Cells(SynthReport report) =>
        [Count(report.AreaUm2), Count(report.GateEquivalents), Count(report.FlipFlops)];

    private static string[] Logic(SynthReport report) =>
        [Count(report.Luts), Count(report.FlipFlops), Count(report.LogicCells), Count(report.BlockRams)];

    private static string Count(double? number) => number is { } value ? TextTable.Count((long)Math.Round(value)) : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
