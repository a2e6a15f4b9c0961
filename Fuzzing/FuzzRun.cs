// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json;
using Rtlgen.Fuzzing.Running;

namespace Rtlgen.Fuzzing;

/// <summary>Tries random inputs in processes of their own, so that a crash or a hang is told like any other
/// fault.</summary>
/// <param name="options">Which inputs.</param>
/// <param name="start">Makes a process that gives its last argument to <see cref="FuzzWorker.Run"/>.</param>
/// <param name="progress">Is told how many inputs are done.</param>
internal sealed class FuzzRun(FuzzOptions options, Func<string, ProcessStartInfo> start, Action<long>? progress = null)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(60);

    /// <summary>Tries the inputs.</summary>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public FuzzReport Run(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var folder = Directory.CreateDirectory(Path.Combine(Fast(), $"rtlgen-fuzz-{Guid.NewGuid():n}")).FullName;
        var shares = new List<Share>();
        try
        {
            shares.AddRange(Enumerable.Range(0, options.Threads).Select(share => Begin(share, folder)));
            Watch(shares, cancellation);
            var (tally, failure) = (new FuzzTally(), (FuzzFault?)null);
            foreach (var share in shares)
            {
                failure = First(failure, share.End(tally));
            }

            var fault = failure is null ? null : failure with { Input = Describe(failure, folder) };
            return new FuzzReport(options, tally, fault, clock.Elapsed);
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Fast() => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private static FuzzFault? First(FuzzFault? one, FuzzFault? other) =>
        one is null || other?.Number < one.Number ? other : one;

    private Share Begin(int share, string folder)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(folder, $"{share}")).FullName;
        var status = Path.Combine(folder, $"{share}.status");
        return new Share(start(JsonSerializer.Serialize(new FuzzJob(options, share, status, scratch))), status);
    }

    private void Watch(List<Share> shares, CancellationToken cancellation)
    {
        // A fault in one process ends the others' work too.
        while (shares.TrueForAll(share => !share.HasFailed) && shares.Exists(share => !share.HasEnded))
        {
            cancellation.ThrowIfCancellationRequested();
            shares.Find(share => !share.HasEnded)?.Wait(Poll);
            foreach (var share in shares)
            {
                share.EndIfHanging(TimeSpan.FromSeconds(options.HangSeconds), StartUp);
            }

            progress?.Invoke(shares.Sum(share => share.Done));
        }
    }

    // The input is made again by a process of its own: making it may be what crashes.
    private string? Describe(FuzzFault fault, string folder)
    {
        var target = FuzzTargets.Names[FuzzTargets.Of(options.Only, fault.Number)];
        var path = Path.Combine(Path.GetFullPath(options.Folder), $"fuzz-{target}-{options.Seed}-{fault.Number}.bin");
        var job = new FuzzJob(options with { From = fault.Number }, 0, "", folder, path);
        using var share = new Share(start(JsonSerializer.Serialize(job)), null);
        share.Wait(StartUp);
        return share.HasEnded && File.Exists(path) ? path : null;
    }
}
