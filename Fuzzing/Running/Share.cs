// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Rtlgen.Fuzzing.Running;

/// <summary>A process that tries inputs, seen from outside.</summary>
internal sealed class Share : IDisposable
{
    private const int MostLines = 12;

    private readonly Process _process;
    private readonly FuzzStatus? _status;
    private readonly StringBuilder _output = new();
    private readonly List<string> _errors = [];
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private long _last;
    private bool _hangs;

    /// <summary>Starts a process.</summary>
    /// <param name="start">How.</param>
    /// <param name="status">Its status file, if it has one.</param>
    public Share(ProcessStartInfo start, string? status)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _status = status is null ? null : new FuzzStatus(status);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(() => _output.AppendLine(line.Data));
        _process.ErrorDataReceived += (_, line) => Keep(() => _errors.Add(line.Data ?? ""));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True if it is no longer running.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>True if it ended, but not as it should.</summary>
    public bool HasFailed => HasEnded && (_process.ExitCode != 0 || Tally()?.Failed >= 0);

    /// <summary>Inputs done.</summary>
    public long Done => _status?.Done ?? 0;

    /// <summary>Waits for its end.</summary>
    public void Wait(TimeSpan most) => _process.WaitForExit(most);

    /// <summary>Ends it if it has been at the same input for too long.</summary>
    public void EndIfHanging(TimeSpan most, TimeSpan startUp)
    {
        var current = _status?.Current ?? 0;
        if (current != _last)
        {
            _last = current;
            _since.Restart();
        }
        else if (!HasEnded && _since.Elapsed > (current == 0 ? startUp : most))
        {
            _hangs = true;
            Kill();
        }
    }

    /// <summary>Adds what it found to the tally; ends it if it still runs.</summary>
    /// <returns>The fault that it found or died of.</returns>
    public FuzzFault? End(FuzzTally tally)
    {
        var isCut = !HasEnded;
        if (isCut)
        {
            Kill();
        }

        _process.WaitForExit();
        var own = Tally();
        if (own is not null)
        {
            tally.Add(own);
            return own.Failed >= 0 ? new FuzzFault(own.Failed, own.Problem!) : null;
        }

        if (isCut)
        {
            return null;
        }

        var number = _status!.Current - 1;
        var lines = string.Join('\n', _errors.Where(line => line.Length > 0).Take(MostLines));
        return new FuzzFault(number, _hangs ? "hangs" : $"ended the process, exit code {_process.ExitCode}\n{lines}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _status?.Dispose();
    }

    private void Kill()
    {
        if (!HasEnded)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    private FuzzTally? Tally()
    {
        _process.WaitForExit();
        lock (_output)
        {
            try
            {
                return _process.ExitCode == 0 ? JsonSerializer.Deserialize<FuzzTally>(_output.ToString()) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private void Keep(Action keep)
    {
        lock (_output)
        {
            keep();
        }
    }
}

/// <summary>An input that was not treated as it must be.</summary>
/// <param name="Number">Its number; -1 if the process ended before the first.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Input">The file that it was written to.</param>
internal sealed record FuzzFault(long Number, string Problem, string? Input = null);
