// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Watches one stream: records the beats that pass, and holds the giver to the protocol.</summary>
/// <remarks>AMBA AXI4-Stream (ARM IHI 0051A) sections 2.2.1 and 2.7.1.</remarks>
public sealed class StreamMonitor
{
    private const int MostViolations = 16;

    private readonly uint[] _held;
    private readonly List<ProtocolViolation> _violations = [];
    private bool _waiting;

    /// <summary>A monitor that has seen nothing.</summary>
    public StreamMonitor(StreamPorts ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        Ports = ports;
        Beats = new BeatBuffer(ports);
        _held = new uint[ports.BeatWords];
    }

    /// <summary>The stream.</summary>
    public StreamPorts Ports { get; }

    /// <summary>The beats that passed.</summary>
    public BeatBuffer Beats { get; }

    /// <summary>The packets that ended.</summary>
    public int Packets { get; private set; }

    /// <summary>The clock of the first beat; −1 before it.</summary>
    public long FirstCycle { get; private set; } = -1;

    /// <summary>The clock of the last beat so far; −1 before the first.</summary>
    public long LastCycle { get; private set; } = -1;

    /// <summary>What was broken, at most the first few.</summary>
    public IReadOnlyList<ProtocolViolation> Violations => _violations;

    /// <summary>Sees one clock.</summary>
    /// <param name="cycle">Its number.</param>
    /// <param name="valid"><c>tvalid</c>.</param>
    /// <param name="ready"><c>tready</c>.</param>
    /// <param name="beat">The payload's words; not looked at without <paramref name="valid"/>.</param>
    /// <returns>True if the beat passed.</returns>
    public bool Observe(long cycle, bool valid, bool ready, ReadOnlySpan<uint> beat)
    {
        if (_waiting)
        {
            CheckHeld(cycle, valid, beat);
        }

        _waiting = valid && !ready;
        if (_waiting)
        {
            beat.CopyTo(_held);
        }

        if (valid && ready)
        {
            Record(cycle, beat);
        }

        return valid && ready;
    }

    /// <summary>Forgets the beats and the clocks, not the violations.</summary>
    public void Restart()
    {
        Beats.Clear();
        Packets = 0;
        FirstCycle = LastCycle = -1;
    }

    /// <summary>Notes a violation that the signals alone do not show.</summary>
    public void Report(long cycle, string what)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Add(new ProtocolViolation(Ports.Name, cycle, what));
        }
    }

    private void CheckHeld(long cycle, bool valid, ReadOnlySpan<uint> beat)
    {
        if (!valid)
        {
            Report(cycle, "tvalid fell before tready");
            return;
        }

        var same = beat.CommonPrefixLength(_held);
        if (same < beat.Length)
        {
            Report(cycle, $"{Ports.SignalAt(same)} changed while it waited for tready: {_held[same]:x8} to {beat[same]:x8}");
        }
    }

    private void Record(long cycle, ReadOnlySpan<uint> beat)
    {
        beat.CopyTo(Beats.Append());
        FirstCycle = FirstCycle < 0 ? cycle : FirstCycle;
        LastCycle = cycle;
        Packets += Beats.IsLast(Beats.Count - 1) ? 1 : 0;
    }
}
