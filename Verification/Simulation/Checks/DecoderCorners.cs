// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Corners of what the decoder gets.</summary>
internal static class DecoderCorners
{
    /// <summary>Tensors of one value, long or short, with one bit of a stream flipped: value, pad or padding.</summary>
    public static IEnumerable<BatchTensor> FlippedBits(HardwareConfig config)
    {
        foreach (var descriptor in config.Coders.SelectMany(coder => new[] { Longest(config, coder), Shortest(config, coder) }))
        {
            var golden = StreamEncoder.Encode(descriptor with { Count = 1 }, new uint[1]);
            for (var bit = 0; bit < golden.Data.Length * config.Word; bit++)
            {
                var place = bit;
                yield return BatchTensor.Code(
                    descriptor, new uint[1], tensor => tensor with { Data = Flip(tensor.Data, place, config.Word) });
            }

            for (var bit = 0; config.HasMetadata && bit < golden.Metadata.Length * 32; bit++)
            {
                var place = bit;
                yield return BatchTensor.Code(
                    descriptor, new uint[1], tensor => tensor with { Metadata = Flip(tensor.Metadata, place, 32) });
            }
        }
    }

    /// <summary>Rows whose <c>tkeep</c> lacks one byte, or has one byte only.</summary>
    public static IEnumerable<BatchTensor> TornWords(HardwareConfig config)
    {
        var values = new uint[2 * config.Lanes];
        var tensor = BatchTensor.Code(Longest(config, config.Coders.Max()), values, config.HasMetadata, damage: null);
        foreach (var keep in Torn(config.Lanes * config.Word / 8))
        {
            yield return tensor with { TornData = new KeepFault(0, keep), Restored = null };
        }

        foreach (var keep in Torn(tensor.Stored.Metadata.Length > 0 ? 4 : 0))
        {
            yield return tensor with { TornMetadata = new KeepFault(0, keep), Restored = null };
        }
    }

    /// <summary>Tensors without values, whose null beats hold what could be a header or a row.</summary>
    public static IEnumerable<BatchTensor> NullBeats(HardwareConfig config) => config.Coders
        .SelectMany(coder => new[] { Longest(config, coder), Shortest(config, coder) })
        .SelectMany(descriptor => Enumerable.Range(0, 8).Select(code => 0x249u * (uint)code).Append(uint.MaxValue)
            .Select(junk => BatchTensor.Code(descriptor, [], config.HasMetadata, damage: null) with { Junk = junk }));

    private static Descriptor Longest(HardwareConfig config, Coder coder) => CornerBatches.Describe(
        config, Descriptor.Lossless(config.Container) with
        {
            Coder = coder,
            Mantissa = Math.Min(config.Container.MantissaBits, config.Word - config.Container.ExponentBits - 1),
        });

    private static Descriptor Shortest(HardwareConfig config, Coder coder) => CornerBatches.Describe(
        config, new Descriptor { Container = config.Container, Coder = coder, Mantissa = 0, Exponent = 1, Sign = false, Bias = 0 });

    private static IEnumerable<UInt128> Torn(int bytes)
    {
        var all = bytes == 128 ? UInt128.MaxValue : (UInt128.One << bytes) - 1;
        return Enumerable.Range(0, bytes).SelectMany(
            place => new[] { all & ~(UInt128.One << place), UInt128.One << place });
    }

    private static ReadOnlyMemory<uint> Flip(ReadOnlyMemory<uint> words, int bit, int width)
    {
        var copy = words.ToArray();
        copy[bit / width] ^= 1u << (bit % width);
        return copy;
    }
}
