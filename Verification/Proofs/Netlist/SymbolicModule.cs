// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>A combinational module as formulas, in the context of the <see cref="SmtScope"/> it was loaded
/// in.</summary>
public sealed class SymbolicModule
{
    private readonly EmittedModule _module;
    private readonly Dictionary<string, Expr> _inputs;
    private readonly Dictionary<string, BitVecExpr> _outputs;

    private SymbolicModule(
        EmittedModule module, Dictionary<string, Expr> inputs, Dictionary<string, BitVecExpr> outputs)
    {
        (_module, _inputs, _outputs) = (module, inputs, outputs);
    }

    /// <summary>Loads a module's very text.</summary>
    /// <param name="module">A module that instantiates none and holds no state.</param>
    /// <param name="cache">Where Yosys's answers are kept; null for the default.</param>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the module.</exception>
    /// <exception cref="NetlistException">Yosys is too old, or the module is no function of its inputs.</exception>
    public static SymbolicModule Load(EmittedModule module, FolderCache? cache = null) =>
        Parse(module, YosysNetlist.Read(module, cache));

    /// <summary>Takes a module from Yosys's text.</summary>
    /// <param name="module">The module, with the ports that the text has.</param>
    /// <param name="text">What Yosys wrote for it.</param>
    /// <exception cref="NetlistException">The module is no function of its inputs.</exception>
    public static SymbolicModule Parse(EmittedModule module, string text)
    {
        ArgumentNullException.ThrowIfNull(module);
        var z3 = SmtScope.Current;
        var equations = z3.ParseSMTLIB2String(FlatNetlist.Of(module, text));
        var inputs = new Dictionary<string, Expr>();
        var outputs = new Dictionary<string, BitVecExpr>();
        var wrong = new List<BoolExpr>();
        foreach (var (port, equation) in module.Ports.Zip(equations))
        {
            var value = (BitVecExpr)equation.Arg(1);
            if (equation.Arg(0).FuncDecl.Name.ToString() != FlatNetlist.Value(port.Name)
                || value.SortSize != port.Width)
            {
                throw new NetlistException($"{module.Name}: port {port.Name} is not as declared");
            }

            if (!port.IsInput)
            {
                outputs.Add(port.Name, value);
                continue;
            }

            var variable = z3.MkBVConst(FlatNetlist.Input(port.Name), (uint)port.Width);
            wrong.Add(z3.MkNot(z3.MkEq(value, variable)));
            inputs.Add(port.Name, variable);
        }

        // The pieces that Yosys cut an input into must make up the input again.
        using var solver = z3.MkSolver();
        solver.Assert(z3.MkOr([.. wrong]));
        return solver.Check() == Status.UNSATISFIABLE
            ? new SymbolicModule(module, inputs, outputs)
            : throw new NetlistException($"{module.Name}: an input is not put together as declared");
    }

    /// <summary>An input's variable.</summary>
    internal Expr Input(string port) => _inputs[port];

    /// <summary>An output, from the inputs' variables.</summary>
    internal Expr Output(string port) => _outputs[port];

    /// <summary>The outputs for some inputs.</summary>
    /// <param name="inputs">Every input's value by the port's name, in the port's width.</param>
    /// <returns>Every output by its name.</returns>
    /// <exception cref="ArgumentException">An input is missing, unknown or of another width.</exception>
    public IReadOnlyDictionary<string, SmtTerm> Apply(params (string Port, SmtTerm Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var (port, value) in inputs)
        {
            if (!_module.Ports.Any(known => known.IsInput && known.Name == port && known.Width == value.Width))
            {
                throw new ArgumentException($"{_module.Name}: no input {port} of {value.Width} bits", nameof(inputs));
            }
        }

        if (inputs.Select(input => input.Port).Distinct().Count() != _inputs.Count)
        {
            throw new ArgumentException($"{_module.Name}: not every input has one value", nameof(inputs));
        }

        Expr[] from = [.. inputs.Select(input => _inputs[input.Port])];
        Expr[] to = [.. inputs.Select(input => input.Value.Expression)];
        return _outputs.ToDictionary(
            output => output.Key, output => new SmtTerm((BitVecExpr)output.Value.Substitute(from, to)));
    }
}
