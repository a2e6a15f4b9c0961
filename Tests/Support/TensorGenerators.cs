// SPDX-License-Identifier: Apache-2.0

using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests;

/// <summary>A tensor and how it is to be coded.</summary>
/// <param name="Descriptor">A legal descriptor; its count is the number of values.</param>
/// <param name="Values">Bit patterns of the container.</param>
public sealed record TensorCase(Descriptor Descriptor, uint[] Values)
{
    public override string ToString()
    {
        var digits = Descriptor.Container.Bits / 4;
        var values = Values.Select(value => value.ToString($"x{digits}", null));
        return $"{Descriptor}\nvalues: {string.Join(' ', values)}";
    }

    /// <summary>The same descriptor with other values.</summary>
    public TensorCase With(uint[] values) => new(Descriptor with { Count = values.Length }, values);
}

/// <summary>Random legal descriptors and tensors: the inputs of every random test.</summary>
/// <remarks>
/// Values are raw bit patterns. A tensor is made of stretches, each of one kind (see <see cref="Fill"/>), so that
/// rows and groups meet equal exponents, every distance around the thresholds, zeros among large values, ties, the
/// ends of the window, NaN payloads and denormals.
/// </remarks>
internal static class TensorGenerators
{
    private const int MostValues = 600;
    private const int Kinds = 11;

