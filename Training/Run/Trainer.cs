// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Data;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using Rtlgen.Training.Own;
using Rtlgen.Training.Stash;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>One run: the loop over steps and epochs, and what it writes.</summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainOptions _options;
    private readonly IProcessGroup _group;
    private readonly IRunReporter _reporter;
    private readonly DataSet _data;
    private readonly StashSet _stash = new();
    private readonly RunState _state;
    private readonly Agreement _agreement;
    private readonly List<Parameter> _parameters;
    private readonly Stopwatch _epochWatch = new();
    private readonly Stopwatch _stepWatch = new();
    private readonly int _stepsOfEpoch;
    private readonly long _steps;
    private readonly RunLog _log;
    private readonly List<IRunObserver> _observers;
    private readonly string _identity;
    private readonly long _firstStep;
    private readonly long _lastStep;
    private int[] _order = [];
    private int _orderEpoch = -1;

    /// <summary>Prepares a run: opens the data, makes the network, reads the checkpoint.</summary>
    /// <param name="options">What is trained, on what, and how.</param>
    /// <param name="group">The processes that train together.</param>
    /// <param name="reporter">Tells the user.</param>
    /// <exception cref="ArgumentException">Options do not go together; the message names them.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public Trainer(TrainOptions options, IProcessGroup group, IRunReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(group);
        (_options, _group, _reporter) = (options, group, reporter);
        set_num_threads(options.Threads);
        _ = manual_seed(options.Seed);
        _data = DataSets.Open(
            options.Data, options.DataPath, options.Length, options.Augment, options.TrainLimit, options.TestLimit);
        _stepsOfEpoch = _data.TrainCount / options.Batch;
        if (_stepsOfEpoch == 0 || options.Batch % group.Size != 0)
        {
            throw new ArgumentException(
                $"--batch is {options.Batch}, must be at most the {_data.TrainCount} examples to learn from and a "
                + $"multiple of the {group.Size} processes");
        }

        _steps = Math.Max(1, (long)Math.Round(options.Epochs * _stepsOfEpoch));
        _lastStep = Math.Min(_steps, options.MaxSteps ?? long.MaxValue);
        (_stash.Seed, _stash.Threads, _stash.Group) = (options.Seed, options.Threads, group);
        _stash.GradientFraction = options.LengthGradientFraction;
        var network = Networks.Make(options.Model, _data, _stash);
        _identity = OwnNetworks.IdentityOf(options, network);
        _parameters = [.. network.parameters()];
        var method = LengthMethods.Make(options.Method);
        method.Attach(_stash, options.Lengths with { Seed = options.Seed });
        var sited = _stash.Sites.Where(site => site.Kind == TensorKind.Weight).Select(site => site.Name).ToHashSet();
        var other = network.named_parameters().Where(entry => !sited.Contains(entry.name)).Sum(
            entry => entry.parameter.numel());
        _state = new RunState(
            network, MakeOptimizer(), method, new FootprintTotals(_stash, other), new Progress());
        if (options.Resume)
        {
            Checkpoint.Load(PathOf(Checkpoint.Last), _identity, _state);
        }

        _firstStep = _state.Progress.Step;
        _agreement = new Agreement(group, network);
        _agreement.RequireSameStart(_identity, _firstStep, _lastStep);
        if (group.IsWriter)
        {
            Directory.CreateDirectory(options.Output);
        }

        _log = new RunLog(group.IsWriter ? PathOf(RunLog.FileName) : null, _state.Progress.LogLength);
        _observers = group.IsWriter ? [_log, new TensorBoardLog(options.Output, _firstStep)] : [_log];
    }

    /// <summary>The network.</summary>
    public Network Network => _state.Network;

    /// <summary>Trains until the end, or until stopped; in either case the last checkpoint is saved.</summary>
    /// <param name="cancellation">Stops the run after a step.</param>
    /// <exception cref="NonFiniteLossException">The loss is not finite.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <returns>What it came to.</returns>
    public RunResult Run(CancellationToken cancellation)
    {
        var progress = _state.Progress;
        Record(LogEvents.Start(_options, _group.Size, progress.Step, _steps));
        EpochReport? report = null;
        var watch = Stopwatch.StartNew();
        _epochWatch.Restart();
        _agreement.Settle(cancellation);
        while (progress.Step < _lastStep && !_agreement.Stops)
        {
            var ends = (progress.Step + 1) % _stepsOfEpoch == 0 || progress.Step + 1 == _lastStep;
            var meter = ends || progress.Step == 0 ? new FootprintMeter(_options.Threads) : null;
            var (loss, rate) = Step(meter);
            _agreement.Settle(cancellation);
            var logged = progress.Step % _options.LogEvery == 0;
            if (logged)
            {
                var epoch = (double)progress.Step / _stepsOfEpoch;
                Record(LogEvents.Step(progress.Step, epoch, loss, rate, _stash, _state.Method));
            }

            var rest = watch.Elapsed / (progress.Step - _firstStep) * (_lastStep - progress.Step);
            _reporter.StepDone(new StepReport(progress.Step, _steps, Epoch(progress.Step - 1) + 1, loss, rest, logged));
            if (ends)
            {
                report = EndEpoch(meter!, cancellation);
            }
        }

        var end = progress.Step >= _steps ? "done" : progress.Step >= _lastStep ? "max-steps" : "interrupted";
        var result = new RunResult(_options.Output, progress.Step, end, report);
        progress.LogLength = _log.Length;
        _agreement.AverageStatistics();
        Save(Checkpoint.Last);
        Record(LogEvents.End(result));

        // Nobody reports success before the files are there.
        _group.Barrier();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _observers.ForEach(observer => observer.Dispose());
        _state.Network.Dispose();
        _state.Optimizer.Dispose();
    }

    private void Record(JsonObject content) => _observers.ForEach(observer => observer.Write(content));

    private OptimizerHelper MakeOptimizer() => _options.Optimizer == "adamw"
        ? optim.AdamW(_parameters, _options.LearningRate, weight_decay: _options.WeightDecay)
        : optim.SGD(
            _parameters, _options.LearningRate, _options.Momentum, weight_decay: _options.WeightDecay,
            nesterov: _options.Momentum > 0);

    private int Epoch(long step) => (int)(step / _stepsOfEpoch);

    private string PathOf(string file) => Path.Combine(_options.Output, file);

    private (double Loss, double Rate) Step(FootprintMeter? meter)
    {
        var (progress, method) = (_state.Progress, _state.Method);
        using var scope = NewDisposeScope();
        _stepWatch.Restart();
        var (rate, jumped) = RateSchedule.At(_options.Schedule, _options.LearningRate, progress.Step, _steps);
        var position = new RunPosition(progress.Step, _steps, jumped);
        method.BeginStep(position);
        _stash.Step = progress.Step;
        var measuring = new Stopwatch();
        _stash.Watcher = meter is null ? null : (site, bytes) =>
        {
            measuring.Start();
            meter.Measure(site, bytes);
            measuring.Stop();
        };

        var (inputs, targets) = _data.Batch(true, Examples(), _options.Seed, Epoch(progress.Step));
        _state.Optimizer.zero_grad();
        var lossTensor = Evaluation.Loss(_state.Network.Predict(inputs), targets);
        _stash.Watcher = null;
        OwnCode.Run(_state.Network.Origin, "its backward pass", () => lossTensor.backward());
        var own = lossTensor.item<float>();
        var loss = _agreement.Loss(own);
        if (!double.IsFinite(loss))
        {
            var layer = Evaluation.FindNonFinite(_state.Network, inputs) is { } name
                ? $"the first tensor that is not finite is {name}"
                : float.IsFinite(own) ? "it is another process's part of the batch"
                : "all stashed tensors are finite, the last layer's output is not";
            throw new NonFiniteLossException(
                $"the loss is {loss} in step {progress.Step + 1}: {layer}; try a lower --learning-rate");
        }

        _group.Average([.. _parameters.Select(parameter => parameter.grad).OfType<Tensor>()]);
        foreach (var controller in _state.Optimizer.ParamGroups)
        {
            controller.LearningRate = rate;
        }

        _ = _state.Optimizer.step();
        method.EndStep(position, loss, _group);
        _state.Totals.AddStep();
        if (meter is not null)
        {
            meter.AddOthers(_group);
            _state.Totals.Interpolate(meter.Tensors);
        }

        progress.Step++;
        progress.LossSum += loss;
        progress.StepSeconds += (_stepWatch.Elapsed - measuring.Elapsed).TotalSeconds;
        return (loss, rate);
    }

    // This process's part of the step's examples.
    private ReadOnlySpan<int> Examples()
    {
        var (epoch, place) = Math.DivRem(_state.Progress.Step, _stepsOfEpoch);
        if (_orderEpoch != epoch)
        {
            _order = BatchOrder.Of(_options.Seed, (int)epoch, _data.TrainCount);
            _orderEpoch = (int)epoch;
        }

        var share = _options.Batch / _group.Size;
        return _order.AsSpan(((int)place * _options.Batch) + (_group.Rank * share), share);
    }

    private EpochReport EndEpoch(FootprintMeter meter, CancellationToken cancellation)
    {
        var (progress, method, totals) = (_state.Progress, _state.Method, _state.Totals);
        var epoch = Epoch(progress.Step - 1);
        var done = progress.Step - ((long)epoch * _stepsOfEpoch);
        var position = new RunPosition(progress.Step - 1, _steps);
        _agreement.AverageStatistics();
        var (loss, accuracy) = Evaluation.Test(
            _state.Network, _data, _group, batch => method.BeginTest(position, batch));
        method.UseFinal();
        _agreement.Settle(cancellation);
        var other = 32.0 * totals.OtherValues;
        var tensors = meter.Tensors.Values;
        var report = new EpochReport(
            epoch + 1, progress.LossSum / done, loss, accuracy, _epochWatch.Elapsed.TotalSeconds,
            progress.StepSeconds / done,
            (other + (32.0 * tensors.Sum(tensor => tensor.Descriptor.Count)))
                / (other + tensors.Sum(tensor => tensor.Bits[0])),
            totals.Fp32Bits / totals.FixedBits, totals.Fp32Bits / totals.BestBits);
        Record(LogEvents.Epoch(report, progress.Step, meter, totals, _stash, method));
        _reporter.EpochDone(report);
        if (done == _stepsOfEpoch)
        {
            (progress.LossSum, progress.StepSeconds) = (0, 0);
        }

        progress.LogLength = _log.Length;
        var isBest = _data.IsText ? loss < progress.BestLoss : accuracy > progress.BestAccuracy;
        if (isBest)
        {
            (progress.BestLoss, progress.BestAccuracy) = (loss, accuracy);
            Save(Checkpoint.Best);
        }

        Save(Checkpoint.Last);
        WriteResult(meter, report);
        _epochWatch.Restart();
        return report;
    }

    private void Save(string file)
    {
        if (_group.IsWriter)
        {
            Checkpoint.Save(PathOf(file), _identity, _state);
        }
    }

    private void WriteResult(FootprintMeter meter, EpochReport report)
    {
        if (!_group.IsWriter)
        {
            return;
        }

        var provenance = new BitlengthProvenance
        {
            Seed = _options.Seed,
            Epoch = report.Epoch,
            Commit = _options.Commit,
            Accuracy = report.Accuracy,
            Method = _options.MethodName,
            Model = $"{_options.ModelName} on {_options.DataName}",
        };
        ResultFiles.WriteLengths(PathOf("bitlengths.json"), _state.Network, _state.Method, Best, provenance);
        ResultFiles.WriteWeights(PathOf("weights.safetensors"), _state.Network);

        Coder Best(StashSite site)
        {
            var tensor = meter.Tensors[site];
            return FootprintMeter.Coders[Array.IndexOf(tensor.Bits, tensor.Best)];
        }
    }
}
