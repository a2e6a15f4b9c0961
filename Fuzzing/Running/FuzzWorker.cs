// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json;
using Rtlgen.Fuzzing.Targets;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Fuzzing.Running;

/// <summary>Tries inputs, in a process that a fault may end.</summary>
internal static class FuzzWorker
{
    /// <summary>Does a job.</summary>
    /// <param name="json">The job.</param>
    /// <param name="output">Receives the tally as JSON.</param>
    public static void Run(string json, TextWriter output)
    {
        var job = JsonSerializer.Deserialize<FuzzJob>(json)!;
        var targets = FuzzTargets.Make(job);
        if (job.Describe is { } path)
        {
            var target = FuzzTargets.Of(job.Options.Only, job.Options.From);
            var bytes = targets[target].Describe(FuzzTargets.Draw(job.Options, target, job.Options.From));
            AtomicFile.Write(path, stream => stream.Write(bytes));
            return;
        }

        output.WriteLine(JsonSerializer.Serialize(Try(job, targets)));
        Array.ForEach(targets, target => target.Dispose());
    }

    private static FuzzTally Try(FuzzJob job, FuzzTarget[] targets)
    {
        var (options, tally) = (job.Options, new FuzzTally());
        using var status = new FuzzStatus(job.Status);
        var start = Stopwatch.GetTimestamp();
        for (var place = (long)job.Share; place < options.Count; place += options.Threads)
        {
            if (options.Seconds > 0 && Stopwatch.GetElapsedTime(start).TotalSeconds > options.Seconds)
            {
                break;
            }

            var number = options.From + place;
            var target = FuzzTargets.Of(options.Only, number);
            status.Current = number + 1;
            try
            {
                var kind = targets[target].Try(FuzzTargets.Draw(options, target, number));
                tally.Add(targets[target].Name, kind);
            }
            catch (Exception exception)
            {
                // Anything that a target lets through is a fault: of the product, or of the target.
                (tally.Failed, tally.Problem) = (number, Explain(exception));
                break;
            }

            status.Done++;
        }

        return tally;
    }

    private static string Explain(Exception exception)
    {
        var cause = exception is FuzzFailure ? exception.InnerException : exception;
        var place =
            cause?.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Rtlgen", StringComparison.Ordinal));
        var message = exception is FuzzFailure ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
        return place is null ? message : $"{message} ({place.Trim()})";
    }
}
