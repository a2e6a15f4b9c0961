// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Hardware;

/// <summary>Holds generated hardware to conformance vectors.</summary>
/// <remarks>A vector runs on the run-time configurable design of its container, lanes, rows and word.</remarks>
public sealed class HardwareCheck : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<HardwareCodec>> _codecs = new();
    private readonly DesignEmitter _emitter = new();

    /// <summary>Encodes and decodes a vector in simulation.</summary>
    /// <returns>The first field that differs, in words; null if all agree.</returns>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    public string? FirstDifference(ConformanceVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var codec = CodecFor(vector.Descriptor);
        lock (codec)
        {
            return Encoder(codec, vector) ?? Decoder(codec, vector);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var codec in _codecs.Values.Where(codec => codec.IsValueCreated))
        {
            codec.Value.Dispose();
        }
    }

    private HardwareCodec CodecFor(Descriptor descriptor)
    {
        var config = new HardwareConfig
        {
            Container = descriptor.Container,
            Lanes = descriptor.Lanes,
            Rows = descriptor.Rows,
            Word = descriptor.Word,
        };
        return _codecs.GetOrAdd(config.Name, _ => new Lazy<HardwareCodec>(() => new HardwareCodec(_emitter.Emit(config)))).Value;
    }

    private static string? Encoder(HardwareCodec codec, ConformanceVector vector)
    {
        var run = codec.Encode([new EncodeJob(vector.Descriptor, vector.Values.ToArray())]);
        var encoded = run.Tensors[0];
        return encoded.Fault
            ?? (encoded.Error ? "encoder: refuses the descriptor" : null)
            ?? run.Violations.Select(violation => $"encoder: {violation}").FirstOrDefault()
            ?? Prefixed("encoder", GoldenCheck.Compare(vector, encoded.Data, encoded.Metadata, run.Losses));
    }

    private static string? Decoder(HardwareCodec codec, ConformanceVector vector)
    {
        var run = codec.Decode([new DecodeJob(vector.Descriptor, vector.Data.ToArray(), vector.Metadata.ToArray())]);
        var decoded = run.Tensors[0];
        return decoded.Fault
            ?? (decoded.Error ? "decoder: refuses the streams" : null)
            ?? run.Violations.Select(violation => $"decoder: {violation}").FirstOrDefault()
            ?? Prefixed("decoder", GoldenCheck.CompareWords("restored", vector.Restored, decoded.Values));
    }

    private static string? Prefixed(string half, string? difference) =>
        difference is null ? null : $"{half}: {difference}";
}
