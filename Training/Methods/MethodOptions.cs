// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Own;

namespace Rtlgen.Training.Methods;

/// <summary>Settings of the methods; each reads those that concern it.</summary>
public sealed record MethodOptions
{
    /// <summary>Seed of what is drawn.</summary>
    public long Seed { get; init; }

    /// <summary>What dropped mantissa bits do.</summary>
    public Rounding Rounding { get; init; }

    /// <summary>n of <c>static</c>: 0 to 23.</summary>
    public int Mantissa { get; init; } = 2;

    /// <summary>e of <c>static</c>: 1 to 8.</summary>
    public int Exponent { get; init; } = 4;

    /// <summary>n that an activation starts to learn with: 0 to 23.</summary>
    public double InitialMantissa { get; init; } = 2;

    /// <summary>e that an activation starts to learn with: 1 to 8.</summary>
    public double InitialExponent { get; init; } = 4;

    /// <summary>n that a weight starts to learn with: 0 to 23.</summary>
    public double InitialWeightMantissa { get; init; } = 4;

    /// <summary>e that a weight starts to learn with: 1 to 8.</summary>
    public double InitialWeightExponent { get; init; } = 5;

    /// <summary>Lowest n that is learned: 0 to 23.</summary>
    public double FloorMantissa { get; init; }

    /// <summary>Lowest e that is learned: 1 to 8.</summary>
    public double FloorExponent { get; init; } = 3;

    /// <summary>Most that a weight's length moves in a step, in bits.</summary>
    public double WeightRate { get; init; } = 0.005;

    /// <summary>Most that an activation's length moves in a step, in bits.</summary>
    public double ActivationRate { get; init; } = 0.01;

    /// <summary>Share of the past in the averages of length gradients, 0 to 1: 0.98 averages some 50 steps.</summary>
    public double Averaging { get; init; } = 0.98;

    /// <summary>γ, the regulariser's weight, by thirds of the run.</summary>
    public IReadOnlyList<double> Gammas { get; init; } = [0.04, 0.01, 0.001];

    /// <summary>Steps before lengths begin to move.</summary>
    public int Warmup { get; init; } = 100;

    /// <summary>Last share of the run, in which lengths are rounded up and stay: 0 to 1.</summary>
    public double FrozenShare { get; init; } = 0.1;

    /// <summary>Mantissa bits that activations get back when lengths are frozen.</summary>
    public int Regrowth { get; init; }

    /// <summary>α of the loss's moving average: M ← M + α(L − M).</summary>
    public double LossAveraging { get; init; } = 0.1;

    /// <summary>ε in average distances of the loss from M.</summary>
    public double LossMargin { get; init; } = 0.25;

    /// <summary>Lowest n of BitChop and BitWave: 0 to 23.</summary>
    public int LossFloorMantissa { get; init; } = 2;

    /// <summary>Lowest e of BitWave: 1 to 8.</summary>
    public int LossFloorExponent { get; init; } = 4;

    /// <summary>n that BitChop and BitWave start with: 0 to 23.</summary>
    public int LossInitialMantissa { get; init; } = 7;

    /// <summary>e that BitWave starts with: 1 to 8.</summary>
    public int LossInitialExponent { get; init; } = 8;

    /// <summary>Steps between two decisions, over which losses are averaged, of BitChop and BitWave.</summary>
    public int LossPeriod { get; init; } = 32;

    /// <summary>Steps at full length after a jump of the learning rate.</summary>
    public int FullSteps { get; init; } = 100;

    /// <summary>The settings that concern a method; all others as if nobody had set them.</summary>
    /// <param name="method">One of <see cref="LengthMethods.Names"/>, or a user's class, which may read any.</param>
    public MethodOptions For(string method) => method switch
    {
        _ when OwnClass.Is(method) => this,
        "fp32" or "bf16" => new(),
        "static" => new() { Mantissa = Mantissa, Exponent = Exponent, Rounding = Rounding },
        "bitchop" or "bitwave" => new()
        {
            Rounding = Rounding,
            LossAveraging = LossAveraging,
            LossMargin = LossMargin,
            LossInitialMantissa = LossInitialMantissa,
            LossInitialExponent = LossInitialExponent,
            LossFloorMantissa = LossFloorMantissa,
            LossFloorExponent = LossFloorExponent,
            LossPeriod = LossPeriod,
            FullSteps = FullSteps,
        },
        _ => new()
        {
            Rounding = Rounding,
            InitialMantissa = InitialMantissa,
            InitialExponent = InitialExponent,
            InitialWeightMantissa = InitialWeightMantissa,
            InitialWeightExponent = InitialWeightExponent,
            FloorMantissa = FloorMantissa,
            FloorExponent = FloorExponent,
            WeightRate = WeightRate,
            ActivationRate = ActivationRate,
            Averaging = Averaging,
            Gammas = Gammas,
            Warmup = Warmup,
            FrozenShare = FrozenShare,
            Regrowth = Regrowth,
        },
    };
}
