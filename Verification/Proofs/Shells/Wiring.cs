// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What a shell gives the shells inside it, port by port, and its own outputs.</summary>
internal sealed class Wiring(Claim claim, ShellClock clock)
{
    private readonly HashSet<string> _stated = [];

    /// <summary>Claims what a port is given.</summary>
    /// <param name="port">An output of the shell, or <c>INSTANCE.PORT</c>.</param>
    /// <param name="expected">What it must be.</param>
    public void Port(string port, SmtTerm expected)
    {
        _stated.Add(port);
        claim.Equal(port, expected, clock[port]);
    }

    /// <summary>Claims that a stream goes from one port to another: valid one way, ready the other.</summary>
    public void Stream(string from, string to)
    {
        Port(Driven(to, "valid"), Read(from, "valid"));
        Port(Driven(from, "ready"), Read(to, "ready"));
    }

    /// <summary>Claims what goes beside the handshake of a stream; signals that nobody takes are left out.</summary>
    public void Bundle(Signals signals, string to)
    {
        foreach (var name in clock.Outputs.Keys.Where(port => port.StartsWith(to + "_", StringComparison.Ordinal))
            .Select(port => port[(to.Length + 1)..^2]).Where(name => name is not ("valid" or "ready")))
        {
            Port($"{to}_{name}_i", signals[name]);
        }
    }

    /// <summary>Claims that a stream of words goes from the shell's own ports to an unpacker, which is told of empty
    /// and torn ones.</summary>
    /// <param name="stream">Prefix of the stream.</param>
    /// <param name="mark">What comes before the names of signals there.</param>
    /// <param name="suffix">What comes behind them in inputs.</param>
    /// <param name="unpacker">The unpacker.</param>
    /// <param name="whole">True if it is told what the words' bytes say; false if it is given the bytes.</param>
    public void Words(string stream, string mark, string suffix, string unpacker, bool whole = true)
    {
        var keep = clock[$"{stream}_{mark}keep{suffix}"];
        Port($"{unpacker}.word_valid_i", clock[$"{stream}_{mark}valid{suffix}"]);
        Port(clock.Outputs.ContainsKey($"{stream}_{mark}ready_o") ? $"{stream}_{mark}ready_o" : $"{stream}_{mark}ready", clock[$"{unpacker}.word_ready_o"]);
        Port($"{unpacker}.word_data_i", clock[$"{stream}_{mark}data{suffix}"]);
        Port($"{unpacker}.word_last_i", clock[$"{stream}_{mark}last{suffix}"]);
        if (!whole)
        {
            Port($"{unpacker}.word_keep_i", keep);
            return;
        }

        Port($"{unpacker}.word_empty_i", ~Terms.Any(keep));
        Port($"{unpacker}.word_torn_i", Terms.Any(keep) & Terms.Any(~keep));
    }

    /// <summary>Claims an instance's clock and reset.</summary>
    public void Clocked(string instance, string input, SmtTerm reset)
    {
        Port($"{instance}.clk_i", clock[input]);
        Port($"{instance}.rst_i", reset);
    }

    /// <summary>Takes a port for said elsewhere.</summary>
    public void Stated(string port) => _stated.Add(port);

    /// <summary>Requires that every output and every instance's input was stated.</summary>
    /// <param name="elsewhere">Outputs that begin so are the business of other claims.</param>
    public void Complete(string elsewhere = "-")
    {
        var inside = clock.Shell.Instances.Where(instance => !instance.IsKernel)
            .SelectMany(
                instance => instance.Ports.Where(port => port.IsInput).Select(port => $"{instance.Name}.{port.Name}"));
        var own = clock.Shell.Module.Ports.Where(port => !port.IsInput).Select(port => port.Name)
            .Where(port => !port.StartsWith(elsewhere, StringComparison.Ordinal));
        if (inside.Concat(own).FirstOrDefault(port => !_stated.Contains(port)) is { } missing)
        {
            throw new NetlistException($"{clock.Shell.Module.Name}: {missing} was not stated");
        }
    }

    private string Driven(string prefix, string signal) => Find(clock.Outputs, prefix, signal);

    private SmtTerm Read(string prefix, string signal) => clock.Inputs[Find(clock.Inputs, prefix, signal)];

    private string Find(IReadOnlyDictionary<string, SmtTerm> ports, string prefix, string signal) =>
        new[] { $"{prefix}_{signal}_i", $"{prefix}_{signal}_o", $"{prefix}_t{signal}" }.FirstOrDefault(
            ports.ContainsKey)
        ?? throw new NetlistException($"{clock.Shell.Module.Name}: no {signal} on {prefix}");
}
