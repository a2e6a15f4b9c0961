// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Tensors of random addresses, some of which the table has not: one list to encode, one to decode.</summary>
/// <param name="Encode">The tensors to encode.</param>
/// <param name="Decode">The tensors to decode meanwhile.</param>
/// <param name="EncodeStreams">How the encoder's streams behave.</param>
/// <param name="DecodeStreams">How the decoder's do.</param>
internal sealed record TableBatch(
    IReadOnlyList<BatchTensor> Encode, IReadOnlyList<BatchTensor> Decode, BenchOptions EncodeStreams, BenchOptions DecodeStreams)
{
    private const int MissPercent = 15;

    /// <summary>The batch of a number: the same every time.</summary>
    public static TableBatch Create(HardwareConfig config, CoSimulationOptions options, int number)
    {
        var random = new Random(unchecked((options.Seed * 1_000_033) + number));
        var (encode, decode) = (Streams(random, options), Streams(random, options));
        return new TableBatch(Tensors(config, random, options), Tensors(config, random, options), encode, decode);
    }

    /// <summary>How the hardware differs from the golden model.</summary>
    public Difference? Compare(LayerTable table, TableCodecRun run)
    {
        var misses = (Misses(table, Encode) ? 1 : 0) | (Misses(table, Decode) ? 2 : 0);
        return Comparison.OfEncoder(Encode, run.Encoded) ?? Comparison.OfDecoder(Decode, run.Decoded)
            ?? (run.Misses == misses ? null : new Difference(-1, null, $"misses_o: expected {misses:b2}, got {run.Misses:b2}"));
    }

    private static bool Misses(LayerTable table, IReadOnlyList<BatchTensor> tensors) =>
        tensors.Any(tensor => tensor.Address is { } address && table.Find(address.Layer, address.Kind) is null);

    private static List<BatchTensor> Tensors(HardwareConfig config, Random random, CoSimulationOptions options)
    {
        var source = new RandomTensors(config, random);
        var table = config.Table!;
        return [.. Enumerable.Range(0, random.Next(1, options.TensorsPerBatch + 1)).Select(_ => Next(table, config, source, random, options))];
    }

    private static BatchTensor Next(
        LayerTable table, HardwareConfig config, RandomTensors source, Random random, CoSimulationOptions options)
    {
        var address = NextAddress(table, random);
        var descriptor = table.Find(address.Layer, address.Kind)?.Descriptor ?? table.Fallback;
        var values = source.NextValues(descriptor ?? TableRule.Refused, source.NextCount(options.MaxRows));
        var damaged = random.Next(100) < options.DamagedPercent;
        var tensor = descriptor is null
            ? BatchTensor.Refuse(config.Complete(TableRule.Refused), values)
            : BatchTensor.Code(descriptor, values, config.HasMetadata, damaged ? random : null);
        return tensor with { Address = address };
    }

    // An entry, one beside it, one of the same low bits, or anything.
    private static TensorAddress NextAddress(LayerTable table, Random random)
    {
        var entry = table.Entries[random.Next(table.Entries.Count)];
        var (layer, kind) = (entry.Layer, (int)entry.Kind);
        return random.Next(100) >= MissPercent ? new TensorAddress(layer, kind) : random.Next(4) switch
        {
            0 => new TensorAddress(layer, random.Next(1 << LayerTable.KindBits)),
            1 => new TensorAddress(table.Layers + random.Next(2), kind),
            2 => new TensorAddress(layer ^ (1 << random.Next(LayerTable.LayerBits)), kind),
            _ => new TensorAddress(random.Next(1 << LayerTable.LayerBits), random.Next(1 << LayerTable.KindBits)),
        };
    }

    private static BenchOptions Streams(Random random, CoSimulationOptions options) => new()
    {
        Descriptor = Batch.NextStall(random, options),
        Values = Batch.NextStall(random, options),
        Data = Batch.NextStall(random, options),
        Metadata = Batch.NextStall(random, options),
        Patience = options.Patience,
        Seed = random.Next(1, int.MaxValue),
    };
}
