// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views;

/// <summary>Ports of AXI4-Streams under the names that vendor tools infer interfaces from.</summary>
public static class AxiPorts
{
    /// <summary>Ports of a stream that the module takes in.</summary>
    /// <param name="name">Name of the stream.</param>
    /// <param name="width">Bits of <c>tdata</c>.</param>
    /// <param name="packet">True for <c>tkeep</c> and <c>tlast</c>.</param>
    public static IEnumerable<Port> Sink(string name, int width, bool packet = false)
    {
        yield return new Port($"s_axis_{name}_tvalid", true, 1);
        yield return new Port($"s_axis_{name}_tready", false, 1);
        yield return new Port($"s_axis_{name}_tdata", true, width);
        if (packet)
        {
            yield return new Port($"s_axis_{name}_tkeep", true, width / 8);
            yield return new Port($"s_axis_{name}_tlast", true, 1);
        }
    }

    /// <summary>Ports of a stream of packets that the module sends out; <c>tuser</c> marks a broken packet.</summary>
    /// <param name="name">Name of the stream.</param>
    /// <param name="width">Bits of <c>tdata</c>.</param>
    public static IEnumerable<Port> Source(string name, int width)
    {
        yield return new Port($"m_axis_{name}_tvalid", false, 1);
        yield return new Port($"m_axis_{name}_tready", true, 1);
        yield return new Port($"m_axis_{name}_tdata", false, width);
        yield return new Port($"m_axis_{name}_tkeep", false, width / 8);
        yield return new Port($"m_axis_{name}_tlast", false, 1);
        yield return new Port($"m_axis_{name}_tuser", false, 1);
    }
}
