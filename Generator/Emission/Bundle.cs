// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Rtlgen.Generator.Emission;

/// <summary>Signals that travel together: as ports, as a stage's registers, as one wide bus.</summary>
public sealed class Bundle(IEnumerable<Signal> signals) : IEnumerable<Signal>
{
    private readonly Signal[] _signals = [.. signals];

    /// <summary>Bits of the signals that are not constants.</summary>
    public int Width => Travelling.Sum(signal => signal.Width);

    private IEnumerable<Signal> Travelling => _signals.Where(signal => signal.Constant is null);

    /// <summary>Ports <c>in_NAME_i</c>.</summary>
    public IEnumerable<Port> Inputs() => Travelling.Select(signal => new Port($"in_{signal.Name}_i", true, signal.Width, signal.IsVector));

    /// <summary>Ports <c>out_NAME_o</c>.</summary>
    public IEnumerable<Port> Outputs() => Travelling.Select(signal => new Port($"out_{signal.Name}_o", false, signal.Width, signal.IsVector));

    /// <summary>Wires <c>STAGE_NAME</c>; constants get their value.</summary>
    public IEnumerable<string> Wires(string stage) => Signal.DeclareAll(_signals, "wire", stage);

    /// <summary>Wires <c>STAGE_NAME</c> that are other names for <c>FROM_NAME</c>.</summary>
    public IEnumerable<string> Aliases(string stage, string from) => _signals
        .Select(signal => $"wire {Verilog.Range(signal.Width, signal.IsVector)}{stage}_{signal.Name} = {from}_{signal.Name};")
        .Concat(Signal.UnusedConstants(_signals, stage));

    /// <summary>Connections of an instance's inputs <c>in_NAME_i</c> to nets <c>STAGE_NAME</c>.</summary>
    public IEnumerable<string> ConnectInputs(string stage) =>
        Travelling.Select(signal => $".in_{signal.Name}_i({stage}_{signal.Name}),");

    /// <summary>Connections of an instance's outputs <c>out_NAME_o</c> to nets <c>STAGE_NAME</c>.</summary>
    public IEnumerable<string> ConnectOutputs(string stage) =>
        Travelling.Select(signal => $".out_{signal.Name}_o({stage}_{signal.Name}),");

    /// <summary>Assignments of the nets <c>STAGE_NAME</c> to the outputs <c>out_NAME_o</c>.</summary>
    public IEnumerable<string> DriveOutputs(string stage) =>
        Travelling.Select(signal => $"assign out_{signal.Name}_o = {stage}_{signal.Name};");

    /// <summary>A concatenation of the nets <c>STAGE_NAME</c>, first signal highest, one a line.</summary>
    public string Concatenate(string stage) =>
        "{" + string.Join(",\n            ", Travelling.Select(signal => $"{stage}_{signal.Name}")) + "}";

    /// <inheritdoc/>
    public IEnumerator<Signal> GetEnumerator() => _signals.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
