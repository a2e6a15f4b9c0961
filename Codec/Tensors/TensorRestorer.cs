// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Tensors;

/// <summary>What comes back of values, without coding them: adapted, then restored.</summary>
/// <remarks>docs/format.md section 2.</remarks>
internal static unsafe class TensorRestorer
{
    /// <summary>Adapts and restores values.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="values">Little-endian values.</param>
    /// <param name="restored">Receives as many.</param>
    [SkipLocalsInit]
    public static void Restore(CodecPlan plan, ReadOnlySpan<byte> values, Span<byte> restored)
    {
        var memory = stackalloc byte[BlockBuffers.Bytes];
        var buffers = new BlockBuffers(memory);
        var blockBytes = plan.BlockValues * plan.Descriptor.Container.Bytes;
        fixed (byte* source = values, destination = restored[..values.Length])
        {
            for (var place = 0; place < values.Length; place += blockBytes)
            {
                var count = Math.Min(blockBytes, values.Length - place) / plan.Descriptor.Container.Bytes;
                _ = plan.Kernels.Split(plan.Adapt, source + place, count, buffers.Plains, buffers.Exponents);
                plan.Kernels.Join(plan.Adapt, buffers.Plains, buffers.Exponents, count, destination + place);
            }
        }
    }
}
