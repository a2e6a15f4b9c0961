// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Spoils streams the way memories and software do.</summary>
public static class StreamDamage
{
    // To wait for so many would be to hang.
    private const long ManyValues = 1L << 39;

    /// <summary>A tensor with one thing wrong: a bit flipped, words missing or added, or another count.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="hasMetadata">False leaves the metadata as they are: nobody would see the damage.</param>
    /// <param name="random">Decides what.</param>
    /// <returns>The damaged tensor; it may still be one that decodes.</returns>
    public static EncodedTensor Apply(EncodedTensor tensor, bool hasMetadata, Random random)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(random);
        var lanes = tensor.Descriptor.Lanes;
        return random.Next(hasMetadata ? 0 : 3, 9) switch
        {
            0 or 1 => tensor with { Metadata = Flip(tensor.Metadata, 32, random) },
            2 => tensor with { Metadata = Resize(tensor.Metadata, random.Next(2) == 0 ? -1 : 1) },
            3 => tensor with { Data = Flip(tensor.Data, tensor.Descriptor.Word, random) },
            4 => tensor with { Data = Flip(tensor.Data, tensor.Descriptor.Word, random, last: lanes) },
            5 => tensor with { Data = Resize(tensor.Data, -lanes * random.Next(1, 3)) },
            6 => tensor with { Data = Resize(tensor.Data, lanes * random.Next(1, 3)) },
            7 => tensor with { Data = Resize(tensor.Data, -random.Next(1, lanes + 1)) },
            _ => tensor with { Descriptor = tensor.Descriptor with { Count = Recount(tensor, random) } },
        };
    }

    // The last words hold pads and padding.
    private static ReadOnlyMemory<uint> Flip(
        ReadOnlyMemory<uint> words, int bits, Random random, int last = int.MaxValue)
    {
        var copy = words.ToArray();
        if (copy.Length > 0)
        {
            copy[^random.Next(1, Math.Min(last, copy.Length) + 1)] ^= 1u << random.Next(bits);
        }

        return copy;
    }

    private static ReadOnlyMemory<uint> Resize(ReadOnlyMemory<uint> words, int by)
    {
        var copy = words.ToArray();
        Array.Resize(ref copy, Math.Max(0, copy.Length + by));
        return copy;
    }

    private static long Recount(EncodedTensor tensor, Random random)
    {
        long[] by =
            [-1, 1, -tensor.Descriptor.Lanes, tensor.Descriptor.Lanes, tensor.Descriptor.GroupValues, ManyValues];
        return Math.Max(0, tensor.Descriptor.Count + by[random.Next(by.Length)]);
    }
}
