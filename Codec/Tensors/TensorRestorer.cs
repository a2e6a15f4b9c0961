// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>What comes back of values, without coding them: adapted, then restored.</summary>
/// <remarks>docs/format.md section 2.</remarks>
internal static unsafe class TensorRestorer
{
    // Values that a thread takes at once: large enough that taking them costs nothing.
    private const int ChunkValues = 1 << 16;

    /// <summary>Adapts and restores values.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="values">Little-endian values.</param>
    /// <param name="restored">Receives as many; may be the values themselves.</param>
    /// <returns>What adapting lost.</returns>
    public static Losses Restore(CodecPlan plan, ReadOnlySpan<byte> values, Span<byte> restored)
    {
        fixed (byte* source = values, destination = restored[..values.Length])
        {
            return Restore(
                plan.Kernels, plan.Adapt, plan.Descriptor.Container.Bytes, source, destination, values.Length);
        }
    }

    /// <summary>Adapts and restores values with several threads.</summary>
    /// <param name="descriptor">A legal descriptor; its count, coder and word do not matter.</param>
    /// <param name="values">Little-endian values.</param>
    /// <param name="restored">Receives as many; may be the values themselves.</param>
    /// <param name="threads">How many threads work, 1 or more.</param>
    /// <returns>What adapting lost.</returns>
    public static Losses Restore(
        Descriptor descriptor, ReadOnlySpan<byte> values, Span<byte> restored, int threads)
    {
        var (kernels, adapt) = (new Kernels(descriptor, vectors: true), new AdaptPlan(descriptor));
        var bytes = descriptor.Container.Bytes;
        long chunk = ChunkValues * bytes;
        var chunks = (int)((values.Length + chunk - 1) / chunk);
        fixed (byte* source = values, destination = restored[..values.Length])
        {
            if (threads == 1 || chunks < 2)
            {
                return Restore(kernels, adapt, bytes, source, destination, values.Length);
            }

            var (from, to, length, losses) = ((nint)source, (nint)destination, values.Length, 0);
            Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                var place = (nint)(i * chunk);
                var lost = Restore(
                    kernels, adapt, bytes, (byte*)(from + place), (byte*)(to + place),
                    (int)Math.Min(chunk, length - place));
                Interlocked.Or(ref losses, (int)lost);
            });
            return (Losses)losses;
        }
    }

    [SkipLocalsInit]
    private static Losses Restore(
        Kernels kernels, in AdaptPlan adapt, int bytes, byte* source, byte* destination, int length)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var blockBytes = CodecPlan.BlockTarget * bytes;
        var losses = Losses.None;
        for (var place = 0; place < length; place += blockBytes)
        {
            var count = Math.Min(blockBytes, length - place) / bytes;
            losses |= kernels.Split(adapt, source + place, count, buffers.Plains, buffers.Exponents);
            kernels.Join(adapt, buffers.Plains, buffers.Exponents, count, destination + place);
        }

        return losses;
    }
}
