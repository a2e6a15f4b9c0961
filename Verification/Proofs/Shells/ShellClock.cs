// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>A clock of a shell out of reset: any inputs, from any state or a given one.</summary>
internal sealed class ShellClock
{
    private readonly Claim _claim;

    /// <summary>A clock.</summary>
    /// <param name="claim">Gets the variables.</param>
    /// <param name="kind">Which shell.</param>
    /// <param name="state">Its registers; null for any.</param>
    /// <param name="suffix">Tells the inputs of different clocks apart.</param>
    /// <param name="given">Inputs that have a value.</param>
    public ShellClock(
        Claim claim, string kind, IReadOnlyDictionary<string, SmtTerm>? state = null, string suffix = "",
        params (string Input, SmtTerm Value)[] given)
    {
        _claim = claim;
        Kind = kind;
        Shell = claim.Shell(kind);
        Registers = state ?? Shell.AnyState(claim);
        var inputs = Shell.AnyInputs(claim, suffix);
        foreach (var (input, value) in given)
        {
            inputs[input] = inputs.ContainsKey(input)
                ? value
                : throw new NetlistException($"{Shell.Module.Name}: no input {input}");
        }

        Inputs = inputs;
        (Outputs, Next) = Shell.Clock(claim, Registers, inputs);
    }

    /// <summary>Which shell.</summary>
    public string Kind { get; }

    /// <summary>The shell.</summary>
    public SymbolicShell Shell { get; }

    /// <summary>Its inputs, and what instances that were cut out give it as <c>INSTANCE.PORT</c>.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Inputs { get; }

    /// <summary>Its outputs, and what it gives instances.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Outputs { get; }

    /// <summary>Its registers before the clock.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Registers { get; }

    /// <summary>Its registers after the clock.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Next { get; }

    /// <summary>A signal of this clock: an input or an output.</summary>
    public SmtTerm this[string port] => Inputs.TryGetValue(port, out var input) ? input
        : Outputs.TryGetValue(port, out var output) ? output
        : throw new NetlistException($"{Shell.Module.Name}: no port {port}");

    /// <summary>A register before the clock.</summary>
    public SmtTerm Before(string register) => Register(Registers, register);

    /// <summary>A register after the clock.</summary>
    public SmtTerm After(string register) => Register(Next, register);

    /// <summary>What comes in beside the handshake: <c>PREFIX_x_i</c>, or an instance's <c>PREFIX_x_o</c>.</summary>
    public Signals In(string prefix) =>
        Signals.Of(_claim, Beside(Inputs), prefix + "_", Stream.IsInstance(prefix) ? "_o" : "_i");

    /// <summary>What goes out beside the handshake: <c>PREFIX_x_o</c>, or an instance's <c>PREFIX_x_i</c>.</summary>
    public Signals Out(string prefix) =>
        Signals.Of(_claim, Beside(Outputs), prefix + "_", Stream.IsInstance(prefix) ? "_i" : "_o");

    /// <summary>One bit: a beat moves on a stream of these ports.</summary>
    public SmtTerm Moves(string prefix) => Either(prefix + "_valid") & Either(prefix + "_ready");

    /// <summary>A stage's registers: <c>STAGE_x</c>, or what the port that shows one is called.</summary>
    /// <param name="registers">Registers before or after the clock.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="port">The prefix of ports that may show its registers.</param>
    public Signals Stage(IReadOnlyDictionary<string, SmtTerm> registers, string stage, string port = "out")
    {
        var shown = Signals.Of(_claim, registers, port + "_", "_o");
        var own = Signals.Of(_claim, registers, stage + "_", "");
        return shown.With([.. own.Names.Select(name => (name.EndsWith("_q", StringComparison.Ordinal) ? name[..^2] : name, own[name]))]);
    }

    private SmtTerm Either(string name) =>
        Inputs.ContainsKey(name + "_i") || Outputs.ContainsKey(name + "_i") ? this[name + "_i"] : this[name + "_o"];

    private static Dictionary<string, SmtTerm> Beside(IReadOnlyDictionary<string, SmtTerm> ports) => ports
        .Where(port => port.Key[^2..] is "_i" or "_o" && !port.Key[..^2].EndsWith("_valid", StringComparison.Ordinal)
            && !port.Key[..^2].EndsWith("_ready", StringComparison.Ordinal))
        .ToDictionary();

    private SmtTerm Register(IReadOnlyDictionary<string, SmtTerm> registers, string name) => registers.TryGetValue(
        name, out var register)
        ? register
        : throw new NetlistException(
            $"{Shell.Module.Name}: no register {name}: what its state stands for is not known");
}
