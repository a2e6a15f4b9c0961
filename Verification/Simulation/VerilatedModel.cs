// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Simulation;

/// <summary>An emitted module as machine code: a Verilated shared library, loaded.</summary>
/// <remarks>docs/simulation.md. Libraries stay loaded until the process ends.</remarks>
public sealed unsafe class VerilatedModel
{
    private readonly delegate* unmanaged<int, nint> _create;
    private readonly IReadOnlyList<(string Input, ulong Value)> _constants;

    private VerilatedModel(
        string top, PortLayout layout, string folder, params IReadOnlyList<(string Input, ulong Value)> constants)
    {
        _constants = constants;
        Top = top;
        Layout = layout;
        Folder = folder;
        var library = NativeLibrary.Load(Path.Combine(folder, ModelBuilder.Library));
        _create = (delegate* unmanaged<int, nint>)NativeLibrary.GetExport(library, "bench_create");
        DestroyEntry = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "bench_destroy");
        ErrorEntry = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(library, "bench_error");
        EvaluateEntry =
            (delegate* unmanaged<nint, uint*, uint*, int>)NativeLibrary.GetExport(library, "bench_evaluate");
        ClockEntry = (delegate* unmanaged<nint, uint*, uint*, int>)NativeLibrary.GetExport(library, "bench_clock");
        TraceEntry = (delegate* unmanaged<nint, byte*, int>)NativeLibrary.GetExport(library, "bench_trace");
    }

    /// <summary>The module's name.</summary>
    public string Top { get; }

    /// <summary>Where its ports lie in the images.</summary>
    public PortLayout Layout { get; }

    /// <summary>The folder with the sources and the library.</summary>
    public string Folder { get; }

    internal delegate* unmanaged<nint, void> DestroyEntry { get; }

    internal delegate* unmanaged<nint, byte*> ErrorEntry { get; }

    internal delegate* unmanaged<nint, uint*, uint*, int> EvaluateEntry { get; }

    internal delegate* unmanaged<nint, uint*, uint*, int> ClockEntry { get; }

    internal delegate* unmanaged<nint, byte*, int> TraceEntry { get; }

    /// <summary>Builds a module, or finds it in the cache, and loads it.</summary>
    /// <param name="top">The module.</param>
    /// <param name="modules">It and all that it instantiates, in any order.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="Tools.ToolFailedException">One of them refused the module; the message quotes it.</exception>
    public static VerilatedModel Build(
        EmittedModule top, IEnumerable<EmittedModule> modules, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(top);
        ArgumentNullException.ThrowIfNull(modules);
        return Build(top.Name, top.Ports, [.. Needed(top, [.. modules]).Select(module => (module.FileName, module.Text))], options);
    }

    // Only what the top instantiates: a change elsewhere does not build it again.
    private static IEnumerable<EmittedModule> Needed(EmittedModule top, IReadOnlyList<EmittedModule> modules)
    {
        var needed = new HashSet<string> { top.Name };
        var open = new Queue<EmittedModule>([top]);
        while (open.TryDequeue(out var module))
        {
            foreach (var other in modules.Where(other => module.Text.Contains($"    {other.Name} ", StringComparison.Ordinal)))
            {
                if (needed.Add(other.Name))
                {
                    open.Enqueue(other);
                }
            }
        }

        return modules.Where(module => needed.Contains(module.Name));
    }

    /// <summary>Builds a module, or finds it in the cache, and loads it.</summary>
    /// <param name="top">The module's name.</param>
    /// <param name="ports">Its ports; an input named <c>aclk</c> or <c>clk_i</c> is the clock.</param>
    /// <param name="sources">File names without folders, and texts.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="Tools.ToolFailedException">One of them refused the module; the message quotes it.</exception>
    public static VerilatedModel Build(
        string top,
        IReadOnlyList<Port> ports,
        IReadOnlyList<(string FileName, string Text)> sources,
        SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var layout = new PortLayout(ports);
        var folder = new ModelBuilder(options ?? new SimulationOptions()).Build(top, layout, sources);
        return new VerilatedModel(top, layout, folder);
    }

    /// <summary>A new instance, with registers at random values.</summary>
    /// <param name="seed">Chooses those values; not 0.</param>
    public ModelInstance CreateInstance(int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seed);
        return new ModelInstance(this, _create(seed), _constants);
    }

    /// <summary>The same model with an input of at most 64 bits that has one value in all instances.</summary>
    /// <exception cref="ArgumentException">There is no such input.</exception>
    public VerilatedModel With(string input, ulong value)
    {
        _ = Layout.Input(input);
        return new VerilatedModel(Top, Layout, Folder, [.. _constants, (input, value)]);
    }
}
