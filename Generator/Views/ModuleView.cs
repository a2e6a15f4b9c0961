// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Views;

/// <summary>What a template sees of one module: every number and name in it, computed here.</summary>
/// <param name="Config">The hardware's configuration.</param>
/// <param name="Kind">What the module is; part of its name.</param>
/// <param name="TemplateStem">The template's file name without its endings.</param>
public abstract record ModuleView(HardwareConfig Config, string Kind, string TemplateStem)
{
    /// <summary>The template's file name.</summary>
    public string Template => TemplateStem + ".v.sbn";

    /// <summary>The module's name.</summary>
    public string Name => Config.ModuleName(Kind);

    /// <summary>The module's ports, in order.</summary>
    public abstract IReadOnlyList<Port> Ports { get; }

    /// <summary>The port list, one declaration a line, in columns.</summary>
    public IReadOnlyList<string> PortLines
    {
        get
        {
            var ports = Ports;
            var widest = ports.Max(port => Verilog.Range(port.Width, port.IsVector).Length);
            return [.. ports.Select((port, i) =>
                $"{(port.IsInput ? "input " : "output")} wire {Verilog.Range(port.Width, port.IsVector).PadRight(widest)}{port.Name}"
                + (i + 1 < ports.Count ? "," : ""))];
        }
    }

    /// <summary>L.</summary>
    public int Lanes => Config.Lanes;

    /// <summary>R.</summary>
    public int Rows => Config.Rows;

    /// <summary>E of the container.</summary>
    public int ExponentBits => Config.Container.ExponentBits;

    /// <summary>M of the container.</summary>
    public int MantissaBits => Config.Container.MantissaBits;

    /// <summary>Bits of a container value.</summary>
    public int ValueBits => Config.Container.Bits;

    /// <summary>The container's name.</summary>
    public string ContainerName => Config.Container.Name;

    /// <summary>True if lengths are set at run time.</summary>
    public bool IsRuntime => Config.Frozen is null;

    /// <summary>True if there is a metadata stream.</summary>
    public bool HasMetadata => Config.HasMetadata;

    /// <summary>True if the peak coder is generated.</summary>
    public bool HasPeak => Config.Coders.Contains(Coder.Peak);

    /// <summary>True if the delta coder is generated.</summary>
    public bool HasDelta => Config.Coders.Contains(Coder.Delta);

    /// <summary>True if the bias coder is generated.</summary>
    public bool HasBias => Config.Coders.Contains(Coder.Bias);

    /// <summary>e of a tensor that keeps all exponent bits, as a literal.</summary>
    public string FullExponent => Verilog.Literal(4, ExponentBits);

    /// <summary>Name of another module of the same design.</summary>
    protected string Module(string kind) => Config.ModuleName(kind);

    /// <summary>Clock and synchronous reset.</summary>
    protected static IEnumerable<Port> Clock => [In("clk_i", 1), In("rst_i", 1)];

    /// <summary>An input.</summary>
    protected static Port In(string name, int width) => new(name, true, width);

    /// <summary>An output.</summary>
    protected static Port Out(string name, int width) => new(name, false, width);

    /// <summary>An input with one bit a lane.</summary>
    protected Port InLanes(string name) => new(name, true, Lanes, IsVector: true);

    /// <summary>An output with one bit a lane.</summary>
    protected Port OutLanes(string name) => new(name, false, Lanes, IsVector: true);
}

/// <summary>A place in an unrolled table.</summary>
/// <param name="Index">The bit or lane.</param>
/// <param name="Threshold">The number it stands beside, as a literal.</param>
public sealed record TableEntry(int Index, string Threshold);
