// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Simulation;

namespace Rtlgen.Tests.Verification.Kernels;

/// <summary>All kernels of a configuration side by side in one model; ports are called KERNEL_PORT.</summary>
internal sealed class KernelBench : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<VerilatedModel>> Models = new();

    private readonly ModelInstance _instance;

    public KernelBench(HardwareConfig config)
    {
        Config = config;
        _instance =
            Models.GetOrAdd(config.Name, _ => new Lazy<VerilatedModel>(() => Build(config))).Value.CreateInstance();
    }

    public HardwareConfig Config { get; }

    /// <summary>Evaluates one kernel and gives some of its outputs.</summary>
    /// <param name="kernel">What the kernel is called in module names.</param>
    /// <param name="inputs">Its input ports without <c>_i</c>, and their values.</param>
    public Outputs Run(string kernel, params ReadOnlySpan<(string Port, BitWord Value)> inputs)
    {
        foreach (var (port, value) in inputs)
        {
            _instance.Set($"{kernel}_{port}_i", value.Value);
        }

        _instance.Evaluate();
        return new Outputs(_instance, kernel);
    }

    public void Dispose() => _instance.Dispose();

    private static VerilatedModel Build(HardwareConfig config)
    {
        var design = new DesignEmitter().Emit(config);
        var kernels =
            design.Modules.Where(module => module.Text.Contains("\n// Kernel: ", StringComparison.Ordinal)).ToList();
        var wrapper = Wrap(config, kernels);
        return VerilatedModel.Build(wrapper, [.. kernels, wrapper]);
    }

    private static EmittedModule Wrap(HardwareConfig config, IReadOnlyList<EmittedModule> kernels)
    {
        var name = config.ModuleName("kernels");
        var ports = new List<Port>();
        var body = new List<string>();
        foreach (var kernel in kernels)
        {
            var kind = kernel.Name[(config.Prefix.Length + 1)..^(config.Name.Length + 1)];
            ports.AddRange(kernel.Ports.Select(port => port with { Name = $"{kind}_{port.Name}" }));
            var connections = kernel.Ports.Select(port => $".{port.Name}({kind}_{port.Name})");
            body.Add($"    {kernel.Name} u_{kind} ({string.Join(", ", connections)});");
        }

        var declarations = ports.Select(port =>
            $"    {(port.IsInput ? "input" : "output")} wire {Verilog.Range(port.Width, port.IsVector)}{port.Name}");
        var text = $"module {name} (\n{string.Join(",\n", declarations)}\n);\n{string.Join('\n', body)}\nendmodule\n";
        return new EmittedModule(name, ports, text);
    }

    /// <summary>The outputs of a kernel that was just evaluated.</summary>
    public readonly struct Outputs(ModelInstance instance, string kernel)
    {
        /// <summary>An output port by its name without <c>_o</c>.</summary>
        public ulong this[string port] => instance.Get($"{kernel}_{port}_o");
    }
}
