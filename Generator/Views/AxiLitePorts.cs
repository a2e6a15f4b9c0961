// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Views;

/// <summary>Ports of an AXI4-Lite subordinate of 32 bits under the names that vendor tools infer it from.</summary>
public static class AxiLitePorts
{
    /// <summary>Bits of data.</summary>
    public const int DataBits = 32;

    /// <summary>The ports, channel by channel.</summary>
    public static IReadOnlyList<Port> All { get; } =
    [
        In("awvalid", 1), Out("awready", 1), In("awaddr", RegisterMap.AddressBits), In("awprot", 3),
        In("wvalid", 1), Out("wready", 1), In("wdata", DataBits), In("wstrb", DataBits / 8),
        Out("bvalid", 1), In("bready", 1), Out("bresp", 2),
        In("arvalid", 1), Out("arready", 1), In("araddr", RegisterMap.AddressBits), In("arprot", 3),
        Out("rvalid", 1), In("rready", 1), Out("rdata", DataBits), Out("rresp", 2),
    ];

    private static Port In(string name, int width) => new($"s_axi_{name}", true, width);

    private static Port Out(string name, int width) => new($"s_axi_{name}", false, width);
}
