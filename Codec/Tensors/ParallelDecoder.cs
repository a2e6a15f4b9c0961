// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Fields;

namespace Rtlgen.Codec.Tensors;

/// <summary>Decodes one tensor with several threads; the check of its metadata has told where chunks start.</summary>
internal static unsafe class ParallelDecoder
{
    /// <summary>Decodes a tensor.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="starts">What <see cref="StreamCheck"/> returned for the plan's chunks.</param>
    /// <param name="data">The data stream.</param>
    /// <param name="dataBytes">Its length.</param>
    /// <param name="metadata">The metadata stream, at the first group.</param>
    /// <param name="destination">Receives little-endian values.</param>
    public static void Decode(
        CodecPlan plan, int threads, long[] starts, byte* data, long dataBytes, BitSource metadata, byte* destination)
    {
        if (threads == 1 || starts.Length < 2)
        {
            TensorDecoder.Decode(plan, data, dataBytes, starts[0], metadata, plan.Descriptor.Count, destination);
            return;
        }

        var chunks = new Chunks(plan);
        chunks.Share(threads, chunk =>
        {
            var place = (long)chunk * chunks.Values * plan.Descriptor.Container.Bytes;
            TensorDecoder.Decode(
                plan,
                data,
                dataBytes,
                starts[chunk],
                metadata with { Position = metadata.Position + (chunk * chunks.MetadataBits) },
                chunks.ValuesOf(chunk),
                destination + place);
        });
    }
}
