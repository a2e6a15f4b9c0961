// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Random descriptors.</summary>
internal static class DescriptorDraw
{
    private const int FewRows = 12;
    private const int ManyValues = 3_000;
    private const int HugeValues = 80_000;

    /// <summary>A legal descriptor of a small tensor; now and then of one with several blocks or chunks.</summary>
    public static Descriptor Legal(Draw draw)
    {
        var container = Container.All[draw.Below(3)];
        var lanes = draw.Of(8, 8, 8, 16, 16, draw.Of(1, 2, 3, 4, 32), draw.From(1, Descriptor.MaxLanes));
        var rows = draw.OneIn(4) ? draw.From(Descriptor.MinRows, Descriptor.MaxRows) : draw.From(2, 8);
        var word = draw.Of(16, 32);
        var exponent = draw.OneIn(2) ? container.ExponentBits : draw.From(1, container.ExponentBits);
        var sign = !draw.OneIn(3);
        var room = Math.Min(container.MantissaBits, word - exponent - (sign ? 1 : 0));
        var highest = Descriptor.MaxLow(container, exponent);
        return new Descriptor
        {
            Container = container,
            Lanes = lanes,
            Rows = rows,
            Word = word,
            Count = Count(draw, lanes),
            Mantissa = draw.Of(0, room, room, draw.From(0, room), draw.From(0, room)),
            Exponent = exponent,
            Low = draw.Of(1, highest, draw.From(1, highest)),
            Sign = sign,
            Coder = (Coder)draw.Below(4),
            Bias = draw.Of(Descriptor.DefaultBias(exponent), draw.Below(1 << exponent), (1 << exponent) - 1),
            Rounding = (Rounding)draw.Below(2),
        };
    }

    /// <summary>The descriptor with one field changed: by one, to another legal value, or to an extreme.</summary>
    public static Descriptor Damage(Draw draw, Descriptor descriptor) => draw.Below(12) switch
    {
        0 => descriptor with { Count = Wrong(draw, descriptor.Count, Descriptor.MaxCount) },
        1 => descriptor with { Count = Math.Max(0, descriptor.Count + draw.From(-40, 40)) },
        2 => descriptor with { Lanes = draw.OneIn(2) ? draw.Of(1, 8, 16, 32) : Wrong(draw, descriptor.Lanes, 32) },
        3 => descriptor with { Rows = Wrong(draw, descriptor.Rows, Descriptor.MaxRows) },
        4 => descriptor with { Word = draw.OneIn(4) ? Wrong(draw, descriptor.Word, 32) : 48 - descriptor.Word },
        5 => descriptor with { Mantissa = Wrong(draw, descriptor.Mantissa, descriptor.Container.MantissaBits) },
        6 => descriptor with { Exponent = Wrong(draw, descriptor.Exponent, descriptor.Container.ExponentBits) },
        7 => descriptor with { Low = Wrong(draw, descriptor.Low, descriptor.Container.MaxExponent) },
        8 => descriptor with { Bias = Wrong(draw, descriptor.Bias, descriptor.Container.MaxExponent) },
        9 => descriptor with { Sign = !descriptor.Sign },
        10 => descriptor with { Coder = (Coder)(draw.OneIn(8) ? draw.Of(-1, 4, int.MaxValue) : draw.Below(4)) },
        _ => draw.OneIn(2)
            ? descriptor with { Container = Container.All[draw.Below(3)] }
            : descriptor with { Rounding = (Rounding)draw.Of(0, 1, 2, -1) },
    };

    /// <summary>A descriptor whose fields are all drawn by themselves; few are legal.</summary>
    public static Descriptor Any(Draw draw)
    {
        var descriptor = Legal(draw);
        for (var changes = draw.From(1, 4); changes > 0; changes--)
        {
            descriptor = Damage(draw, descriptor);
        }

        return descriptor;
    }

    private static long Count(Draw draw, int lanes) =>
        draw.OneIn(5_000) ? draw.From(HugeValues / 2, HugeValues)
        : draw.OneIn(50) ? draw.From(0, ManyValues)
        : draw.OneIn(16) ? draw.Below(3)
        : Math.Max(0, (draw.From(1, FewRows) * lanes) - (draw.OneIn(2) ? 0 : draw.Below(lanes)));

    private static int Wrong(Draw draw, int value, int most) => (int)Wrong(draw, (long)value, most);

    private static long Wrong(Draw draw, long value, long most) => draw.Below(8) switch
    {
        0 or 1 or 2 => value + draw.Of(-1, 1),
        3 => most,
        4 => most + 1,
        5 => draw.Of(0, -1, 1),
        6 => draw.Of(int.MaxValue, int.MinValue),
        _ => (long)(draw.Bits() % (ulong)most),
    };
}
