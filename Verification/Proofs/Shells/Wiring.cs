// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What each instance's inputs and the module's outputs are wired to: all of them, or it is no wiring.</summary>
internal sealed class Wiring(Claim claim, ShellClock clock)
{
    private readonly HashSet<string> _wired = [];

    /// <summary>Claims what an instance's input or an output is.</summary>
    public void Wire(string port, SmtTerm expected)
    {
        claim.Equal(port, expected, clock[port]);
        _wired.Add(port);
    }

    /// <summary>Claims that a stream between instances goes from one to the other: payload by name, valid and ready.</summary>
    /// <param name="from">Prefix of the stream where it comes out.</param>
    /// <param name="to">Prefix of the stream where it goes in.</param>
    /// <param name="others">What goes in beside what comes out.</param>
    public void WireStream(string from, string to, params (string Name, SmtTerm Value)[] others)
    {
        var source = Signals.Of(claim, clock.Inputs, from + "_", "_o").With(others);
        foreach (var name in Signals.Of(claim, clock.Outputs, to + "_", "_i").Names)
        {
            Wire($"{to}_{name}_i", source[name]);
        }

        Wire($"{from}_ready_i", clock[$"{to}_ready_o"]);
    }

    /// <summary>The module's reset reaches every instance that has one.</summary>
    public void WireResets(SmtTerm reset)
    {
        foreach (var port in clock.Outputs.Keys.Where(port => port.EndsWith(".rst_i", StringComparison.Ordinal)))
        {
            Wire(port, reset);
        }
    }

    /// <summary>Every input of an instance and every output was said something about.</summary>
    /// <exception cref="NetlistException">One was forgotten.</exception>
    public void MustBeComplete()
    {
        var ports = from instance in clock.Shell.Instances
                    where !instance.IsKernel
                    from port in instance.Ports
                    where port.IsInput && port.Name != "clk_i"
                    select $"{instance.Name}.{port.Name}";
        var outputs = clock.Shell.Module.Ports.Where(port => !port.IsInput).Select(port => port.Name);
        if (ports.Concat(outputs).FirstOrDefault(port => !_wired.Contains(port)) is { } forgotten)
        {
            throw new NetlistException($"{clock.Shell.Module.Name}: nothing is claimed of {forgotten}");
        }
    }
}
