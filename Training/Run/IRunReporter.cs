// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Run;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Epoch">Epoch, counted from 1.</param>
/// <param name="Loss">Loss of the step.</param>
/// <param name="Remaining">Time until the end, estimated.</param>
/// <param name="Logged">True if the step is in the log.</param>
public sealed record StepReport(long Step, long Steps, int Epoch, double Loss, TimeSpan Remaining, bool Logged);

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">Epoch, counted from 1.</param>
/// <param name="TrainLoss">Mean loss of its steps.</param>
/// <param name="ValidationLoss">Mean loss of what is tested with.</param>
/// <param name="Accuracy">Share of it that is right: 0 to 1.</param>
/// <param name="Seconds">Seconds of the epoch, tests and measurements included.</param>
/// <param name="StepSeconds">Mean seconds of a step.</param>
/// <param name="FixedRatio">FP32 bits over bits of <c>fixed</c>, in the epoch's last step.</param>
/// <param name="RunFixedRatio">The same over the whole run so far.</param>
/// <param name="RunBestRatio">FP32 bits over bits of each tensor's best coder, over the whole run so far.</param>
public sealed record EpochReport(
    int Epoch, double TrainLoss, double ValidationLoss, double Accuracy, double Seconds, double StepSeconds,
    double FixedRatio, double RunFixedRatio, double RunBestRatio);

/// <summary>Tells the user how a run goes.</summary>
public interface IRunReporter
{
    /// <summary>A step is done.</summary>
    /// <param name="report">Where the run stands.</param>
    void StepDone(StepReport report);

    /// <summary>An epoch is done.</summary>
    /// <param name="report">What it came to.</param>
    void EpochDone(EpochReport report);
}

/// <summary>A run that cannot go on because its loss is not finite.</summary>
/// <param name="message">One line with the step and the layer.</param>
public sealed class NonFiniteLossException(string message) : Exception(message);

/// <summary>What a run came to.</summary>
/// <param name="Output">Folder of the files.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="End">Why it ended: <c>done</c>, <c>max-steps</c> or <c>interrupted</c>.</param>
/// <param name="Last">Its last epoch; null if none was finished.</param>
public sealed record RunResult(string Output, long Steps, string End, EpochReport? Last);
