// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Simulation;

/// <summary>Where a port lies in its image.</summary>
/// <param name="Name">The port's name.</param>
/// <param name="Width">Its width in bits.</param>
/// <param name="Offset">Its first 32-bit word; the port's low bits are there.</param>
public readonly record struct PortSlot(string Name, int Width, int Offset)
{
    /// <summary>32-bit words that hold the port.</summary>
    public int Words => (Width + 31) / 32;
}

/// <summary>A module's ports side by side in two images, inputs and outputs; the clock is in neither.</summary>
public sealed class PortLayout
{
    private static readonly string[] ClockNames = ["aclk", "clk_i"];

    private readonly Dictionary<string, PortSlot> _inputs = [];
    private readonly Dictionary<string, PortSlot> _outputs = [];

    /// <summary>The layout of some ports, in their order.</summary>
    /// <param name="ports">The module's ports; an input named <c>aclk</c> or <c>clk_i</c> is the clock.</param>
    public PortLayout(IReadOnlyList<Port> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        foreach (var port in ports)
        {
            if (port.IsInput && ClockNames.Contains(port.Name))
            {
                Clock = port.Name;
            }
            else if (port.IsInput)
            {
                _inputs.Add(port.Name, new PortSlot(port.Name, port.Width, InputWords));
                InputWords += _inputs[port.Name].Words;
            }
            else
            {
                _outputs.Add(port.Name, new PortSlot(port.Name, port.Width, OutputWords));
                OutputWords += _outputs[port.Name].Words;
            }
        }
    }

    /// <summary>The clock's name; null for a combinational module.</summary>
    public string? Clock { get; }

    /// <summary>32-bit words of the input image.</summary>
    public int InputWords { get; }

    /// <summary>32-bit words of the output image.</summary>
    public int OutputWords { get; }

    /// <summary>The inputs in the module's order, without the clock.</summary>
    public IEnumerable<PortSlot> Inputs => _inputs.Values;

    /// <summary>The outputs in the module's order.</summary>
    public IEnumerable<PortSlot> Outputs => _outputs.Values;

    /// <summary>Where an input lies.</summary>
    /// <exception cref="ArgumentException">There is no such input.</exception>
    public PortSlot Input(string name) => _inputs.TryGetValue(name, out var slot)
        ? slot
        : throw new ArgumentException($"there is no input {name}", nameof(name));

    /// <summary>Where an output lies.</summary>
    /// <exception cref="ArgumentException">There is no such output.</exception>
    public PortSlot Output(string name) => _outputs.TryGetValue(name, out var slot)
        ? slot
        : throw new ArgumentException($"there is no output {name}", nameof(name));

    /// <summary>True if there is such an input.</summary>
    public bool HasInput(string name) => _inputs.ContainsKey(name);

    /// <summary>True if there is such an output.</summary>
    public bool HasOutput(string name) => _outputs.ContainsKey(name);
}
