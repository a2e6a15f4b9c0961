// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>Addresses of tensors to their descriptors.</summary>
public sealed record LayerLookupView(HardwareConfig Config)
    : ModuleView(Config, Config.TableKind("layer_lookup"), "layer_lookup")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        .. Clock,
        In("in_valid_i", 1), Out("in_ready_o", 1), In("in_layer_i", LayerTable.LayerBits),
        In("in_kind_i", LayerTable.KindBits), In("in_count_i", 40),
        Out("out_valid_o", 1), In("out_ready_i", 1), Out("out_descriptor_o", 80), Out("out_hit_o", 1),
    ];

    /// <summary>Module of the table.</summary>
    public string TableModule => Module(Config.TableKind("layer_table"));
}