    /// <summary>Legal descriptors of every container, coder, rounding, word, window and sign; count 0.</summary>
    public static Gen<Descriptor> Descriptors { get; } =
        from container in Gen.Elements(Container.All.ToArray())
        from lanes in Gen.Frequency((2, Gen.Choose(1, 32)), (3, Gen.Elements(1, 2, 3, 4, 8, 16, 32)))
        from rows in Gen.Frequency((1, Gen.Choose(2, 64)), (4, Gen.Choose(2, 8)))
        from word in Gen.Elements(16, 32)
        from exponent in Gen.Frequency(
            (2, Gen.Constant(container.ExponentBits)), (3, Gen.Choose(1, container.ExponentBits)))
        from sign in Gen.Elements(true, false)
        let room = Math.Min(container.MantissaBits, word - exponent - (sign ? 1 : 0))
        from mantissa in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Constant(room)), (3, Gen.Choose(0, room)))
        let highest = Descriptor.MaxLow(container, exponent)
        from low in Gen.Frequency(
            (1, Gen.Constant(1)),
            (1, Gen.Constant(highest)),
            (2, Gen.Choose(1, highest)),
            (2, Gen.Constant(Math.Clamp((container.MaxExponent / 2) - (1 << (exponent - 1)), 1, highest))))
        from bias in Gen.Frequency(
            (2, Gen.Constant(Descriptor.DefaultBias(exponent))),
            (1, Gen.Elements(0, (1 << exponent) - 1)),
            (2, Gen.Choose(0, (1 << exponent) - 1)))
        from coder in Gen.Elements(Enum.GetValues<Coder>())
        from rounding in Gen.Elements(Enum.GetValues<Rounding>())
        select new Descriptor
        {
            Container = container,
            Lanes = lanes,
            Rows = rows,
            Word = word,
            Mantissa = mantissa,
            Exponent = exponent,
            Low = low,
            Sign = sign,
            Coder = coder,
            Bias = bias,
            Rounding = rounding,
        };

    /// <summary>Tensors of any descriptor; they shrink towards fewer values and plainer ones.</summary>
    public static Arbitrary<TensorCase> Tensors { get; } = TensorsOf(Descriptors);

    /// <summary>Tensors of lossless descriptors.</summary>
    public static Arbitrary<TensorCase> LosslessTensors { get; } = TensorsOf(
        from descriptor in Descriptors
        let container = descriptor.Container
        select descriptor with
        {
            Word = Math.Max(descriptor.Word, container.Bits),
            Mantissa = container.MantissaBits,
            Exponent = container.ExponentBits,
            Low = 1,
            Sign = true,
            Bias = Math.Min(descriptor.Bias, container.MaxExponent),
        });

    /// <summary>Tensors whose descriptors come from <paramref name="descriptors"/>.</summary>
    public static Arbitrary<TensorCase> TensorsOf(Gen<Descriptor> descriptors)
    {
        var tensors =
            from descriptor in descriptors
            from count in Counts(descriptor)
            from seed in Gen.Choose(0, int.MaxValue)
            select new TensorCase(descriptor with { Count = count }, Values(descriptor, count, new Random(seed)));
        return Arb.From(tensors, Shrink);
    }

    /// <summary>Random values for a descriptor.</summary>
    public static uint[] Values(Descriptor descriptor, int count, Random random)
    {
        var values = new uint[count];
        var mixed = random.Next(4) == 0;
        for (var start = 0; start < count;)
        {
            var length = mixed ? 1 : Math.Min(count - start, 1 + random.Next(3 * descriptor.GroupValues));
            Fill(values.AsSpan(start, length), descriptor, random.Next(Kinds), random);
            start += length;
        }

        return values;
    }

    // Whole groups, a last row or group that is not full, a single value, none.
    private static Gen<int> Counts(Descriptor descriptor)
    {
        var group = descriptor.GroupValues;
        return Gen.Frequency(
            (1, Gen.Choose(0, 2)),
            (2, Gen.Choose(0, Math.Min(MostValues, group))),
            (4, Gen.Choose(0, Math.Min(MostValues, 4 * group))),
            (1, Gen.Constant(Math.Min(2 * group, MostValues / group * group))));
    }

    private static void Fill(Span<uint> values, Descriptor descriptor, int kind, Random random)
    {
        var container = descriptor.Container;
        var centre = random.Next(container.MaxExponent + 1);
        var runLeft = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (runLeft-- == 0)
            {
                (centre, runLeft) = (kind == 3 ? random.Next(container.MaxExponent + 1) : centre, random.Next(20));
            }

            values[i] = kind switch
            {
                0 => Any(container, random),
                1 => Special(container, random),
                2 => Edge(descriptor, random),
                3 => Number(container, centre, random),
                4 => Number(container, centre + Step(random), random),
                5 => i % 2 == 0 ? 0 : Number(container, container.MaxExponent - random.Next(2), random),
                6 => random.Next(3) == 0 ? 0 : Number(container, centre + random.Next(4), random),
                7 => Gaussian(container, relu: false, random),
                8 => Gaussian(container, relu: true, random),
                9 => Tie(descriptor, centre, random),
                _ => Number(container, Inside(descriptor, random), random),
            };
        }
    }

    private static uint Any(Container container, Random random) =>
        (uint)random.NextInt64(1L << container.Bits);

    private static uint Special(Container container, Random random)
    {
        var payload = 1u << random.Next(container.MantissaBits);
        var ones = (1u << container.MantissaBits) - 1;
        var (exponent, mantissa) = random.Next(10) switch
        {
            0 or 1 => (0, 0u),
            2 => (0, payload),
            3 => (0, ones),
            4 => (1, 0u),
            5 => (container.MaxExponent - 1, ones),
            6 => (container.MaxExponent, 0u),
            7 => (container.MaxExponent, payload),
            8 => (container.MaxExponent, ones),
            _ => (container.MaxExponent / 2, 0u),
        };
        return Code(container, random.Next(2), exponent, mantissa);
    }

    // At, just inside and just outside both ends of the window.
    private static uint Edge(Descriptor descriptor, Random random)
    {
        var end = descriptor.Low + (1 << descriptor.Exponent) - 2;
        var exponent = (random.Next(2) == 0 ? descriptor.Low : end) + random.Next(-1, 2);
        return Tie(descriptor, exponent, random);
    }

    private static int Inside(Descriptor descriptor, Random random) =>
        descriptor.Exponent == descriptor.Container.ExponentBits
            ? random.Next(descriptor.Container.MaxExponent + 1)
            : descriptor.Low - 1 + random.Next(1 << descriptor.Exponent);

    // A distance around a power of two, where a row code ends and the next one starts.
    private static int Step(Random random)
    {
        var step = (1 << random.Next(8)) + random.Next(-1, 2);
        return random.Next(2) == 0 ? step : -step;
    }

    // Dropped bits at, one below and one above one half; kept bits random, all ones or zero.
    private static uint Tie(Descriptor descriptor, int exponent, Random random)
    {
        var container = descriptor.Container;
        var dropped = container.MantissaBits - descriptor.Mantissa;
        var kept = (uint)random.NextInt64(1L << descriptor.Mantissa);
        kept = random.Next(3) == 0 ? (1u << descriptor.Mantissa) - 1 : kept;
        var half = dropped == 0 ? 0 : (1L << (dropped - 1)) + random.Next(-1, 2);
        var mantissa = (uint)((kept << dropped) | half) & ((1u << container.MantissaBits) - 1);
        return Code(container, random.Next(2), exponent, mantissa);
    }

    private static uint Number(Container container, int exponent, Random random) =>
        Code(container, random.Next(2), exponent, (uint)random.NextInt64(1L << container.MantissaBits));

    // Small numbers around zero as weights are, or about one half of them zero and none negative as after ReLU.
    private static uint Gaussian(Container container, bool relu, Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var value = (float)(relu ? Math.Max(0, normal) : normal / 16);
        var code = BitConverter.SingleToUInt32Bits(value);
        return container == Container.Fp32 ? code
            : container == Container.Bf16 ? code >> 16
            : BitConverter.HalfToUInt16Bits((Half)value);
    }

    private static uint Code(Container container, int sign, int exponent, uint mantissa) =>
        ((uint)sign << (container.Bits - 1))
        | ((uint)Math.Clamp(exponent, 0, container.MaxExponent) << container.MantissaBits)
        | mantissa;

    private static IEnumerable<TensorCase> Shrink(TensorCase tensor)
    {
        var (descriptor, values) = (tensor.Descriptor, tensor.Values);
        for (var cut = values.Length / 2; cut > 0; cut /= 2)
        {
            yield return tensor.With(values[cut..]);
            yield return tensor.With(values[..^cut]);
        }

        if (descriptor.Lanes > 1)
        {
            yield return tensor with { Descriptor = descriptor with { Lanes = descriptor.Lanes / 2 } };
        }

        if (descriptor.Rows > 2)
        {
            yield return tensor with { Descriptor = descriptor with { Rows = Math.Max(2, descriptor.Rows / 2) } };
        }

        for (var i = 0; i < Math.Min(values.Length, 16); i++)
        {
            if (values[i] != 0)
            {
                var plainer = values.ToArray();
                plainer[i] = 0;
                yield return tensor.With(plainer);
            }
        }
    }
}
