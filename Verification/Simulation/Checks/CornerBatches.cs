// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Batches where one lane, one bit or one byte by itself decides: random tensors seldom get there.</summary>
internal static class CornerBatches
{
    private const int TensorsPerBatch = 32;

    private static readonly ConcurrentDictionary<HardwareConfig, Lazy<IReadOnlyList<Batch>>> Known = [];

    /// <summary>All of a configuration, in a fixed order.</summary>
    public static IReadOnlyList<Batch> Of(HardwareConfig config) => Known.GetOrAdd(
        config,
        _ => new Lazy<IReadOnlyList<Batch>>(() =>
        [
            // Status is that of a run: a loss is by itself if its tensor is.
            .. EncoderCorners.LoneLosses(config).Select(tensor => Make([tensor])),
            .. Together(EncoderCorners.WrongKeeps(config)),
            .. Together(DecoderCorners.FlippedBits(config)),
            .. Together(DecoderCorners.TornWords(config)),
            .. Together(DecoderCorners.NullBeats(config)),
        ])).Value;

    /// <summary>A descriptor that the hardware takes: the frozen one where there is one.</summary>
    public static Descriptor Describe(HardwareConfig config, Descriptor wanted) => config.Frozen is { } frozen
        ? config.Complete(frozen) with { Count = 0 }
        : config.Complete(wanted with
        {
            Coder = config.Coders.Contains(wanted.Coder) ? wanted.Coder : config.Coders[0],
            Rounding = config.Roundings[0],
        });

    private static IEnumerable<Batch> Together(IEnumerable<BatchTensor> tensors) =>
        tensors.Chunk(TensorsPerBatch).Select(Make);

    private static Batch Make(BatchTensor[] tensors) => new(tensors, new BenchOptions(), 0);
}
