// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Rtlgen.Training.Distributed;
using Rtlgen.Training.Run;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>A process that trains for a turn whenever it reads a line, and writes the turn's seconds and those of them
/// in collectives; at the end of its input it ends.</summary>
internal sealed class RanksWorker : IRunReporter, IDisposable
{
    /// <summary>The option that makes this program a worker.</summary>
    public const string Option = "--ranks-worker";

    private readonly int _stepsOfTurn;
    private readonly TimedGroup _group;
    private readonly Stopwatch _turn = new();
    private readonly CancellationTokenSource _end = new();

    private RanksWorker(TimedGroup group, int stepsOfTurn) => (_group, _stepsOfTurn) = (group, stepsOfTurn);

    /// <summary>Trains.</summary>
    /// <param name="arguments">Method, examples of a step, steps of a turn.</param>
    public static void Run(string[] arguments)
    {
        int[] numbers = [.. arguments[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var launcher = Launcher.Read(Environment.GetEnvironmentVariable);
        _ = HostMemory.KeepFreed();
        var processes = launcher is null ? null : ProcessGroup.Join(launcher, TimeSpan.FromMinutes(10));
        var group = new TimedGroup(processes is null ? new SingleProcess() : new ManyProcesses(processes));
        var folder = Directory.CreateTempSubdirectory("rtlgen-ranks-");
        try
        {
            var options = new TrainOptions
            {
                Method = arguments[0],
                Output = folder.FullName,
                Epochs = 100,
                Batch = numbers[0],
                TestLimit = group.Size,
            };
            using var worker = new RanksWorker(group, numbers[1]);
            using var trainer = new Trainer(options, group, worker);
            worker.WaitForTurn();
            trainer.Run(worker._end.Token);
            processes?.Finish();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        // The others follow the first: they meet it in the next step's collectives.
        if (_group.IsWriter && report.Step % _stepsOfTurn == 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{_turn.Elapsed.TotalSeconds} {_group.Waiting.Elapsed.TotalSeconds}"));
            WaitForTurn();
        }
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport report)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private void WaitForTurn()
    {
        if (_group.IsWriter && Console.ReadLine() is null)
        {
            _end.Cancel();
        }

        _turn.Restart();
        _group.Waiting.Reset();
    }
}
