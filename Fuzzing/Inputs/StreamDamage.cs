// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Damages streams.</summary>
internal static class StreamDamage
{
    /// <summary>Does one thing to an input that its encoder never did.</summary>
    public static void Apply(Draw draw, StreamInput input)
    {
        input.Values = null;
        switch (draw.Below(12))
        {
            case 0 or 1:
                FlipBit(draw, input.Data);
                break;
            case 2 or 3:
                FlipBit(draw, input.Metadata);
                break;
            case 4:
                Set(draw, draw.OneIn(2) ? input.Data : input.Metadata);
                break;
            case 5:
                input.Data = Resize(draw, input.Data, draw.Of(1, 2, 4, Math.Abs(input.Descriptor.Lanes % 64) * 4));
                break;
            case 6:
                input.Metadata = Resize(draw, input.Metadata, draw.Of(1, 4));
                break;
            case 7:
                Splice(draw, input, StreamDraw.Encoded(draw));
                break;
            case 8:
                (input.Data, input.Metadata) = draw.OneIn(4)
                    ? (input.Metadata, input.Data)
                    : (Move(draw, input.Data), input.Metadata);
                break;
            default:
                input.Descriptor = DescriptorDraw.Damage(draw, input.Descriptor);
                break;
        }
    }

    /// <summary>Flips a bit, at times the last one or one near the end, where padding is.</summary>
    public static void FlipBit(Draw draw, Span<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            var tail = Math.Min(bytes.Length, 4);
            var place = draw.OneIn(3) ? bytes.Length - 1 - draw.Below(tail) : draw.Below(bytes.Length);
            bytes[place] ^= (byte)(1 << draw.Below(8));
        }
    }

    private static void Set(Draw draw, Span<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            var start = draw.Below(bytes.Length);
            var length = draw.OneIn(8) ? bytes.Length - start : Math.Min(bytes.Length - start, draw.Of(1, 2, 4, 8));
            var run = bytes.Slice(start, length);
            if (draw.OneIn(3))
            {
                draw.Fill(run);
            }
            else
            {
                run.Fill(draw.Of<byte>(0x00, 0xff, 0x80, 0x7f, 0x01));
            }
        }
    }

    private static byte[] Resize(Draw draw, byte[] bytes, int step)
    {
        var length = draw.OneIn(8) ? draw.Below(bytes.Length + 1) : bytes.Length + (draw.From(-2, 2) * step);
        var other = new byte[Math.Max(0, length)];
        if (draw.OneIn(2))
        {
            draw.Fill(other);
        }

        bytes.AsSpan(0, Math.Min(bytes.Length, other.Length)).CopyTo(other);
        return other;
    }

    private static byte[] Move(Draw draw, byte[] bytes)
    {
        var cut = draw.Below(bytes.Length + 1);
        return [.. bytes[cut..], .. bytes[..cut]];
    }

    private static void Splice(Draw draw, StreamInput input, StreamInput other)
    {
        var part = draw.Below(4);
        input.Data = part == 0 ? input.Data : Join(draw, input.Data, other.Data);
        input.Metadata = part == 1 ? input.Metadata : Join(draw, input.Metadata, other.Metadata);
        input.Descriptor = part == 2 ? other.Descriptor : input.Descriptor;
    }

    private static byte[] Join(Draw draw, byte[] first, byte[] second) =>
        [.. first[..draw.Below(first.Length + 1)], .. second[draw.Below(second.Length + 1)..]];
}
