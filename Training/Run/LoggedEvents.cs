// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.Training.Methods;

namespace Rtlgen.Training.Run;

/// <summary>A run begins or goes on.</summary>
/// <param name="Step">Steps done before.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Options">What is trained, on what, and how.</param>
/// <param name="Versions">What it is trained by.</param>
public sealed record LoggedStart(long Step, long Steps, TrainOptions Options, LoggedVersions Versions)
{
    /// <summary>Where lengths are rounded up and stay, in epochs; infinite for methods that do not.</summary>
    public double Frozen => LengthMethods.Freezes(Options.Method)
        ? (1 - Options.Lengths.FrozenShare) * Options.Epochs
        : double.PositiveInfinity;

    /// <summary>Refuses what a reader could not use.</summary>
    /// <exception cref="FormatException">Something is wrong.</exception>
    internal LoggedStart Check() => Steps > 0 && Options.Epochs > 0
        ? this
        : throw new FormatException("steps and options.epochs must be above 0");

    /// <summary>Where a step is, in epochs.</summary>
    /// <param name="step">Steps done.</param>
    public double Position(long step) => step * Options.Epochs / Steps;

    /// <summary>Where an epoch ended, in epochs: the last one may be a part of one.</summary>
    /// <param name="epoch">The epoch.</param>
    public double Position(LoggedEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return epoch.Step is { } step ? Position(step) : Math.Min(epoch.Epoch, Options.Epochs);
    }
}

/// <summary>Versions of what a run needs.</summary>
/// <param name="Torch">libtorch.</param>
/// <param name="Dotnet">.NET.</param>
public sealed record LoggedVersions(string Torch, string Dotnet);

/// <summary>A step as the log has it.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="Lengths">By tensor: mantissa and exponent bits, real where learned.</param>
public sealed record LoggedStep(
    long Step, double Loss, double LearningRate, OrderedDictionary<string, double[]> Lengths)
{
    /// <summary>Refuses what a reader could not use.</summary>
    /// <param name="names">The tensors of the lines before; null if this is the first.</param>
    /// <exception cref="FormatException">Something is wrong.</exception>
    internal LoggedStep Check(string[]? names)
    {
        if (Lengths.FirstOrDefault(pair => pair.Value is not { Length: 2 }) is { Key: { } name })
        {
            throw new FormatException($"lengths of '{name}' must be two numbers");
        }

        return names is null || names.SequenceEqual(Lengths.Keys)
            ? this
            : throw new FormatException("lengths are of other tensors than before");
    }
}

/// <summary>An epoch as the log has it.</summary>
/// <param name="Epoch">Its number, counted from 1.</param>
/// <param name="Step">Steps done at its end; null in logs of older versions.</param>
/// <param name="TrainLoss">Mean loss of its steps.</param>
/// <param name="ValidationLoss">Mean loss of what is tested with.</param>
/// <param name="Accuracy">Share of it that is right: 0 to 1.</param>
/// <param name="Footprint">Bits by name, as docs/training.md lists them.</param>
/// <param name="Tensors">The stashed tensors of its last step, in the network's order.</param>
public sealed record LoggedEpoch(
    int Epoch, double TrainLoss, double ValidationLoss, double Accuracy, LoggedFootprint Footprint,
    IReadOnlyList<LoggedTensor> Tensors, long? Step = null)
{
    /// <summary>Names of the tensors.</summary>
    internal IEnumerable<string> Names => Tensors.Select(tensor => tensor.Name);

    /// <summary>Refuses what a reader could not use.</summary>
    /// <param name="names">The tensors of the lines before; null if this is the first.</param>
    /// <exception cref="FormatException">Something is wrong.</exception>
    internal LoggedEpoch Check(string[]? names)
    {
        if (Tensors.FirstOrDefault(tensor => tensor.ExponentHistogram.Count != 256) is { } odd)
        {
            throw new FormatException($"exponentHistogram of '{odd.Name}' must have 256 numbers");
        }

        return names is null || names.SequenceEqual(Names)
            ? this
            : throw new FormatException("tensors are others than before");
    }
}

/// <summary>Bits of an epoch's last step, and of all steps so far.</summary>
/// <param name="Fp32Bits">All values in FP32.</param>
/// <param name="FixedBits">Coded with <c>fixed</c>.</param>
/// <param name="DeltaBits">Coded with <c>delta</c>.</param>
/// <param name="PeakBits">Coded with <c>peak</c>.</param>
/// <param name="BestBits">Each tensor coded with the coder that makes it smallest.</param>
/// <param name="CumulativeFp32Bits">All steps in FP32.</param>
/// <param name="CumulativeFixedBits">All steps with <c>fixed</c>.</param>
/// <param name="CumulativeDeltaBits">All steps with <c>delta</c>.</param>
/// <param name="CumulativePeakBits">All steps with <c>peak</c>.</param>
/// <param name="CumulativeBestBits">All steps, each tensor with its best coder.</param>
public sealed record LoggedFootprint(
    double Fp32Bits, double FixedBits, double DeltaBits, double PeakBits, double BestBits, double CumulativeFp32Bits,
    double CumulativeFixedBits, double CumulativeDeltaBits, double CumulativePeakBits, double CumulativeBestBits)
{
    /// <summary>How many times smaller than FP32 the last step is with <c>fixed</c>.</summary>
    public double FixedRatio => Fp32Bits / FixedBits;

    /// <summary>The same over all steps.</summary>
    public double RunFixedRatio => CumulativeFp32Bits / CumulativeFixedBits;

    /// <summary>Over all steps, each tensor with its best coder.</summary>
    public double RunBestRatio => CumulativeFp32Bits / CumulativeBestBits;
}

/// <summary>A stashed tensor as the log has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Weight or activation.</param>
/// <param name="Count">Its values.</param>
/// <param name="Mantissa">Mantissa bits of the step.</param>
/// <param name="Exponent">Exponent bits of the step.</param>
/// <param name="Low">Lowest biased exponent of the window.</param>
/// <param name="Sign">1 if signs are kept, else 0.</param>
/// <param name="LearnedMantissa">Real mantissa bits; null if not learned.</param>
/// <param name="LearnedExponent">Real exponent bits; null if not learned.</param>
/// <param name="ExponentHistogram">How often each biased exponent occurs, shape <c>[256]</c>.</param>
/// <param name="FixedBits">Its bits coded with <c>fixed</c>, metadata and filling included.</param>
/// <param name="DeltaBits">Coded with <c>delta</c>.</param>
/// <param name="PeakBits">Coded with <c>peak</c>.</param>
public sealed record LoggedTensor(
    string Name, TensorKind Kind, long Count, int Mantissa, int Exponent, int Low, int Sign, double? LearnedMantissa,
    double? LearnedExponent, IReadOnlyList<long> ExponentHistogram, long FixedBits, long DeltaBits, long PeakBits)
{
    /// <summary>Lengths, real where learned.</summary>
    public (double Mantissa, double Exponent) RealLengths => (LearnedMantissa ?? Mantissa, LearnedExponent ?? Exponent);

    /// <summary>Lengths of the step.</summary>
    public (double Mantissa, double Exponent) WholeLengths => (Mantissa, Exponent);
}

/// <summary>The lengths of all tensors at one time.</summary>
/// <param name="Position">When, in epochs.</param>
/// <param name="Lengths">Mantissa and exponent bits, in the network's order.</param>
public sealed record LengthPoint(double Position, IReadOnlyList<(double Mantissa, double Exponent)> Lengths);
