// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Z3;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>A module or memory that a shell instantiates.</summary>
/// <param name="Name">Its name in the shell, such as <c>g_merge[0].u_merge</c>.</param>
/// <param name="Module">The module; null for a memory.</param>
/// <param name="Ports">Its ports, as it sees them.</param>
public sealed record ShellInstance(string Name, EmittedModule? Module, IReadOnlyList<Port> Ports)
{
    /// <summary>True for a combinational module.</summary>
    public bool IsKernel => Module is not null && Module.Ports.All(port => port.Name is not ("clk_i" or "aclk"));

    /// <summary>The lane it belongs to; -1 if it serves all.</summary>
    public int Lane => Name.IndexOf('[', StringComparison.Ordinal) is > 0 and var at
        ? int.Parse(Name[(at + 1)..Name.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
        : -1;
}

/// <summary>One clock of a shell as formulas: outputs and next registers from inputs and registers.</summary>
/// <remarks>What it instantiates is cut out: an instance's outputs are inputs of the clock and the other way
/// round.</remarks>
public sealed partial class SymbolicShell
{
    private static readonly string[] Clocks = ["clk_i", "aclk"];

    private readonly SymbolicModule _step;

    private SymbolicShell(
        SymbolicModule step, EmittedModule module, IReadOnlyList<Port> ports, IReadOnlyList<Port> registers, IReadOnlyList<ShellInstance> instances)
    {
        (_step, Module, StepPorts, Registers, Instances) = (step, module, ports, registers, instances);
    }

    /// <summary>The shell.</summary>
    public EmittedModule Module { get; }

    /// <summary>Ports of one clock of it: its own, <c>R.q</c>, <c>R.d</c>, and those of instances.</summary>
    public IReadOnlyList<Port> StepPorts { get; }

    /// <summary>Its registers, by the names that the shell gives them; one that a port shows has the port's
    /// name.</summary>
    public IReadOnlyList<Port> Registers { get; }

    /// <summary>What it instantiates, and its memories.</summary>
    public IReadOnlyList<ShellInstance> Instances { get; }

    /// <summary>Loads a shell's very text.</summary>
    /// <param name="shell">A module with a clock.</param>
    /// <param name="modules">The modules that it may instantiate.</param>
    /// <param name="cache">Where Yosys's answers are kept; null for the default.</param>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the shell.</exception>
    /// <exception cref="NetlistException">Yosys is too old, or something is not clocked by the rising edge of the
    /// clock.</exception>
    public static SymbolicShell Load(
        EmittedModule shell, IReadOnlyList<EmittedModule> modules, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(shell);
        var (text, cells) = YosysNetlist.ReadStep(shell, modules, cache);
        var lines = PortLine().Matches(text)
            .Select(line => new Port(
                line.Groups["name"].Value,
                line.Groups["way"].Value == "in",
                int.Parse(line.Groups["width"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        var registers = lines.Where(line => line.IsInput && line.Name.EndsWith(".q", StringComparison.Ordinal))
            .Select(line => line with { Name = line.Name[..^2] }).ToList();
        var instances = cells.Select(cell => Instance(cell, modules, lines)).ToList();
        List<Port> ports =
        [
            .. shell.Ports,
            .. registers.Select(register => register with { Name = register.Name + ".q" }),
            .. registers.Select(register => register with { Name = register.Name + ".d", IsInput = false }),
            .. registers.Select(register => new Port(register.Name + ".c", false, 1)),
            .. from instance in instances
               from port in instance.Ports
               select port with { Name = $"{instance.Name}.{port.Name}", IsInput = !port.IsInput },
        ];
        var step = SymbolicModule.Parse(shell with { Ports = ports }, text);
        RequireOneClock(shell, ports, step);
        return new SymbolicShell(step, shell, ports, registers, instances);
    }

    /// <summary>The registers as variables: any state at all.</summary>
    public IReadOnlyDictionary<string, SmtTerm> AnyState(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Registers.ToDictionary(
            register => register.Name, register => claim.Variable(register.Name, register.Width));
    }

    /// <summary>Inputs of a clock as variables, out of reset; the clock itself is 0. Instances that are no kernels are
    /// inputs too.</summary>
    /// <param name="claim">Gets the variables.</param>
    /// <param name="suffix">Tells the inputs of different clocks apart.</param>
    public Dictionary<string, SmtTerm> AnyInputs(Claim claim, string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(claim);
        var around = from instance in Instances
                     where !instance.IsKernel
                     from port in instance.Ports
                     where !port.IsInput
                     select port with { Name = $"{instance.Name}.{port.Name}" };
        return Module.Ports.Where(port => port.IsInput).Concat(around).ToDictionary(port => port.Name, port => port.Name switch
        {
            "clk_i" or "aclk" or "rst_i" => SmtTerm.Constant(1, 0),
            "aresetn" => SmtTerm.Constant(1, 1),
            _ => claim.Variable(port.Name + suffix, port.Width),
        });
    }

    /// <summary>
    /// Outputs of a clock, what instances are given as <c>INSTANCE.PORT</c>, and the registers after it. Kernels become
    /// applications of the claim.
    /// </summary>
    public (IReadOnlyDictionary<string, SmtTerm> Outputs, IReadOnlyDictionary<string, SmtTerm> Next) Clock(
        Claim claim, IReadOnlyDictionary<string, SmtTerm> state, IReadOnlyDictionary<string, SmtTerm> inputs)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(inputs);

        // What a kernel is given may depend on what another one gives, so that all their outputs get names first.
        var kernels = Instances.Where(instance => instance.IsKernel)
            .Select(instance => (Instance: instance, Outputs: claim.NewOutputs(instance.Module!))).ToList();
        (string Port, SmtTerm Value)[] given =
        [
            .. inputs.Select(input => (input.Key, input.Value)),
            .. state.Select(register => (register.Key + ".q", register.Value)),
            .. kernels.SelectMany(
                kernel => kernel.Outputs.Select(output => ($"{kernel.Instance.Name}.{output.Key}", output.Value))),
        ];
        var all = claim.KeepsSteps
            ? claim.NewStep(this, given.ToDictionary(input => input.Port, input => input.Value))
            : _step.Apply(given);
        foreach (var (instance, outputs) in kernels)
        {
            claim.Applies(new Application(
                instance.Module!,
                instance.Lane,
                instance.Ports.Where(port => port.IsInput).ToDictionary(
                    port => port.Name, port => all[$"{instance.Name}.{port.Name}"]),
                outputs));
        }

        return (all, Registers.ToDictionary(register => register.Name, register => all[register.Name + ".d"]));
    }

    /// <summary>What a clock gives, as formulas of what it is given.</summary>
    internal IReadOnlyDictionary<string, SmtTerm> Values(IReadOnlyDictionary<string, SmtTerm> inputs) =>
        _step.Apply([.. inputs.Select(input => (input.Key, input.Value))]);

    private static ShellInstance Instance(
        (string Name, string Module) cell, IReadOnlyList<EmittedModule> modules, List<Port> lines)
    {
        if (modules.FirstOrDefault(module => module.Name == cell.Module) is { } module)
        {
            return new ShellInstance(cell.Name, module, module.Ports);
        }

        var prefix = cell.Name + ".";
        return new ShellInstance(cell.Name, null, [.. lines
            .Where(line => line.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => line with { Name = line.Name[prefix.Length..], IsInput = !line.IsInput })]);
    }

    private static void RequireOneClock(EmittedModule shell, List<Port> ports, SymbolicModule step)
    {
        var z3 = SmtScope.Current;
        var clocks = ports.Where(port => !port.IsInput
            && (port.Name.EndsWith(".c", StringComparison.Ordinal) || port.Name.EndsWith(".clk_i", StringComparison.Ordinal)
                || port.Name.EndsWith(".aclk", StringComparison.Ordinal)
                || port.Name.EndsWith(".WR_CLK", StringComparison.Ordinal)));
        var clock = shell.Ports.Single(port => Clocks.Contains(port.Name)).Name;
        using var solver = z3.MkSolver();
        solver.Assert(
            z3.MkOr([.. clocks.Select(port => z3.MkNot(z3.MkEq(step.Output(port.Name), step.Input(clock))))]));
        if (solver.Check() != Status.UNSATISFIABLE)
        {
            throw new NetlistException($"{shell.Name}: something is not clocked by the rising edge of {clock}");
        }
    }

    [GeneratedRegex(@"^; yosys-smt2-(?<way>in|out)put (?<name>\S+) (?<width>\d+)$", RegexOptions.Multiline)]
    private static partial Regex PortLine();
}
