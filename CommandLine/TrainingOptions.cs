// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Data;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary>The options of <c>train</c>.</summary>
internal sealed class TrainingOptions
{
    private const int Many = int.MaxValue;
    private const string Text = "chargpt";

    private static readonly TrainOptions Default = new();
    private static readonly MethodOptions Lengths = new();

    private readonly Option<string> _output = new("--out", "-o")
    {
        Description = "Folder for the log, checkpoints and results",
        Required = true,
        HelpName = "DIR",
    };

    private readonly Option<string?> _model = Inputs.Choice("--model", Networks.Names, "Network; resnet8 if absent");

    private readonly Option<string?> _data = Inputs.Choice(
        "--data", DataSets.Names, "Data set; fashion-mnist if absent, text for chargpt");

    private readonly Option<string?> _path = new("--data-path")
    {
        Description = "Its folder or file; where Debian's package puts it if absent",
        HelpName = "PATH",
    };

    private readonly Option<string?> _method = Inputs.Choice(
        "--method", LengthMethods.Names, "How lengths are found; qm+qe if absent");

    private readonly Option<double?> _epochs = Inputs.Real(
        "--epochs", 0.001, 10000, "Epochs, also parts of one", $"{Default.Epochs} if absent");

    private readonly Option<int?> _maxSteps = Inputs.Number(
        "--max-steps", 1, Many, "Step after which to stop", "none if absent");

    private readonly Option<int?> _batch = Inputs.Number(
        "--batch", 1, 65536, "Examples of a step", "128 if absent, 32 for chargpt");

    private readonly Option<int?> _seed = Inputs.Number(
        "--seed", 0, Many, "Seed of everything random", $"{Default.Seed} if absent");

    private readonly Option<int?> _threads = Inputs.Threads();

    private readonly Option<string?> _optimizer = Inputs.Choice(
        "--optimizer", ["sgd", "adamw"], "Optimiser; sgd if absent, adamw for chargpt");

    private readonly Option<double?> _rate = Inputs.Real(
        "--learning-rate", 0, 100, "Highest learning rate", "0.1 if absent, 0.002 for adamw");

    private readonly Option<double?> _momentum = Inputs.Real(
        "--momentum", 0, 0.9999, "Momentum of sgd", $"{Default.Momentum} if absent");

    private readonly Option<double?> _decay = Inputs.Real(
        "--weight-decay", 0, 10, "Weight decay", $"{Default.WeightDecay} if absent");

    private readonly Option<string?> _schedule = Inputs.Choice(
        "--schedule", RateSchedule.Names, "Learning rate over time; one-cycle if absent");

    private readonly Option<bool> _noAugment = new("--no-augment") { Description = "Take pictures as they are" };
    private readonly Option<int?> _trainLimit = Inputs.Number(
        "--train-limit", 1, Many, "Most examples to learn from", "all if absent");

    private readonly Option<int?> _testLimit = Inputs.Number(
        "--test-limit", 1, Many, "Most examples to test with", "all if absent");

    private readonly Option<int?> _length = Inputs.Number(
        "--length", 1, 4096, "Letters of an example of text", $"{Default.Length} if absent");

