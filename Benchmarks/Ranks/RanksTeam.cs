// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>Processes that train together and rest between turns.</summary>
internal sealed class RanksTeam : IDisposable
{
    private readonly Process[] _members;

    private RanksTeam(IEnumerable<Process> members) => _members = [.. members];

    /// <summary>Starts processes that train one network; they wait for the first turn.</summary>
    /// <param name="size">How many.</param>
    /// <param name="method">What they train by.</param>
    /// <param name="batch">Examples of a step, of all together.</param>
    /// <param name="steps">Steps of a turn.</param>
    public static RanksTeam Joined(int size, string method, int batch, int steps) =>
        new([Start(size == 1 ? [] : ["mpirun", "-np", $"{size}", "--oversubscribe"], method, batch, steps)]);

    /// <summary>Starts processes that share the batch but know nothing of each other: what two could reach if
    /// agreeing cost nothing.</summary>
    public static RanksTeam Apart(int size, string method, int batch, int steps) =>
        new(Enumerable.Range(0, size).Select(_ => Start([], method, batch / size, steps)));

    /// <summary>Lets them do the steps of one turn.</summary>
    /// <returns>Seconds of the slowest, and seconds that the first of them spent in collectives.</returns>
    public (double Seconds, double Waiting) Turn()
    {
        foreach (var member in _members)
        {
            member.StandardInput.WriteLine();
            member.StandardInput.Flush();
        }

        var times = _members.Select(Read).ToList();
        return (times.Max(time => time[0]), times.Min(time => time[1]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var member in _members)
        {
            member.StandardInput.Close();
        }

        foreach (var member in _members)
        {
            member.WaitForExit();
            member.Dispose();
        }
    }

    private static Process Start(string[] launcher, string method, params IEnumerable<int> numbers)
    {
        string[] words =
        [
            .. launcher, "dotnet", typeof(RanksTeam).Assembly.Location, RanksWorker.Option, method,
            .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        return Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,

            // Open MPI refuses root unless told that this is meant, and gives its processes a terminal, which .NET would
            // set up with codes among the figures.
            Environment =
            {
                ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
                ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
                ["TERM"] = "dumb",
            },
        })!;
    }

    private static double[] Read(Process member)
    {
        var line = member.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("a process that trains has ended before its turn");
        return [.. line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
    }
}
