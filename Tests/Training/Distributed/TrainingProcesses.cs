// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.CommandLine;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Processes of <c>rtlgen train</c> that train together on this machine, started by Open MPI's mpirun.</summary>
internal sealed class TrainingProcesses : IDisposable
{
    // Each rank tells its number and has files of its own.
    private const string Script = "echo $$ >\"$0/pid$1\"; rank=$1; shift; exec \"$@\" >\"$0/out$rank\" 2>\"$0/err$rank\"";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _launcher;
    private readonly Task<string> _words;
    private readonly int _size;

    /// <summary>Starts them.</summary>
    /// <param name="size">How many.</param>
    /// <param name="arguments">Arguments of a rank, after <c>train</c>.</param>
    public TrainingProcesses(int size, Func<int, string[]> arguments)
    {
        _size = size;
        var start = new ProcessStartInfo("mpirun")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // Open MPI refuses root unless told that this is meant.
            Environment = { ["OMPI_ALLOW_RUN_AS_ROOT"] = "1", ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1" },
        };
        start.ArgumentList.Add("--oversubscribe");
        for (var rank = 0; rank < size; rank++)
        {
            string[] words =
            [
                .. rank == 0 ? [] : (string[])[":"], "-np", "1", "sh", "-c", Script, _folder[""], $"{rank}", "dotnet",
                Path.Combine(AppContext.BaseDirectory, "rtlgen.dll"), "train", .. arguments(rank),
            ];
            foreach (var word in words)
            {
                start.ArgumentList.Add(word);
            }
        }

        _launcher = Process.Start(start)!;
        _launcher.StandardInput.Close();
        _ = _launcher.StandardOutput.ReadToEndAsync();
        _words = _launcher.StandardError.ReadToEndAsync();
    }

    /// <summary>How long a run may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(120);

    /// <summary>Sends a rank a signal, as <c>kill</c> names it.</summary>
    public void Signal(int rank, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, File.ReadAllText(_folder[$"pid{rank}"]).Trim()]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits until all have ended, in bounded time.</summary>
    /// <returns>The launcher's exit code and words, and what each rank wrote.</returns>
    public (int Code, string Words, CommandRun[] Ranks) Wait()
    {
        Assert.True(_launcher.WaitForExit(Patience), "the processes do not end");
        var code = _launcher.ExitCode;
        return (code, _words.Result, [.. Enumerable.Range(0, _size).Select(rank => new CommandRun(
            (ExitCode)code, Text($"out{rank}"), Text($"err{rank}")))]);
    }

    /// <summary>Waits; all must succeed.</summary>
    public CommandRun[] Succeed()
    {
        var (code, words, ranks) = Wait();
        Assert.True(code == 0, words + string.Concat(ranks.Select(rank => rank.Error)));
        return ranks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _launcher.Kill(entireProcessTree: true);
        _launcher.Dispose();
        _folder.Dispose();
    }

    private string Text(string file) => File.Exists(_folder[file]) ? File.ReadAllText(_folder[file]) : "";
}
