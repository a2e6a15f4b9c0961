// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>An encoder under streams: tensors in, data and metadata words out.</summary>
public sealed class EncoderBench : IDisposable
{
    private readonly HardwareConfig _config;
    private readonly string _errors;
    private readonly StreamBench _bench;
    private readonly StreamSource? _descriptors;
    private readonly StreamSource _values;
    private readonly StreamSink _data;
    private readonly StreamSink? _metadata;

    /// <summary>A bench around an encoder that has just been reset.</summary>
    /// <param name="model">The encoder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="options">How the streams behave; null for no pauses.</param>
    public EncoderBench(VerilatedModel model, HardwareConfig config, BenchOptions? options = null)
        : this(MakeBench(model, ref options), config, options!, "s_axis_descriptor", "errors_o")
    {
        if (options!.Waveform is not null)
        {
            _bench.Instance.TraceTo(options.Waveform);
        }

        _bench.Instance.Clocked = options.Clocked;
        _bench.Reset();
    }

    /// <summary>The encoder's streams on a bench that is reset once all its streams are there.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="options">How the streams behave.</param>
    /// <param name="descriptors">The stream that says how tensors are coded.</param>
    /// <param name="errors">The output with the encoder's errors.</param>
    internal EncoderBench(
        StreamBench bench, HardwareConfig config, BenchOptions options, string descriptors, string errors)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_bench, _config, _errors) = (bench, config, errors);
        _descriptors = config.Frozen is null ? _bench.AddSource(descriptors, options.Descriptor) : null;
        _values = _bench.AddSource("s_axis_values", options.Values);
        _data = _bench.AddSink("m_axis_data", options.Data);
        _metadata = config.HasMetadata ? _bench.AddSink("m_axis_metadata", options.Metadata) : null;
    }

    /// <summary>Clocks since the beginning.</summary>
    public long Cycle => _bench.Instance.Cycle;

    /// <summary>Builds a design's encoder, or finds it in the cache.</summary>
    public static VerilatedModel Build(Design design, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return VerilatedModel.Build(design.Encoder, design.Modules, options);
    }

    /// <summary>Encodes tensors back to back, from where the encoder is; clears the sticky bits first.</summary>
    /// <exception cref="StreamTimeoutException">Nothing moved for too long.</exception>
    /// <exception cref="SimulationException">The model did not settle, or stopped itself.</exception>
    public EncodeRun Run(IReadOnlyList<EncodeJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        _bench.Begin();
        Load(jobs);
        _bench.Run();
        return Result(jobs.Count);
    }

    /// <summary>Appends tensors to what will be encoded.</summary>
    internal void Load(IReadOnlyList<EncodeJob> jobs)
    {
        foreach (var job in jobs)
        {
            Append(job);
        }

        foreach (var sink in new[] { _data, _metadata }.OfType<StreamSink>())
        {
            sink.Expected = jobs.Count;
            sink.MostBeats = (2L * _values.Beats.Count) + (2 * jobs.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bench.Dispose();

    private static StreamBench MakeBench(VerilatedModel model, ref BenchOptions? options)
    {
        options ??= new BenchOptions();
        return new StreamBench(model, options.Seed) { Patience = options.Patience };
    }

    private void Append(EncodeJob job)
    {
        if (_descriptors is not null)
        {
            var word = job.Address?.ToBeat() ?? DescriptorWord.Of(job.Descriptor);
            var beat = _descriptors.Beats.Append();
            beat[0] = (uint)word;
            if (_descriptors.Ports.DataBits > 32)
            {
                beat[1] = (uint)(word >> 32);
            }
        }

        var first = _values.Beats.Count;
        LanePackets.Append(_values.Beats, job.Values.Span, _config.Lanes, _config.Container.Bits);
        if (job.KeepFault is { } fault)
        {
            LanePackets.SetKeep(_values.Ports, _values.Beats[first + fault.Beat], fault.Keep);
        }
    }

    /// <summary>What came of a number of tensors.</summary>
    internal EncodeRun Result(int count)
    {
        var data = LanePackets.ReadAll(_data.Monitor.Beats, _config.Lanes, _config.Word, partial: false);
        var metadata = _metadata is null ? null : LanePackets.ReadAll(_metadata.Monitor.Beats, 1, 32, partial: false);
        var tensors = Enumerable.Range(0, count).Select(index => Output(data[index], metadata?[index]));
        return new EncodeRun(
            [.. tensors],
            (Losses)_bench.Instance.Get("losses_o"),
            (int)_bench.Instance.Get(_errors),
            [.. _bench.Violations],
            new BenchCounters(
                _values.Taken,
                BenchCounters.Clocks(_values.FirstCycle, _values.LastCycle),
                _data.Monitor.Beats.Count,
                BenchCounters.Clocks(_data.Monitor.FirstCycle, _data.Monitor.LastCycle),
                _data.Monitor.FirstCycle - _values.FirstCycle));
    }

    private static EncodedOutput Output(LanePacket data, LanePacket? metadata) => new(
        data.Words,
        metadata?.Words ?? [],
        data.Error,
        data.Fault is { } dataFault ? "m_axis_data: " + dataFault
            : metadata?.Fault is { } metadataFault ? "m_axis_metadata: " + metadataFault
            : metadata is not null && metadata.Error != data.Error
                ? $"m_axis_data has tuser {data.Error}, m_axis_metadata {metadata.Error}"
            : null);
}
