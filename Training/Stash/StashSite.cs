// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Training.Stash;

/// <summary>One tensor that training keeps in memory until its backward pass, and how it is kept just now.</summary>
/// <remarks>docs/training.md, "What is stashed".</remarks>
public sealed class StashSite
{
    private const int Unseen = -1;

    /// <summary>A site.</summary>
    /// <param name="kind">Weight or activation.</param>
    /// <param name="suffix">What follows the layer's name in the tensor's.</param>
    /// <param name="nonNegative">True if no value can be negative, so that its sign need not be kept.</param>
    internal StashSite(TensorKind kind, string suffix, bool nonNegative)
    {
        (Kind, Suffix, NonNegative) = (kind, suffix, nonNegative);
    }

    /// <summary>The tensor's name: a parameter's own, or its layer's and <c>out</c>.</summary>
    public string Name => Layer.Length == 0 ? Suffix : $"{Layer}.{Suffix}";

    /// <summary>The layer's name.</summary>
    public string Layer { get; internal set; } = "";

    /// <summary>Weight or activation.</summary>
    public TensorKind Kind { get; }

    /// <summary>What follows the layer's name in the tensor's.</summary>
    public string Suffix { get; }

    /// <summary>True if no value can be negative.</summary>
    public bool NonNegative { get; }

    /// <summary>Place among all sites, in the order of the forward pass.</summary>
    public int Index { get; internal set; }

    /// <summary>Number of values in the last step, those of all processes' parts of a batch; 0 before.</summary>
    public long Count { get; internal set; }

    /// <summary>n, mantissa bits kept in this step: 0 to 23.</summary>
    public int Mantissa { get; set; } = Container.Fp32.MantissaBits;

    /// <summary>e, exponent bits kept in this step: 1 to 8.</summary>
    public int Exponent { get; set; } = Container.Fp32.ExponentBits;

    /// <summary>What dropped mantissa bits do.</summary>
    public Rounding Rounding { get; set; }

    /// <summary>Largest biased exponent seen lately, 0 to 254; negative before any was seen.</summary>
    public int Peak { get; internal set; } = Unseen;

    /// <summary>This process's part in what <see cref="Peak"/> will be after the step, if all processes have to
    /// agree on it; negative if it has no part in it.</summary>
    internal int NextPeak { get; set; } = Unseen;

    /// <summary>How the tensor was adapted when it last passed.</summary>
    public Descriptor Applied { get; internal set; } = Descriptor.Lossless(Container.Fp32);

    /// <summary>Estimate of ∂L/∂n of this step: the loss's change by one more mantissa bit.</summary>
    public double MantissaGradient { get; set; }

    /// <summary>Estimate of ∂L/∂e of this step: the loss's change by one more exponent bit.</summary>
    public double ExponentGradient { get; set; }

    /// <summary>True if the sign is kept.</summary>
    public bool Sign => !NonNegative;

    /// <summary>True if values stay as they are.</summary>
    public bool IsLossless => Mantissa == Container.Fp32.MantissaBits && Exponent == Container.Fp32.ExponentBits;

    /// <summary>lo, first exponent of the window: it ends at <see cref="Peak"/>.</summary>
    public int Low => LowOf(Exponent);

    /// <summary>Bits of a value as <c>fixed</c> keeps it: n + e + s.</summary>
    public int ValueBits => Mantissa + Exponent + (Sign ? 1 : 0);

    /// <summary>How the tensor is adapted in this step.</summary>
    public Descriptor Descriptor => With(Mantissa, Exponent);

    /// <summary>How it would be adapted with other lengths.</summary>
    /// <param name="mantissa">n, 0 to 23.</param>
    /// <param name="exponent">e, 1 to 8.</param>
    /// <returns>A legal descriptor of <see cref="Count"/> values.</returns>
    public Descriptor With(int mantissa, int exponent) => new()
    {
        Count = Count,
        Mantissa = mantissa,
        Exponent = exponent,
        Low = LowOf(exponent),
        Sign = Sign,
        Rounding = Rounding,
        Coder = Coder.Fixed,
        Bias = Descriptor.DefaultBias(exponent),
    };

    /// <summary>Takes over what all processes have agreed on.</summary>
    /// <param name="peak">The highest <see cref="NextPeak"/>; negative to leave <see cref="Peak"/> as it is.</param>
    internal void Settle(int peak) => (Peak, NextPeak) = (peak >= 0 ? peak : Peak, Unseen);

    /// <summary>Sets how the tensor is kept from now on, window included.</summary>
    /// <param name="mantissa">n, 0 to 23.</param>
    /// <param name="exponent">e, 1 to 8.</param>
    /// <param name="low">lo, as <see cref="Low"/> was.</param>
    /// <param name="rounding">What dropped mantissa bits do.</param>
    internal void Keep(int mantissa, int exponent, int low, Rounding rounding)
    {
        (Mantissa, Exponent, Rounding) = (mantissa, exponent, rounding);
        Peak = low + (1 << exponent) - 2;
    }

    // The window lo … lo + 2^e − 2 ends at the largest exponent.
    private int LowOf(int exponent) => exponent == Container.Fp32.ExponentBits
        ? 1
        : Math.Clamp(Peak - (1 << exponent) + 2, 1, Descriptor.MaxLow(Container.Fp32, exponent));
}
