// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Random streams: valid ones, valid ones with damage, random bits that fit, and random bytes.</summary>
internal static class StreamDraw
{
    private const int MostDamages = 4;
    private const int LongestRaw = 400;

    /// <summary>Draws an input.</summary>
    public static StreamInput Make(Draw draw)
    {
        switch (draw.Below(16))
        {
            case 0:
                return Raw(draw);
            case 1:
                return Encoded(draw);
            case 2 or 3 or 4:
                var random = Encoded(draw);
                random.Values = null;
                draw.Fill(random.Metadata);
                draw.Fill(random.Data);
                StreamFit.Fit(random, draw);
                return draw.OneIn(2) ? Damaged(draw, random) : random;
            default:
                return Damaged(draw, Encoded(draw));
        }
    }

    /// <summary>What the codec's encoder makes of random values.</summary>
    public static StreamInput Encoded(Draw draw)
    {
        var descriptor = DescriptorDraw.Legal(draw);
        var values = new byte[SfpCodec.ValueBytes(descriptor)];
        FillValues(draw, descriptor, values);
        var data = new byte[SfpCodec.MaxDataBytes(descriptor)];
        var metadata = new byte[SfpCodec.MetadataBytes(descriptor)];
        var size = SfpCodec.Encode(descriptor, values, data, metadata);
        return new StreamInput
        {
            Descriptor = descriptor,
            Data = data[..size.DataBytes],
            Metadata = metadata[..size.MetadataBytes],
            Values = descriptor.IsLossless ? values : null,
        };
    }

    private static StreamInput Raw(Draw draw)
    {
        var descriptor = draw.OneIn(2) ? DescriptorDraw.Legal(draw) : DescriptorDraw.Any(draw);
        var (data, metadata) = (new byte[draw.Below(LongestRaw)], new byte[draw.Below(LongestRaw / 8)]);
        draw.Fill(data);
        draw.Fill(metadata);
        return new StreamInput { Descriptor = descriptor, Data = data, Metadata = metadata };
    }

    private static StreamInput Damaged(Draw draw, StreamInput input)
    {
        var damages = draw.OneIn(2) ? 1 : draw.From(2, MostDamages);
        for (var done = 0; done < damages; done++)
        {
            StreamDamage.Apply(draw, input);
        }

        // Damage behind the first check needs streams that pass it.
        if (draw.OneIn(3))
        {
            StreamFit.Fit(input, draw);
        }

        return input;
    }

    // Exponents that are near one another, with zeros and raw patterns among them.
    private static void FillValues(Draw draw, Descriptor descriptor, byte[] bytes)
    {
        draw.Fill(bytes);
        var container = descriptor.Container;
        var kind = draw.Below(4);
        if (kind == 0)
        {
            return;
        }

        var (centre, spread) = (draw.Below(container.MaxExponent + 1), 1 << draw.Below(container.ExponentBits));
        for (var i = 0; i < bytes.Length; i += container.Bytes)
        {
            var exponent = Math.Clamp(centre + draw.Below(spread), 0, container.MaxExponent);
            var isZero = kind == 2 && draw.OneIn(3);
            var isRaw = kind == 3 && draw.OneIn(20);
            if (container.Bytes == sizeof(uint))
            {
                ref var value = ref MemoryMarshal.AsRef<uint>(bytes.AsSpan(i));
                value = isRaw ? value : isZero ? 0 : (value & 0x807f_ffff) | ((uint)exponent << 23);
            }
            else
            {
                ref var value = ref MemoryMarshal.AsRef<ushort>(bytes.AsSpan(i));
                var mask = (ushort)(container.MaxExponent << container.MantissaBits);
                value = isRaw ? value : isZero ? (ushort)0
                    : (ushort)((value & ~mask) | (exponent << container.MantissaBits));
            }
        }
    }
}
