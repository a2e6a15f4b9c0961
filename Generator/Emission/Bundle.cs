// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Rtlgen.Generator.Emission;

/// <summary>Signals that travel together: as ports, as a stage's registers, as one wide bus.</summary>
/// <remarks>Ports are called <c>PREFIX_NAME_i</c> and <c>PREFIX_NAME_o</c>, nets <c>STAGE_NAME</c>.</remarks>
public sealed class Bundle(IEnumerable<Signal> signals) : IEnumerable<Signal>
{
    private readonly Signal[] _signals = [.. signals];

    /// <summary>Bits of the signals that are not constants.</summary>
    public int Width => Travelling.Sum(signal => signal.Width);

    private IEnumerable<Signal> Travelling => _signals.Where(signal => signal.Constant is null);

    /// <summary>Input ports.</summary>
    public IEnumerable<Port> Inputs(string prefix = "in") =>
        Travelling.Select(signal => new Port($"{prefix}_{signal.Name}_i", true, signal.Width, signal.IsVector));

    /// <summary>Output ports.</summary>
    public IEnumerable<Port> Outputs(string prefix = "out") =>
        Travelling.Select(signal => new Port($"{prefix}_{signal.Name}_o", false, signal.Width, signal.IsVector));

    /// <summary>Wires of a stage; constants get their value.</summary>
    public IEnumerable<string> Wires(string stage) => Signal.DeclareAll(_signals, stage, "wire");

    /// <summary>Wires of a stage that are other names for those of an earlier one.</summary>
    public IEnumerable<string> Aliases(string stage, string from) =>
        Signal.DeclareAll(_signals, stage, "wire", signal => $"{from}_{signal.Name}");

    /// <summary>Wires of a stage that are other names for input ports.</summary>
    public IEnumerable<string> FromInputs(string stage, string prefix) =>
        Signal.DeclareAll(_signals, stage, "wire", signal => $"{prefix}_{signal.Name}_i");

    /// <summary>Connections of an instance's inputs to a stage's nets.</summary>
    public IEnumerable<string> ConnectInputs(string stage, string prefix = "in") =>
        Travelling.Select(signal => $".{prefix}_{signal.Name}_i({stage}_{signal.Name}),");

    /// <summary>Connections of an instance's outputs to a stage's nets.</summary>
    public IEnumerable<string> ConnectOutputs(string stage, string prefix = "out") =>
        Travelling.Select(signal => $".{prefix}_{signal.Name}_o({stage}_{signal.Name}),");

    /// <summary>Assignments of a stage's nets to the output ports.</summary>
    public IEnumerable<string> DriveOutputs(string stage, string prefix = "out") =>
        Travelling.Select(signal => $"assign {prefix}_{signal.Name}_o = {stage}_{signal.Name};");

    /// <summary>A concatenation of a stage's nets, first signal highest, one a line.</summary>
    public string Concatenate(string stage) =>
        "{" + string.Join(",\n            ", Travelling.Select(signal => $"{stage}_{signal.Name}")) + "}";

    /// <inheritdoc/>
    public IEnumerator<Signal> GetEnumerator() => _signals.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
