// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Random tensors that reach the corners of a configuration.</summary>
/// <param name="config">The configuration.</param>
/// <param name="random">Decides everything.</param>
public sealed class RandomTensors(HardwareConfig config, Random random)
{
    private readonly Container _container = config.Container;

    /// <summary>A legal descriptor, without a count.</summary>
    public Descriptor NextDescriptor()
    {
        if (config.Frozen is { } frozen)
        {
            return config.Complete(frozen) with { Count = 0 };
        }

        var sign = random.Next(3) > 0;
        var exponent = OneOf(_container.ExponentBits, _container.ExponentBits, 1, Between(1, _container.ExponentBits));
        var most = Math.Min(_container.MantissaBits, config.Word - exponent - (sign ? 1 : 0));
        return config.Complete(new Descriptor
        {
            Exponent = exponent,
            Sign = sign,
            Mantissa = OneOf(most, 0, Between(0, most), Between(0, Math.Min(most, 4))),
            Low = NextLow(exponent),
            Bias = OneOf(0, (1 << exponent) - 1, Descriptor.DefaultBias(exponent), Between(0, (1 << exponent) - 1)),
            Coder = config.Coders[random.Next(config.Coders.Count)],
            Rounding = config.Roundings[random.Next(config.Roundings.Count)],
        });
    }

    /// <summary>A descriptor that the hardware must refuse; null where descriptors are frozen.</summary>
    public Descriptor? NextIllegal()
    {
        if (config.Frozen is not null)
        {
            return null;
        }

        var legal = NextDescriptor();
        var candidates = new List<Descriptor>
        {
            legal with { Exponent = 0 },
            legal with { Exponent = Between(_container.ExponentBits + 1, 15) },
            legal with { Low = 0 },
            legal with { Exponent = _container.ExponentBits, Low = 2 },
            legal with { Mantissa = Between(_container.MantissaBits + 1, 31) },
        };
        candidates.AddRange(new[]
        {
            legal with { Low = Math.Min(255, Descriptor.MaxLow(_container, legal.Exponent) + 1) },
            legal with { Exponent = 7, Bias = Between(128, 255) },
            legal with { Exponent = _container.ExponentBits, Low = 1, Mantissa = _container.MantissaBits, Sign = true },
        }.Where(candidate => candidate.FindFault() is not null));
        candidates.AddRange(
            Enum.GetValues<Coder>().Except(config.Coders).Select(coder => legal with { Coder = coder }));
        return candidates[random.Next(candidates.Count)];
    }

    /// <summary>A number of values, often one beside the end of a row or group.</summary>
    /// <param name="mostRows">Largest number of rows.</param>
    public int NextCount(int mostRows)
    {
        var group = config.Lanes * config.Rows;
        var count = random.Next(10) switch
        {
            0 => random.Next(3),
            1 => config.Lanes + Between(-1, 1),
            2 => group + Between(-1, 1),
            3 => (group * Between(1, 3)) + Between(-1, 1),
            4 or 5 or 6 => Between(0, 2 * group),
            _ => Between(0, mostRows * config.Lanes),
        };
        return Math.Clamp(count, 0, mostRows * config.Lanes);
    }

    /// <summary>Values that suit a descriptor; their kind changes now and then along the tensor.</summary>
    public uint[] NextValues(Descriptor descriptor, int count)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var values = new uint[count];
        var next = NextKind(descriptor);
        for (var i = 0; i < count; i++)
        {
            next = random.Next(4 * config.Lanes) == 0 ? NextKind(descriptor) : next;
            values[i] = next();
        }

        return values;
    }

    private Func<uint> NextKind(Descriptor descriptor)
    {
        var center = Between(0, _container.MaxExponent);
        var spread = 1 << random.Next(_container.ExponentBits);
        var (end, step) = (descriptor.Low + (1 << descriptor.Exponent) - 2, _container.MaxExponent);
        var constant = AnyCode();
        return random.Next(9) switch
        {
            0 => AnyCode,
            1 => () => Code(center + Between(-spread, spread)),
            2 => () => random.Next(2) == 0 ? 0 : Code(center + Between(-spread, spread)),
            3 => () => OneOf(0u, Special(0), Special(step), 1u << (_container.Bits - 1), Code(center)),
            4 => () => constant,
            5 => () => Code(random.Next(2) * step),
            6 => () => Code(end + Between(-2, 2)),
            7 => () => Code(descriptor.Low + Between(-2, 2)),
            _ => () => Tie(descriptor.Mantissa, center + Between(-1, 1)),
        };
    }

    private uint AnyCode() => (uint)random.NextInt64(1L << _container.Bits);

    private uint Code(int exponent) => Code(exponent, (uint)random.Next(1 << _container.MantissaBits));

    // Infinity or zero, a NaN or denormal with one bit, or one with all of them.
    private uint Special(int exponent) =>
        Code(exponent, OneOf(0u, 1u << random.Next(_container.MantissaBits), (1u << _container.MantissaBits) - 1));

    // A dropped part of one half, or next to it; a kept part of all ones now and then.
    private uint Tie(int mantissa, int exponent)
    {
        var dropped = _container.MantissaBits - mantissa;
        var half = dropped == 0 ? 0 : 1 << (dropped - 1);
        var kept = OneOf((1 << mantissa) - 1, random.Next(1 << mantissa));
        var code = Math.Max(0, (kept << dropped) + half + Between(-1, 1));
        return Code(exponent, (uint)code & ((1u << _container.MantissaBits) - 1));
    }

    private uint Code(int exponent, uint mantissa) =>
        ((uint)random.Next(2) << (_container.Bits - 1))
        | ((uint)Math.Clamp(exponent, 0, _container.MaxExponent) << _container.MantissaBits)
        | mantissa;

    private int NextLow(int exponent)
    {
        var most = Descriptor.MaxLow(_container, exponent);
        return OneOf(
            1, most, Between(1, most), Math.Clamp((_container.MaxExponent / 2) - (1 << (exponent - 1)), 1, most));
    }

    private int Between(int least, int most) => random.Next(least, most + 1);

    private T OneOf<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
