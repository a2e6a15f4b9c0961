// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Emission;

/// <summary>A pipeline register: what it holds and where that comes from.</summary>
/// <param name="Name">First part of the registers' names.</param>
/// <param name="IsRegister">False if the pipeline's depth leaves it out: its names are then wires.</param>
public sealed record Stage(string Name, bool IsRegister = true)
{
    private readonly List<(Signal Signal, string Source)> _entries = [];

    /// <summary>Declarations of the registers, and of constants in their place; wires with their sources if there is no
    /// register.</summary>
    public IEnumerable<string> Declarations
    {
        get
        {
            Signal[] signals = [.. _entries.Select(entry => entry.Signal)];
            return IsRegister
                ? Signal.DeclareAll(signals, Name, "reg")
                : Signal.DeclareAll(signals, Name, "wire", signal => _entries.First(entry => entry.Signal == signal).Source);
        }
    }

    /// <summary>The valid bit of what the stage holds.</summary>
    /// <param name="entering">The valid bit of what enters, which it is if there is no register.</param>
    public string Valid(string entering) => IsRegister ? $"{Name}_valid_q" : entering;

    /// <summary>Non-blocking assignments of the sources to the registers, in columns.</summary>
    public IEnumerable<string> Assignments
    {
        get
        {
            var registers = _entries.Where(entry => entry.Signal.Constant is null).ToList();
            var longest = registers.Select(entry => entry.Signal.Name.Length).DefaultIfEmpty().Max();
            return registers.Select(entry => $"{Name}_{entry.Signal.Name.PadRight(longest)} <= {entry.Source};");
        }
    }

    /// <summary>Adds signals whose source is the net <c>PREFIX + name + SUFFIX</c>.</summary>
    public Stage Take(IEnumerable<Signal> signals, string prefix, string suffix = "")
    {
        _entries.AddRange(signals.Select(signal => (signal, prefix + signal.Name + suffix)));
        return this;
    }

    /// <summary>Adds one signal with a source of its own.</summary>
    public Stage Add(string name, int width, string source) => Add(new Signal(name, width), source);

    /// <summary>Adds one signal with a source of its own.</summary>
    public Stage Add(Signal signal, string source)
    {
        _entries.Add((signal, source));
        return this;
    }
}
