// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Views.Kernels;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Rows of exponents to fields, row codes and headers.</summary>
public sealed record GeckoEncodeView(HardwareConfig Config) : ModuleView(Config, "gecko_encode", "gecko_encode")
{
    private readonly EncoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), .. _signals.Adapted.Inputs(),
        .. new Bundle(_signals.Values).Inputs(),
        Out("out_valid_o", 1), In("out_ready_i", 1), .. _signals.Coded.Outputs(), OutLanes("out_signs_o"),
        Out("out_fields_o", Lanes * ExponentBits), Out("out_mantissas_o", Lanes * MantissaBits), Out("out_width_o", 4),
        Out("out_meta_bits_o", 12), Out("out_meta_width_o", 4),
    ];

    /// <summary>Latency in words.</summary>
    public string Latency => HasPeak ? "5 clocks; a peak group is held until its last row is in" : "2 clocks";

    /// <summary>Register in front of the group buffer.</summary>
    public Stage Peak => new Stage("peak")
        .Take(_signals.Held, "in_", "_i")
        .Add("group_first", 1, "in_group_first_i")
        .Add("group_last", 1, "in_group_last_i")
        .Add("pair_peaks", PairPeaksView.PairsOf(Lanes) * ExponentBits, "pair_peaks")
        .Add("row_zero", 1, "row_zero");

    /// <summary>Wires behind the group buffer.</summary>
    public IEnumerable<string> HeldDeclarations => _signals.Held.Wires("held");

    /// <summary>A row on its way into the group buffer.</summary>
    public string BufferRow => _signals.Held.Concatenate("peak");

    /// <summary>A row on its way out of the group buffer.</summary>
    public string HeldRow => _signals.Held.Concatenate("held");

    /// <summary>Register in front of the distances.</summary>
    public Stage Distance
    {
        get
        {
            var stage = HasPeak
                ? new Stage("distance").Take(_signals.Distance, "held_")
                : new Stage("distance").Take(_signals.Distance, "in_", "_i");
            if (HasReference && !HasLaneReferences)
            {
                stage = stage.Add(
                    new Signal("reference", ExponentBits + 1, HasPeak || BiasConstant is null ? null : $"{{1'b0, {BiasConstant}}}"),
                    "next_reference");
            }

            return HasPeak ? stage.Add("peak", ExponentBits, "held_peak").Add("zero", 1, "held_zero") : stage;
        }
    }

    /// <summary>The reference of the coders that have one for all lanes, on its way into the register; a constant
    /// needs none.</summary>
    public IEnumerable<string> NextReference
    {
        get
        {
            var bias = HasPeak ? "{1'b0, held_bias}" : "{1'b0, in_bias_i}";
            const string Peak = "{1'b0, held_peak} + { {EXPONENT_BITS{1'b0}}, held_zero}";
            return !HasPeak && (!HasBias || BiasConstant is not null) ? [] :
            [
                "wire [EXPONENT_BITS:0] next_reference =",
                .. HasPeak && HasBias ? [$"    held_coder == 2'd2 ? {bias}", $"    : {Peak};"] : new[] { $"    {(HasPeak ? Peak : bias)};" },
            ];
        }
    }

    private bool HasReference => HasPeak || HasBias;

    private string? BiasConstant => new DescriptorFields(Config).Bias.Constant;

    /// <summary>Whether each lane's reference is in a register of its own, whatever its coder: behind the group buffer
    /// there is the time to choose.</summary>
    public bool HasLaneReferences => HasPeak && HasDelta;

    /// <summary>Ready of the register in front of the distances.</summary>
    public string DistanceReady => HasPeak ? "held_ready" : "in_ready_o";

    /// <summary>What is offered to the register in front of the distances.</summary>
    public string DistanceValid => HasPeak ? "held_valid" : "in_valid_i";

    /// <summary>The group's header.</summary>
    public IEnumerable<string> PeakConstants => HasPeak
        ? [$"wire [8:0] distance_header = {{distance_zero, {(ExponentBits < 8 ? $"{8 - ExponentBits}'b0, " : "")}distance_peak}};"]
        : ["wire distance_zero = 1'b0;"];

    /// <summary>Reference of one lane.</summary>
    public string Reference => !HasDelta ? "distance_reference"
        : HasReference ? "distance_coder == 2'd1 ? {1'b0, base_q}\n                : distance_reference"
        : "{1'b0, base_q}";

    /// <summary>The net that has it.</summary>
    public string ReferenceNet => HasLaneReferences ? "reference_q" : "reference";

    /// <summary>Register in front of the fields.</summary>
    public Stage Code
    {
        get
        {
            var stage = new Stage("code").Take(_signals.Code, "distance_")
                .Add(Signal.PerLane("negative", Lanes), "negative")
                .Add("magnitudes", Lanes * ExponentBits, "magnitudes")
                .Add("row", 3, "row_code");
            return HasPeak ? stage.Add("header", 9, "distance_header") : stage;
        }
    }

    /// <summary>Assignments of what is passed through.</summary>
    public IEnumerable<string> Outputs => new Bundle(
        [.. _signals.Coded, Signal.PerLane("signs", Lanes), new Signal("mantissas", Lanes * MantissaBits)]).DriveOutputs("code");

    /// <summary>Module of the pairs' peaks.</summary>
    public string PairsModule => Module("pair_peaks");

    /// <summary>Module of the row's peak.</summary>
    public string PeakModule => Module("row_peak");

    /// <summary>Module of the group buffer.</summary>
    public string BufferModule => Module("group_buffer");

    /// <summary>Module of the distance.</summary>
    public string DistanceModule => Module("gecko_distance");

    /// <summary>Module of the row code.</summary>
    public string CodeModule => Module("gecko_row_code");

    /// <summary>Module of the row's layout.</summary>
    public string ShapeModule => Module("gecko_row_shape");

    /// <summary>Module of the field.</summary>
    public string FieldModule => Module("gecko_field");
}

/// <summary>Holds a group until its largest exponent is known.</summary>
public sealed record GroupBufferView(HardwareConfig Config) : ModuleView(Config, "group_buffer", "group_buffer")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), In("in_hold_i", 1), In("in_group_first_i", 1),
        In("in_group_last_i", 1), In("in_peak_i", ExponentBits), In("in_zero_i", 1), In("in_row_i", RowBits),
        Out("out_valid_o", 1), In("out_ready_i", 1), Out("out_group_first_o", 1), Out("out_peak_o", ExponentBits),
        Out("out_zero_o", 1), Out("out_row_o", RowBits),
    ];

    /// <summary>Bits of a row.</summary>
    public int RowBits => new EncoderSignals(Config).Held.Width;

    /// <summary>Rows that fit: two groups.</summary>
    public int Depth => 2 * Rows;

    /// <summary>Bits of a row's address.</summary>
    public int AddressBits => Verilog.IndexBits(Depth);

    /// <summary>The last address as a literal.</summary>
    public string LastAddress => Verilog.Literal(AddressBits, Depth - 1);

    /// <summary>1 as an address.</summary>
    public string AddressOne => Verilog.Literal(AddressBits, 1);
}
