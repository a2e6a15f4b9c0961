// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary>Tells how a run goes: one line that is written over on a screen, plain lines elsewhere.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class TrainReport(Terminal terminal) : IRunReporter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    private DateTime _last = DateTime.MinValue;

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {report.Epoch}, step {report.Step}/{report.Steps}, loss {report.Loss:f4}, "
            + $"{Time(report.Remaining)} left");
        if (terminal.ShowProgress && DateTime.UtcNow - _last > Pause)
        {
            _last = DateTime.UtcNow;
            terminal.ClearProgress();
            terminal.Error.Write(line);
        }
        else if (!terminal.ShowProgress && report.Logged)
        {
            terminal.Error.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport report)
    {
        terminal.ClearProgress();
        terminal.Error.WriteLine(Line(report));
    }

    /// <summary>Writes what a run came to.</summary>
    public static void Write(RunResult result, TextWriter output)
    {
        output.WriteLine(result.Last is { } last
            ? $"{result.End} after {result.Steps} steps; {Line(last)}"
            : $"{result.End} after {result.Steps} steps");
        output.WriteLine($"{result.Output}: log.jsonl, bitlengths.json, weights.safetensors, last.ckpt, best.ckpt");
    }

    private static string Line(EpochReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {report.Epoch}: accuracy {100 * report.Accuracy:f2} %, validation loss {report.ValidationLoss:f4}, "
        + $"fixed {report.FixedRatio:f2}x (whole run {report.RunFixedRatio:f2}x, with the best coder "
        + $"{report.RunBestRatio:f2}x), {1000 * report.StepSeconds:f1} ms a step");

    private static string Time(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}
