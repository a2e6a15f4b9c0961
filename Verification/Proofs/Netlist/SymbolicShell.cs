// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>One clock of a shell as formulas: outputs and next registers from inputs and registers.</summary>
public sealed partial class SymbolicShell
{
    private readonly SymbolicModule _step;

    private SymbolicShell(SymbolicModule step, EmittedModule module, IReadOnlyList<Port> registers)
    {
        (_step, Module, Registers) = (step, module, registers);
    }

    /// <summary>The shell.</summary>
    public EmittedModule Module { get; }

    /// <summary>Its registers, by the names that the shell gives them.</summary>
    public IReadOnlyList<Port> Registers { get; }

    /// <summary>Loads a shell's very text, and that of its kernels.</summary>
    /// <param name="shell">A shell that instantiates kernels only.</param>
    /// <param name="modules">The modules that it may instantiate.</param>
    /// <param name="cache">Where Yosys's answers are kept; null for the default.</param>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the shell.</exception>
    /// <exception cref="NetlistException">Yosys is too old, or registers are left.</exception>
    public static SymbolicShell Load(EmittedModule shell, IReadOnlyList<EmittedModule> modules, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(shell);
        var text = YosysNetlist.ReadStep(shell, modules, cache);
        var registers = RegisterLine().Matches(text)
            .Select(line => new Port(line.Groups["name"].Value, true, int.Parse(line.Groups["width"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        List<Port> ports =
        [
            .. shell.Ports,
            .. registers.Select(register => register with { Name = register.Name + ".q" }),
            .. registers.Select(register => register with { Name = register.Name + ".d", IsInput = false }),
        ];
        return new SymbolicShell(SymbolicModule.Parse(shell with { Ports = ports }, text), shell, registers);
    }

    /// <summary>The registers as variables: any state at all.</summary>
    public IReadOnlyDictionary<string, SmtTerm> AnyState(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Registers.ToDictionary(register => register.Name, register => claim.Variable(register.Name, register.Width));
    }

    /// <summary>Inputs of a clock as variables, out of reset; the clock itself is 0.</summary>
    /// <param name="claim">Gets the variables.</param>
    /// <param name="suffix">Tells the inputs of different clocks apart.</param>
    public IReadOnlyDictionary<string, SmtTerm> AnyInputs(Claim claim, string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Module.Ports.Where(port => port.IsInput).ToDictionary(port => port.Name, port => port.Name is "clk_i" or "rst_i"
            ? SmtTerm.Constant(1, 0)
            : claim.Variable(port.Name + suffix, port.Width));
    }

    /// <summary>Outputs of a clock, and the registers after it.</summary>
    public (IReadOnlyDictionary<string, SmtTerm> Outputs, IReadOnlyDictionary<string, SmtTerm> Next) Clock(
        IReadOnlyDictionary<string, SmtTerm> state, IReadOnlyDictionary<string, SmtTerm> inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(inputs);
        var all = _step.Apply([.. inputs.Select(input => (input.Key, input.Value)), .. state.Select(register => (register.Key + ".q", register.Value))]);
        return (
            all.Where(output => !output.Key.EndsWith(".d", StringComparison.Ordinal)).ToDictionary(),
            Registers.ToDictionary(register => register.Name, register => all[register.Name + ".d"]));
    }

    [GeneratedRegex(@"^; yosys-smt2-input (?<name>[\w.]+)\.q (?<width>\d+)$", RegexOptions.Multiline)]
    private static partial Regex RegisterLine();
}
