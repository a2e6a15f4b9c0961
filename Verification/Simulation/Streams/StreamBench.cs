// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>A model with sources and sinks on its streams.</summary>
public sealed class StreamBench : IDisposable
{
    /// <summary>Clocks without any beat after which a run is given up, unless another number is set.</summary>
    public const int DefaultPatience = 2000;

    private const int ResetClocks = 4;
    private const int DrainClocks = 32;

    private readonly List<StreamSource> _sources = [];
    private readonly List<StreamSink> _sinks = [];

    /// <summary>A bench without streams. <see cref="Reset"/> it once they are added.</summary>
    /// <param name="model">The model; its reset, if it has one, is <c>aresetn</c>.</param>
    /// <param name="seed">Chooses what registers hold before the reset; not 0.</param>
    public StreamBench(VerilatedModel model, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        Instance = model.CreateInstance(seed);
    }

    /// <summary>The model's instance.</summary>
    public ModelInstance Instance { get; }

    /// <summary>Clocks without any beat after which a run is given up.</summary>
    public int Patience { get; set; } = DefaultPatience;

    /// <summary>What was broken on any output stream, stream by stream.</summary>
    public IEnumerable<ProtocolViolation> Violations => _sinks.SelectMany(sink => sink.Monitor.Violations);

    /// <summary>Puts a source on an input stream.</summary>
    public StreamSource AddSource(string name, StallPattern idle)
    {
        _sources.Add(new StreamSource(Instance, name, idle));
        return _sources[^1];
    }

    /// <summary>Puts a sink on an output stream.</summary>
    public StreamSink AddSink(string name, StallPattern stall)
    {
        _sinks.Add(new StreamSink(Instance, name, stall));
        return _sinks[^1];
    }

    /// <summary>Resets the model; from the second clock on no output may be valid.</summary>
    public void Reset()
    {
        Instance.ClearInputs();
        for (var clock = 0; clock < ResetClocks; clock++)
        {
            Instance.Clock();
            foreach (var sink in _sinks.Where(sink => clock > 0 && Instance.Outputs[sink.Monitor.Ports.Valid.Offset] != 0))
            {
                sink.Monitor.Report(Instance.Cycle - 1, "tvalid is high in reset");
            }
        }

        if (Instance.Layout.HasInput("aresetn"))
        {
            Instance.Set("aresetn", 1);
        }
    }

    /// <summary>One clock.</summary>
    /// <returns>True if a beat passed on any stream.</returns>
    public bool Step()
    {
        foreach (var source in _sources)
        {
            source.Drive();
        }

        foreach (var sink in _sinks)
        {
            sink.Drive();
        }

        Instance.Clock();
        var progress = false;
        foreach (var source in _sources)
        {
            progress |= source.Observe();
        }

        foreach (var sink in _sinks)
        {
            progress |= sink.Observe();
        }

        return progress;
    }

    /// <summary>Runs until all beats are taken and all packets have come; then a little on, to see none too
    /// many.</summary>
    /// <exception cref="StreamTimeoutException">Nothing moved for <see cref="Patience"/> clocks.</exception>
    public void Run()
    {
        var still = 0;
        while (!IsDone())
        {
            still = Step() ? 0 : still + 1;
            if (still > Patience)
            {
                throw new StreamTimeoutException(Stuck());
            }
        }

        for (var clock = 0; clock < DrainClocks; clock++)
        {
            Step();
        }

        foreach (var sink in _sinks.Where(sink => sink.IsBeyond))
        {
            sink.Monitor.Report(Instance.Cycle - 1, $"a beat came after the last of {sink.Expected} packets");
        }
    }

    /// <summary>Clears the sticky bits, and forgets beats and clocks, for a run on from where the model is.</summary>
    public void Begin()
    {
        Instance.Set("status_clear_i", 1);
        Step();
        Instance.Set("status_clear_i", 0);
        Restart();
    }

    /// <summary>Forgets beats and clocks, for a run on from where the model is.</summary>
    public void Restart()
    {
        _sources.ForEach(source => source.Restart());
        _sinks.ForEach(sink => sink.Restart());
    }

    /// <inheritdoc/>
    public void Dispose() => Instance.Dispose();

    private bool IsDone()
    {
        foreach (var source in _sources)
        {
            if (!source.IsDone)
            {
                return false;
            }
        }

        foreach (var sink in _sinks)
        {
            if (!sink.IsDone)
            {
                return false;
            }
        }

        return true;
    }

    private string Stuck() =>
        $"nothing moved for {Patience} clocks up to cycle {Instance.Cycle}:\n  "
        + string.Join(
            "\n  ",
            _sources.Where(source => !source.IsDone).Select(source => source.State)
                .Concat(_sinks.Where(sink => !sink.IsDone).Select(sink => sink.State)));
}
