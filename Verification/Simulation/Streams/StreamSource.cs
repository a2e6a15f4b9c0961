// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Gives beats to a model's input stream.</summary>
/// <remarks>Between beats it drives junk with <c>tvalid</c> low, which no module may look at.</remarks>
public sealed class StreamSource
{
    private const uint Junk = 0xa5c35a3c;

    private readonly ModelInstance _instance;
    private readonly StallGenerator _idle;
    private readonly uint[] _junk;
    private bool _offering;

    /// <summary>A source without beats.</summary>
    /// <param name="instance">The model.</param>
    /// <param name="name">The stream.</param>
    /// <param name="idle">When it pauses between beats; an offered beat stays.</param>
    public StreamSource(ModelInstance instance, string name, StallPattern idle)
    {
        ArgumentNullException.ThrowIfNull(instance);
        _instance = instance;
        _idle = idle.Start();
        Ports = new StreamPorts(instance.Layout, name, isInput: true);
        Beats = new BeatBuffer(Ports);
        _junk = new uint[Ports.BeatWords];
        Array.Fill(_junk, Junk);
    }

    /// <summary>The stream.</summary>
    public StreamPorts Ports { get; }

    /// <summary>The beats to give, taken ones too.</summary>
    public BeatBuffer Beats { get; }

    /// <summary>Beats taken.</summary>
    public int Taken { get; private set; }

    /// <summary>The clock of the first beat taken; −1 before it.</summary>
    public long FirstCycle { get; private set; } = -1;

    /// <summary>The clock of the last beat taken so far; −1 before the first.</summary>
    public long LastCycle { get; private set; } = -1;

    /// <summary>True if all beats are taken.</summary>
    public bool IsDone => Taken == Beats.Count;

    /// <summary>One line: how far it is, and whether it waits.</summary>
    public string State => IsDone
        ? $"{Ports.Name}: all {Beats.Count} beats taken"
        : $"{Ports.Name}: beat {Taken} of {Beats.Count} is offered, tready stays low";

    /// <summary>Drives the stream for the coming clock.</summary>
    public void Drive()
    {
        var start = !_offering && Taken < Beats.Count && !_idle.Next();
        if (start)
        {
            _offering = true;
            Ports.Scatter(Beats[Taken], _instance.Inputs);
        }
        else if (!_offering)
        {
            Ports.Scatter(_junk, _instance.Inputs);
        }

        _instance.Inputs[Ports.Valid.Offset] = _offering ? 1u : 0;
    }

    /// <summary>Looks at the clock that was.</summary>
    /// <returns>True if a beat was taken.</returns>
    public bool Observe()
    {
        if (!_offering || _instance.Outputs[Ports.Ready.Offset] == 0)
        {
            return false;
        }

        _offering = false;
        Taken++;
        LastCycle = _instance.Cycle - 1;
        FirstCycle = FirstCycle < 0 ? LastCycle : FirstCycle;
        return true;
    }

    /// <summary>Forgets the beats and the clocks; only between runs.</summary>
    public void Restart()
    {
        Beats.Clear();
        Taken = 0;
        _offering = false;
        FirstCycle = LastCycle = -1;
    }
}
