// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Joins a tensor's descriptor with its rows.</summary>
public sealed record IntakeView(HardwareConfig Config) : ModuleView(Config, "intake", "intake")
{
    private readonly EncoderSignals _signals = new(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        .. IsRuntime
            ? [In("descriptor_valid_i", 1), Out("descriptor_ready_o", 1), In("descriptor_data_i", 40)]
            : Array.Empty<Port>(),
        In("values_valid_i", 1), Out("values_ready_o", 1), In("values_keep_i", Lanes * ValueBits / 8),
        In("values_last_i", 1),
        Out("row_valid_o", 1), In("row_ready_i", 1), .. _signals.Intake.Outputs("row"), Out("new_errors_o", 2),
    ];

    /// <summary>Registers of the descriptor in hand.</summary>
    public Stage Descriptor
    {
        get
        {
            var stage = new Stage("intake");
            foreach (var entry in _signals.Descriptor)
            {
                stage = stage.Add(entry, DescriptorFields.Place(entry, "descriptor_data_i"));
            }

            return stage;
        }
    }

    /// <summary>Bits of a row's index in its group.</summary>
    public int IndexBits => Verilog.IndexBits(Rows);

    /// <summary>R − 1 as a literal.</summary>
    public string LastIndex => Verilog.Literal(IndexBits, Rows - 1);

    /// <summary>1 as an index.</summary>
    public string IndexOne => Verilog.Literal(IndexBits, 1);

    /// <summary>Assignments to the outputs.</summary>
    public IEnumerable<string> Outputs => _signals.Intake.DriveOutputs("intake", "row");

    /// <summary>Module of the descriptor check.</summary>
    public string CheckModule => Module("descriptor_check");
}
