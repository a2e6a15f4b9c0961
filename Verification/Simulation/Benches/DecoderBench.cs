// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>A decoder under streams: data and metadata words in, values out.</summary>
public sealed class DecoderBench : IDisposable
{
    private readonly HardwareConfig _config;
    private readonly string _errors;
    private readonly StreamBench _bench;
    private readonly StreamSource _descriptors;
    private readonly StreamSource _data;
    private readonly StreamSource? _metadata;
    private readonly StreamSink _values;
    private long _rows;

    /// <summary>A bench around a decoder that has just been reset.</summary>
    /// <param name="model">The decoder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="options">How the streams behave; null for no pauses.</param>
    public DecoderBench(VerilatedModel model, HardwareConfig config, BenchOptions? options = null)
        : this(MakeBench(model, ref options), config, options!, "s_axis_descriptor", "errors_o")
    {
        if (options!.Waveform is not null)
        {
            _bench.Instance.TraceTo(options.Waveform);
        }

        _bench.Instance.Clocked = options.Clocked;
        _bench.Reset();
    }

    /// <summary>The decoder's streams on a bench that is reset once all its streams are there.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="options">How the streams behave.</param>
    /// <param name="descriptors">The stream that says how tensors are coded.</param>
    /// <param name="errors">The output with the decoder's errors.</param>
    internal DecoderBench(
        StreamBench bench, HardwareConfig config, BenchOptions options, string descriptors, string errors)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_bench, _config, _errors) = (bench, config, errors);
        _descriptors = _bench.AddSource(descriptors, options.Descriptor);
        _data = _bench.AddSource("s_axis_data", options.Data);
        _metadata = config.HasMetadata ? _bench.AddSource("s_axis_metadata", options.Metadata) : null;
        _values = _bench.AddSink("m_axis_values", options.Values);
    }

    /// <summary>Clocks since the beginning.</summary>
    public long Cycle => _bench.Instance.Cycle;

    /// <summary>Builds a design's decoder, or finds it in the cache.</summary>
    public static VerilatedModel Build(Design design, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return VerilatedModel.Build(design.Decoder, design.Modules, options);
    }

    /// <summary>Decodes tensors back to back, from where the decoder is; clears the sticky bits first.</summary>
    /// <exception cref="StreamTimeoutException">Nothing moved for too long.</exception>
    /// <exception cref="SimulationException">The model did not settle, or stopped itself.</exception>
    public DecodeRun Run(IReadOnlyList<DecodeJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        _bench.Begin();
        Load(jobs);
        _bench.Run();
        return Result();
    }

    /// <summary>Appends tensors to what will be decoded; only between runs.</summary>
    internal void Load(IReadOnlyList<DecodeJob> jobs)
    {
        _rows = 0;
        foreach (var job in jobs)
        {
            Append(job);
        }

        _values.Expected = jobs.Count;
        _values.MostBeats = _rows + (2 * jobs.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _bench.Dispose();

    private static StreamBench MakeBench(VerilatedModel model, ref BenchOptions? options)
    {
        options ??= new BenchOptions();
        return new StreamBench(model, options.Seed) { Patience = options.Patience };
    }

    // The count is above the run-time fields, or alone where those are frozen.
    private void Append(DecodeJob job)
    {
        var count = (UInt128)job.Descriptor.Count;
        var word = job.Address?.ToBeat(job.Descriptor.Count)
            ?? (_config.Frozen is null ? (count << DescriptorWord.Bits) | DescriptorWord.Of(job.Descriptor) : count);
        var beat = _descriptors.Beats.Append();
        for (var part = 0; part < (_descriptors.Ports.DataBits + 31) / 32; part++)
        {
            beat[part] = (uint)(word >> (32 * part));
        }

        // Half a memory row is damage even if the other half looks like padding.
        var filler = job.Data.IsEmpty ? job.Junk : 0;
        Append(_data, job.Data.Span, _config.Lanes, _config.Word, filler, job.DataFault);
        if (_metadata is not null)
        {
            Append(_metadata, job.Metadata.Span, 1, 32, job.Junk, job.MetadataFault);
        }

        _rows += job.Descriptor.RowCount;
    }

    private static void Append(
        StreamSource stream, ReadOnlySpan<uint> words, int lanes, int bits, uint filler, KeepFault? fault)
    {
        var first = stream.Beats.Count;
        LanePackets.Append(stream.Beats, words, lanes, bits, filler);
        if (fault is not null)
        {
            LanePackets.SetKeep(stream.Ports, stream.Beats[first + fault.Beat], fault.Keep);
        }
    }

    /// <summary>What came out.</summary>
    internal DecodeRun Result()
    {
        var packets = LanePackets.ReadAll(_values.Monitor.Beats, _config.Lanes, _config.Container.Bits, partial: true);
        return new DecodeRun(
            [.. packets.Take(_values.Expected).Select(packet => new DecodedOutput(
                packet.Words, packet.Error, packet.Fault is { } fault ? "m_axis_values: " + fault : null))],
            (int)_bench.Instance.Get(_errors),
            [.. _bench.Violations],
            new BenchCounters(
                _values.Monitor.Beats.Count,
                BenchCounters.Clocks(_values.Monitor.FirstCycle, _values.Monitor.LastCycle),
                _data.Taken,
                BenchCounters.Clocks(_data.FirstCycle, _data.LastCycle),
                _values.Monitor.FirstCycle - _data.FirstCycle));
    }
}
