// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>What a tensor, or several together, would cost as streams.</summary>
/// <param name="Values">Number of values.</param>
/// <param name="ContainerBits">Bits of all values in their containers.</param>
/// <param name="Zeros">Values that are +0 or −0.</param>
/// <param name="NaNs">Values that are not a number.</param>
/// <param name="Infinities">Values that are +∞ or −∞.</param>
/// <param name="Negatives">Values whose sign bit is set, −0 and NaN included.</param>
/// <param name="Histogram">How often each kept exponent x occurs; shape <c>[256]</c>.</param>
/// <param name="Coders">One entry for each coder, in the order of their numbers.</param>
public sealed record TensorStatistics(
    long Values,
    long ContainerBits,
    long Zeros,
    long NaNs,
    long Infinities,
    long Negatives,
    ImmutableArray<long> Histogram,
    ImmutableArray<CoderStatistics> Coders)
{
    /// <summary>Statistics of nothing: what a sum starts with.</summary>
    public static TensorStatistics Empty { get; } = new(
        0,
        0,
        0,
        0,
        0,
        0,
        [.. new long[256]],
        [.. Enum.GetValues<Coder>().Select(coder => new CoderStatistics(coder, 0, 0, 0, 0))]);

    /// <summary>Order-0 entropy of the kept exponents, Σ −p·log2 p, in bits per value; 0 without values.</summary>
    public double ExponentEntropy
    {
        get
        {
            var entropy = 0.0;
            foreach (var count in Histogram)
            {
                entropy -= count == 0 ? 0 : (double)count / Values * Math.Log2((double)count / Values);
            }

            return entropy;
        }
    }

    /// <summary>One coder's figures.</summary>
    public CoderStatistics Of(Coder coder) => Coders[(int)coder];

    /// <summary>Bits that an exponent costs, metadata included; 0 without values.</summary>
    public double BitsPerExponent(Coder coder) => PerValue(Of(coder).ExponentBits);

    /// <summary>Bits that a value costs in both streams, filling included; 0 without values.</summary>
    public double BitsPerValue(Coder coder) => PerValue(8 * Of(coder).StreamBytes);

    /// <summary>Container bits over stream bits: above 1 the streams are smaller; 1 without values.</summary>
    public double Ratio(Coder coder) => Values == 0 ? 1 : (double)ContainerBits / (8 * Of(coder).StreamBytes);

    /// <summary>Both tensors together.</summary>
    public TensorStatistics Plus(TensorStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Values + other.Values,
            ContainerBits + other.ContainerBits,
            Zeros + other.Zeros,
            NaNs + other.NaNs,
            Infinities + other.Infinities,
            Negatives + other.Negatives,
            [.. Histogram.Zip(other.Histogram, (left, right) => left + right)],
            [.. Coders.Zip(other.Coders, (left, right) => left.Plus(right))]);
    }

    private double PerValue(long bits) => Values == 0 ? 0 : (double)bits / Values;
}
