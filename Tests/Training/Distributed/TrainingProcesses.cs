// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Rtlgen.CommandLine;
using Rtlgen.Tests.CommandLine;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Processes of <c>rtlgen train</c> that train together on this machine.</summary>
internal sealed class TrainingProcesses : IDisposable
{
    private readonly List<(Process Process, Task<string> Output, Task<string> Error)> _members = [];

    /// <summary>Starts them.</summary>
    /// <param name="size">How many.</param>
    /// <param name="arguments">Arguments of a rank, after <c>train</c>.</param>
    public TrainingProcesses(int size, Func<int, string[]> arguments)
    {
        var port = Members.FreePort();
        for (var rank = 0; rank < size; rank++)
        {
            Start(arguments(rank), ("RANK", rank), ("WORLD_SIZE", size), ("MASTER_PORT", port));
        }
    }

    /// <summary>Starts one with an environment of its own.</summary>
    public TrainingProcesses(string[] arguments, params (string Name, int Value)[] variables) =>
        Start(arguments, variables);

    /// <summary>Ends a rank as a crash would.</summary>
    public void Kill(int rank) => _members[rank].Process.Kill();

    /// <summary>Asks a rank to end.</summary>
    public void Interrupt(int rank)
    {
        var number = _members[rank].Process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", number]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits until all have ended, in bounded time.</summary>
    /// <returns>What each of them came to, by rank.</returns>
    public CommandRun[] Wait() => [.. _members.Select(member =>
    {
        Assert.True(member.Process.WaitForExit(2 * Members.Patience), "a process does not end");
        return new CommandRun((ExitCode)member.Process.ExitCode, member.Output.Result, member.Error.Result);
    })];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (process, _, _) in _members)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private void Start(string[] arguments, params (string Name, int Value)[] variables)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "rtlgen.dll");
        var start = new ProcessStartInfo("dotnet", [program, "train", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MASTER_ADDR"] = Members.Host },
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        var process = Process.Start(start)!;
        _members.Add((process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
    }
}
