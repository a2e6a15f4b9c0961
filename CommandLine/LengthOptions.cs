// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Methods;

namespace Rtlgen.CommandLine;

/// <summary>The options of <c>train</c> that concern how lengths are found.</summary>
internal sealed class LengthOptions
{
    private const int Many = int.MaxValue;

    private static readonly MethodOptions Default = new();

    private readonly Option<int?> _mantissa = Inputs.Number(
        "--mantissa", 0, 23, "Mantissa bits of static", $"{Default.Mantissa} if absent");

    private readonly Option<int?> _exponent = Inputs.Number(
        "--exponent", 1, 8, "Exponent bits of static", $"{Default.Exponent} if absent");

    private readonly Option<string?> _rounding = Inputs.Choice(
        "--rounding", Names.All<Rounding>(), "What dropped mantissa bits do; truncate if absent");

    private readonly Option<double?> _initialMantissa = Inputs.Real(
        "--initial-mantissa", 0, 23, "Mantissa bits that activations start to learn with",
        $"{Default.InitialMantissa} if absent");

    private readonly Option<double?> _initialExponent = Inputs.Real(
        "--initial-exponent", 1, 8, "Exponent bits that activations start to learn with",
        $"{Default.InitialExponent} if absent");

    private readonly Option<double?> _initialWeightMantissa = Inputs.Real(
        "--initial-weight-mantissa", 0, 23, "The same of weights", $"{Default.InitialWeightMantissa} if absent");

    private readonly Option<double?> _initialWeightExponent = Inputs.Real(
        "--initial-weight-exponent", 1, 8, "The same of weights", $"{Default.InitialWeightExponent} if absent");

    private readonly Option<double?> _floorMantissa = Inputs.Real(
        "--floor-mantissa", 0, 23, "Lowest mantissa bits that are learned", $"{Default.FloorMantissa} if absent");

    private readonly Option<double?> _floorExponent = Inputs.Real(
        "--floor-exponent", 1, 8, "Lowest exponent bits that are learned", $"{Default.FloorExponent} if absent");

    private readonly Option<double?> _weightRate = Inputs.Real(
        "--weight-length-rate", 0, 1, "Most that a weight's length moves in a step",
        $"{Show(Default.WeightRate)} if absent");

    private readonly Option<double?> _activationRate = Inputs.Real(
        "--activation-length-rate", 0, 1, "Most that an activation's length moves in a step",
        $"{Show(Default.ActivationRate)} if absent");

    private readonly Option<double?> _averaging = Inputs.Real(
        "--length-averaging", 0, 0.99999, "Share of the past in averaged length gradients",
        $"{Show(Default.Averaging)} if absent");

    private readonly Option<string?> _gammas = new("--gamma")
    {
        Description = "Weights of the regulariser, each for an equal part of the run; 0.04,0.01,0.001 if absent",
        HelpName = "X,X,X",
    };

    private readonly Option<int?> _warmup = Inputs.Number(
        "--length-warmup", 0, Many, "Steps before lengths move", $"{Default.Warmup} if absent");

    private readonly Option<double?> _frozen = Inputs.Real(
        "--frozen-share", 0, 1, "Last share of the run, with lengths rounded up",
        $"{Show(Default.FrozenShare)} if absent");

    private readonly Option<int?> _regrowth = Inputs.Number(
        "--regrowth", 0, 23, "Mantissa bits that activations get back then", $"{Default.Regrowth} if absent");

    private readonly Option<double?> _lossAveraging = Inputs.Real(
        "--loss-averaging", 0, 1, "Weight of a step's loss in its average, for bitchop and bitwave",
        $"{Show(Default.LossAveraging)} if absent");

    private readonly Option<double?> _lossMargin = Inputs.Real(
        "--loss-margin", 0, 100, "Distance from it that counts, in average distances",
        $"{Show(Default.LossMargin)} if absent");

    private readonly Option<int?> _lossInitialMantissa = Inputs.Number(
        "--loss-initial-mantissa", 0, 23, "Mantissa bits that bitchop and bitwave start with",
        $"{Default.LossInitialMantissa} if absent");

    private readonly Option<int?> _lossInitialExponent = Inputs.Number(
        "--loss-initial-exponent", 1, 8, "Exponent bits that bitwave starts with",
        $"{Default.LossInitialExponent} if absent");

