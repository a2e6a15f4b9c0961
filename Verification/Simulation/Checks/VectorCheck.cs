// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Holds hardware to conformance vectors.</summary>
public static class VectorCheck
{
    /// <summary>The configuration that a vector asks for, with every coder and rounding.</summary>
    public static HardwareConfig ConfigurationOf(ConformanceVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var descriptor = vector.Descriptor;
        return new HardwareConfig
        {
            Container = descriptor.Container,
            Lanes = descriptor.Lanes,
            Rows = descriptor.Rows,
            Word = descriptor.Word,
        };
    }

    /// <summary>Encodes and decodes vectors, one after the other.</summary>
    /// <param name="design">Hardware of the configuration that all the vectors ask for.</param>
    /// <param name="vectors">The vectors.</param>
    /// <param name="options">How models are built; null for the defaults.</param>
    /// <returns>Vector and field of the first difference, with both values; null if all agree.</returns>
    /// <exception cref="Streams.StreamTimeoutException">Nothing moved for too long.</exception>
    public static string? FirstDifference(
        Design design, IEnumerable<ConformanceVector> vectors, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(vectors);
        using var encoder = new EncoderBench(EncoderBench.Build(design, options), design.Config);
        using var decoder = new DecoderBench(DecoderBench.Build(design, options), design.Config);
        foreach (var vector in vectors)
        {
            if ((Encoded(encoder, vector) ?? Decoded(decoder, vector)) is { } difference)
            {
                return $"{vector.Name}: {difference}";
            }
        }

        return null;
    }

    private static string? Encoded(EncoderBench bench, ConformanceVector vector)
    {
        var run = bench.Run([new EncodeJob(vector.Descriptor, vector.Values.ToArray())]);
        var output = run.Tensors[0];
        return Broken(run.Violations, output.Fault, output.Error)
            ?? GoldenCheck.Compare(vector, output.Data, output.Metadata, run.Losses);
    }

    private static string? Decoded(DecoderBench bench, ConformanceVector vector)
    {
        var run = bench.Run([new DecodeJob(vector.Descriptor, vector.Data.ToArray(), vector.Metadata.ToArray())]);
        var output = run.Tensors[0];
        return Broken(run.Violations, output.Fault, output.Error)
            ?? GoldenCheck.CompareWords("restored", vector.Restored, output.Values);
    }

    private static string? Broken(IReadOnlyList<Streams.ProtocolViolation> violations, string? fault, bool error) =>
        violations.Count > 0 ? violations[0].ToString()
        : fault ?? (error ? "refused by the hardware" : null);
}
