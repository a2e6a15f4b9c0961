// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Takes beats from a model's output stream.</summary>
public sealed class StreamSink
{
    private readonly ModelInstance _instance;
    private readonly StallGenerator _stall;
    private readonly uint[] _beat;

    /// <summary>A sink that has seen nothing.</summary>
    /// <param name="instance">The model.</param>
    /// <param name="name">The stream.</param>
    /// <param name="stall">When it is not ready.</param>
    public StreamSink(ModelInstance instance, string name, StallPattern stall)
    {
        ArgumentNullException.ThrowIfNull(instance);
        _instance = instance;
        _stall = stall.Start();
        Monitor = new StreamMonitor(new StreamPorts(instance.Layout, name, isInput: false));
        _beat = new uint[Monitor.Ports.BeatWords];
    }

    /// <summary>What passed, and what was broken.</summary>
    public StreamMonitor Monitor { get; }

    /// <summary>Packets that must come.</summary>
    public int Expected { get; set; }

    /// <summary>Beats that those packets can have together; more of them do not count as progress.</summary>
    public long MostBeats { get; set; } = long.MaxValue;

    /// <summary>True if all packets came.</summary>
    public bool IsDone => Monitor.Packets >= Expected;

    /// <summary>True if beats came after the last packet.</summary>
    public bool IsBeyond => Monitor.Packets > Expected
        || (IsDone && Monitor.Beats.Count > 0 && !Monitor.Beats.IsLast(Monitor.Beats.Count - 1));

    /// <summary>One line: how far it is, and whether it waits.</summary>
    public string State => IsDone
        ? $"{Monitor.Ports.Name}: all {Expected} packets came"
        : $"{Monitor.Ports.Name}: {Monitor.Packets} of {Expected} packets came, "
            + $"{Monitor.Beats.Count} beats, tvalid {(IsValid ? "is high" : "stays low")}";

    private bool IsValid => _instance.Outputs[Monitor.Ports.Valid.Offset] != 0;

    /// <summary>Drives the stream for the coming clock.</summary>
    public void Drive() => _instance.Inputs[Monitor.Ports.Ready.Offset] = _stall.Next() ? 0u : 1;

    /// <summary>Looks at the clock that was.</summary>
    /// <returns>True if a beat was taken that the run still waits for.</returns>
    public bool Observe()
    {
        var (valid, awaited) = (IsValid, !IsDone && Monitor.Beats.Count < MostBeats);
        if (valid)
        {
            Monitor.Ports.Gather(_instance.Outputs, _beat);
        }

        return Monitor.Observe(_instance.Cycle - 1, valid, _instance.Inputs[Monitor.Ports.Ready.Offset] != 0, _beat)
            && awaited;
    }

    /// <summary>Forgets the beats and the clocks, not the violations; only between runs.</summary>
    public void Restart() => Monitor.Restart();
}