    private readonly Option<int?> _lossFloorMantissa = Inputs.Number(
        "--loss-floor-mantissa", 0, 23, "Lowest mantissa bits of bitchop and bitwave",
        $"{Default.LossFloorMantissa} if absent");

    private readonly Option<int?> _lossFloorExponent = Inputs.Number(
        "--loss-floor-exponent", 1, 8, "Lowest exponent bits of bitwave", $"{Default.LossFloorExponent} if absent");

    private readonly Option<int?> _lossPeriod = Inputs.Number(
        "--loss-period", 1, Many, "Steps between two decisions, over which losses are averaged", $"{Default.LossPeriod} if absent");

    private readonly Option<int?> _fullSteps = Inputs.Number(
        "--full-steps", 0, Many, "Steps at full length after a jump of the learning rate",
        $"{Default.FullSteps} if absent");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
    [
        _mantissa, _exponent, _rounding, _initialMantissa, _initialExponent, _initialWeightMantissa,
        _initialWeightExponent, _floorMantissa, _floorExponent, _weightRate, _activationRate, _averaging, _gammas,
        _warmup, _frozen, _regrowth, _lossAveraging, _lossMargin, _lossInitialMantissa, _lossInitialExponent, _lossFloorMantissa, _lossFloorExponent,
        _lossPeriod, _fullSteps,
    ];

    /// <summary>Takes the values from a command line.</summary>
    /// <exception cref="CommandFailure">Some are wrong.</exception>
    public MethodOptions Read(ParseResult parsed) => new()
    {
        Rounding = parsed.GetValue(_rounding) is { } name ? Names.Parse<Rounding>("rounding", name) : default,
        Mantissa = parsed.GetValue(_mantissa) ?? Default.Mantissa,
        Exponent = parsed.GetValue(_exponent) ?? Default.Exponent,
        InitialMantissa = parsed.GetValue(_initialMantissa) ?? Default.InitialMantissa,
        InitialExponent = parsed.GetValue(_initialExponent) ?? Default.InitialExponent,
        InitialWeightMantissa = parsed.GetValue(_initialWeightMantissa) ?? Default.InitialWeightMantissa,
        InitialWeightExponent = parsed.GetValue(_initialWeightExponent) ?? Default.InitialWeightExponent,
        FloorMantissa = parsed.GetValue(_floorMantissa) ?? Default.FloorMantissa,
        FloorExponent = parsed.GetValue(_floorExponent) ?? Default.FloorExponent,
        WeightRate = parsed.GetValue(_weightRate) ?? Default.WeightRate,
        ActivationRate = parsed.GetValue(_activationRate) ?? Default.ActivationRate,
        Averaging = parsed.GetValue(_averaging) ?? Default.Averaging,
        Gammas = parsed.GetValue(_gammas) is { } gammas ? ParseGammas(gammas) : Default.Gammas,
        Warmup = parsed.GetValue(_warmup) ?? Default.Warmup,
        FrozenShare = parsed.GetValue(_frozen) ?? Default.FrozenShare,
        Regrowth = parsed.GetValue(_regrowth) ?? Default.Regrowth,
        LossAveraging = parsed.GetValue(_lossAveraging) ?? Default.LossAveraging,
        LossMargin = parsed.GetValue(_lossMargin) ?? Default.LossMargin,
        LossInitialMantissa = parsed.GetValue(_lossInitialMantissa) ?? Default.LossInitialMantissa,
        LossInitialExponent = parsed.GetValue(_lossInitialExponent) ?? Default.LossInitialExponent,
        LossFloorMantissa = parsed.GetValue(_lossFloorMantissa) ?? Default.LossFloorMantissa,
        LossFloorExponent = parsed.GetValue(_lossFloorExponent) ?? Default.LossFloorExponent,
        LossPeriod = parsed.GetValue(_lossPeriod) ?? Default.LossPeriod,
        FullSteps = parsed.GetValue(_fullSteps) ?? Default.FullSteps,
    };

    private static double[] ParseGammas(string text)
    {
        var parts = text.Split(',');
        var gammas = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out gammas[i])
                || !(gammas[i] >= 0) || !double.IsFinite(gammas[i]))
            {
                throw new CommandFailure(
                    ExitCode.Usage, $"--gamma is '{text}', must be numbers of 0 or more with commas between");
            }
        }

        return gammas;
    }

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);
}
