// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Tensors that run back to back, and how the streams behave meanwhile.</summary>
/// <param name="Tensors">The tensors.</param>
/// <param name="Streams">The streams' stalls.</param>
/// <param name="Split">How many tensors run before the hardware rests and its status is cleared; 0 for no rest.</param>
internal sealed record Batch(IReadOnlyList<BatchTensor> Tensors, BenchOptions Streams, int Split)
{
    /// <summary>The batch of a number: the same every time.</summary>
    public static Batch Create(HardwareConfig config, CoSimulationOptions options, int number)
    {
        var random = new Random(unchecked((options.Seed * 1_000_003) + number));
        var source = new RandomTensors(config, random);
        var streams = new BenchOptions
        {
            Descriptor = NextStall(random, options),
            Values = NextStall(random, options),
            Data = NextStall(random, options),
            Metadata = NextStall(random, options),
            Patience = options.Patience,
            Seed = random.Next(1, int.MaxValue),
        };
        var count = random.Next(1, options.TensorsPerBatch + 1);
        var tensors =
            Enumerable.Range(0, count).Select(_ => NextTensor(source, config.HasMetadata, random, options)).ToList();
        return new Batch(tensors, streams, Math.Max(0, random.Next(-count, count)));
    }

    private static BatchTensor NextTensor(
        RandomTensors source, bool hasMetadata, Random random, CoSimulationOptions options)
    {
        var refused = random.Next(100) < options.RefusedPercent;
        var damaged = random.Next(100) < options.DamagedPercent;
        var malformed = random.Next(100) < options.MalformedPercent;
        var descriptor = source.NextDescriptor();
        var values = source.NextValues(descriptor, source.NextCount(options.MaxRows));
        return refused && source.NextIllegal() is { } illegal
            ? BatchTensor.Refuse(illegal, values)
            : BatchTensor.Code(descriptor, values, hasMetadata, damaged ? random : null) with
            {
                Malformed = malformed ? MalformedKeep.Next(descriptor, values.Length, random) : null,
            };
    }

    /// <summary>How a stream behaves.</summary>
    internal static StallPattern NextStall(Random random, CoSimulationOptions options)
    {
        var (kind, seed) = (random.Next(6), random.Next());
        return !options.Stalls ? StallPattern.None : kind switch
        {
            0 => StallPattern.Alternate,
            1 => StallPattern.Random(seed, random.Next(10, 95)),
            2 => StallPattern.Bursts(seed, random.Next(2, 60)),
            _ => StallPattern.None,
        };
    }
}