    private readonly Option<int?> _logEvery = Inputs.Number(
        "--log-every", 1, Many, "Steps between two lines of the log", $"{Default.LogEvery} if absent");

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from last.ckpt in the folder, with the same options",
    };

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Begin anew in a folder that holds a run, which is lost",
    };

    private readonly Option<double?> _fraction = Inputs.Real(
        "--length-gradient-fraction", 1e-6, 1, "Share of a tensor that length gradients are estimated from",
        "1/16 if absent");

    private readonly Option<int?> _mantissa = Inputs.Number(
        "--mantissa", 0, 23, "Mantissa bits of static", $"{Lengths.Mantissa} if absent");

    private readonly Option<int?> _exponent = Inputs.Number(
        "--exponent", 1, 8, "Exponent bits of static", $"{Lengths.Exponent} if absent");

    private readonly Option<string?> _rounding = Inputs.Choice(
        "--rounding", Names.All<Rounding>(), "What dropped mantissa bits do; truncate if absent");

    private readonly Option<double?> _initialMantissa = Inputs.Real(
        "--initial-mantissa", 0, 23, "Mantissa bits that learning starts with", $"{Lengths.InitialMantissa} if absent");

    private readonly Option<double?> _initialExponent = Inputs.Real(
        "--initial-exponent", 1, 8, "Exponent bits that learning starts with", $"{Lengths.InitialExponent} if absent");

    private readonly Option<double?> _floorMantissa = Inputs.Real(
        "--floor-mantissa", 0, 23, "Lowest mantissa bits", $"{Lengths.FloorMantissa} if absent");

    private readonly Option<double?> _floorExponent = Inputs.Real(
        "--floor-exponent", 1, 8, "Lowest exponent bits", $"{Lengths.FloorExponent} if absent");

    private readonly Option<double?> _weightRate = Inputs.Real(
        "--weight-length-rate", 0, 1, "Most that a weight's length moves in a step",
        $"{Show(Lengths.WeightRate)} if absent");

    private readonly Option<double?> _activationRate = Inputs.Real(
        "--activation-length-rate", 0, 1, "Most that an activation's length moves in a step",
        $"{Show(Lengths.ActivationRate)} if absent");

    private readonly Option<double?> _averaging = Inputs.Real(
        "--length-averaging", 0, 0.99999, "Share of the past in averaged length gradients",
        $"{Show(Lengths.Averaging)} if absent");

    private readonly Option<string?> _gammas = new("--gamma")
    {
        Description = "Weights of the regulariser, each for an equal part of the run; 0.1,0.01,0.001 if absent",
        HelpName = "X,X,X",
    };

    private readonly Option<int?> _warmup = Inputs.Number(
        "--length-warmup", 0, Many, "Steps before lengths move", $"{Lengths.Warmup} if absent");

    private readonly Option<double?> _frozen = Inputs.Real(
        "--frozen-share", 0, 1, "Last share of the run, with lengths rounded up",
        $"{Show(Lengths.FrozenShare)} if absent");

    private readonly Option<int?> _regrowth = Inputs.Number(
        "--regrowth", 0, 23, "Mantissa bits that activations get back then", $"{Lengths.Regrowth} if absent");

    private readonly Option<double?> _lossAveraging = Inputs.Real(
        "--loss-averaging", 0, 1, "Weight of a step's loss in its average, for bitchop and bitwave",
        $"{Show(Lengths.LossAveraging)} if absent");

    private readonly Option<double?> _lossMargin = Inputs.Real(
        "--loss-margin", 0, 100, "Distance from it that counts, in average distances",
        $"{Show(Lengths.LossMargin)} if absent");

    private readonly Option<int?> _lossPeriod = Inputs.Number(
        "--loss-period", 1, Many, "Steps between two decisions", $"{Lengths.LossPeriod} if absent");

    private readonly Option<int?> _fullSteps = Inputs.Number(
        "--full-steps", 0, Many, "Steps at full length after a jump of the learning rate",
        $"{Lengths.FullSteps} if absent");

    // Those that say where a run lies and what runs it; all others are part of the run.
    private IReadOnlyList<Option> Outer => [_output, _path, _threads, _resume, _overwrite];

    private IReadOnlyList<Option> OfRun =>
    [
        _model, _data, _method, _epochs, _maxSteps, _batch, _seed, _optimizer, _rate, _momentum, _decay, _schedule,
        _noAugment, _trainLimit, _testLimit, _length, _logEvery, _fraction, _mantissa, _exponent, _rounding,
        _initialMantissa, _initialExponent, _floorMantissa, _floorExponent, _weightRate, _activationRate, _averaging,
        _gammas, _warmup, _frozen, _regrowth, _lossAveraging, _lossMargin, _lossPeriod, _fullSteps,
    ];

    /// <summary>Adds the options to a command.</summary>
    public TrainingOptions AddTo(Command command)
    {
        foreach (var option in (Option[])[.. Outer, .. OfRun])
        {
            command.Add(option);
        }

        _output.Validators.Add(Inputs.RefuseEmpty);
        return this;
    }

    /// <summary>The first option given that is part of a run; null if none is.</summary>
    public string? FindOfRun(ParseResult parsed) =>
        OfRun.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>True if a folder's run shall be lost.</summary>
    public bool Overwrites(ParseResult parsed) => parsed.GetValue(_overwrite);

    /// <summary>Refuses a folder with a run that is to be neither resumed nor lost.</summary>
    /// <exception cref="CommandFailure">The folder holds a run, or the options do not go together.</exception>
    public void RefuseRunIn(string folder, ParseResult parsed) =>
        RefuseResults(folder, RunFolder.FindRun(folder), parsed);

    /// <summary>Refuses a folder with results that are to be neither kept nor lost.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="found">A result in it; null if there is none.</param>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandFailure">There are results, or the options do not go together.</exception>
    public void RefuseResults(string folder, string? found, ParseResult parsed)
    {
        var (resumes, overwrites) = (parsed.GetValue(_resume), parsed.GetValue(_overwrite));
        if (resumes && overwrites)
        {
            throw new CommandFailure(
                ExitCode.Usage, "--resume and --overwrite exclude each other, must be one of them");
        }

        if (found is not null && !resumes && !overwrites)
        {
            throw new CommandFailure(
                ExitCode.Usage,
                $"{folder}: holds a run already ({found}); --resume goes on with it, --overwrite begins anew, "
                + "or --out must be another folder");
        }
    }

    /// <summary>Takes the values from a command line.</summary>
    /// <exception cref="CommandFailure">Some are wrong.</exception>
    public TrainOptions Read(ParseResult parsed)
    {
        var model = parsed.GetValue(_model) ?? Default.Model;
        var optimizer = parsed.GetValue(_optimizer) ?? (model == Text ? "adamw" : Default.Optimizer);
        return new TrainOptions
        {
            Model = model,
            Data = parsed.GetValue(_data) ?? (model == Text ? "text" : Default.Data),
            DataPath = parsed.GetValue(_path),
            Method = parsed.GetValue(_method) ?? Default.Method,
            Output = parsed.GetRequiredValue(_output),
            Epochs = parsed.GetValue(_epochs) ?? Default.Epochs,
            MaxSteps = parsed.GetValue(_maxSteps),
            Batch = parsed.GetValue(_batch) ?? (model == Text ? 32 : Default.Batch),
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
            Threads = Inputs.ThreadsOf(parsed, _threads),
            Optimizer = optimizer,
            LearningRate = parsed.GetValue(_rate) ?? (optimizer == "adamw" ? 0.002 : Default.LearningRate),
            Momentum = parsed.GetValue(_momentum) ?? Default.Momentum,
            WeightDecay = parsed.GetValue(_decay) ?? Default.WeightDecay,
            Schedule = parsed.GetValue(_schedule) ?? Default.Schedule,
            Augment = !parsed.GetValue(_noAugment),
            TrainLimit = parsed.GetValue(_trainLimit),
            TestLimit = parsed.GetValue(_testLimit),
            Length = parsed.GetValue(_length) ?? Default.Length,
            LogEvery = parsed.GetValue(_logEvery) ?? Default.LogEvery,
            LengthGradientFraction = parsed.GetValue(_fraction) ?? Default.LengthGradientFraction,
            Resume = parsed.GetValue(_resume),
            Commit = VersionCommand.Version.Split('+', 2) is [_, var commit] ? commit : null,
            Lengths = ReadLengths(parsed),
        };
    }

    private MethodOptions ReadLengths(ParseResult parsed) => new()
    {
        Rounding = parsed.GetValue(_rounding) is { } name ? Names.Parse<Rounding>("rounding", name) : default,
        Mantissa = parsed.GetValue(_mantissa) ?? Lengths.Mantissa,
        Exponent = parsed.GetValue(_exponent) ?? Lengths.Exponent,
        InitialMantissa = parsed.GetValue(_initialMantissa) ?? Lengths.InitialMantissa,
        InitialExponent = parsed.GetValue(_initialExponent) ?? Lengths.InitialExponent,
        FloorMantissa = parsed.GetValue(_floorMantissa) ?? Lengths.FloorMantissa,
        FloorExponent = parsed.GetValue(_floorExponent) ?? Lengths.FloorExponent,
        WeightRate = parsed.GetValue(_weightRate) ?? Lengths.WeightRate,
        ActivationRate = parsed.GetValue(_activationRate) ?? Lengths.ActivationRate,
        Averaging = parsed.GetValue(_averaging) ?? Lengths.Averaging,
        Gammas = parsed.GetValue(_gammas) is { } gammas ? ParseGammas(gammas) : Lengths.Gammas,
        Warmup = parsed.GetValue(_warmup) ?? Lengths.Warmup,
        FrozenShare = parsed.GetValue(_frozen) ?? Lengths.FrozenShare,
        Regrowth = parsed.GetValue(_regrowth) ?? Lengths.Regrowth,
        LossAveraging = parsed.GetValue(_lossAveraging) ?? Lengths.LossAveraging,
        LossMargin = parsed.GetValue(_lossMargin) ?? Lengths.LossMargin,
        LossPeriod = parsed.GetValue(_lossPeriod) ?? Lengths.LossPeriod,
        FullSteps = parsed.GetValue(_fullSteps) ?? Lengths.FullSteps,
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
