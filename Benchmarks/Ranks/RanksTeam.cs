// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>Processes that train together and rest between turns.</summary>
internal sealed class RanksTeam : IDisposable
{
    private readonly Process[] _members;

    /// <summary>Starts them; they wait for the first turn.</summary>
    public RanksTeam(int size, int port, string method, int batch, int steps)
    {
        var program = typeof(RanksTeam).Assembly.Location;
        _members = [.. Enumerable.Range(0, size).Select(rank =>
        {
            var numbers = ((int[])[rank, size, port, batch, steps]).Select(
                number => number.ToString(CultureInfo.InvariantCulture));
            return Process.Start(
                new ProcessStartInfo("dotnet", [program, RanksWorker.Option, method, .. numbers])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                })!;
        })];
    }

    /// <summary>Lets them do the steps of one turn.</summary>
    /// <returns>Seconds of the slowest, and the fewest seconds that one of them spent in collectives.</returns>
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

    private static double[] Read(Process member)
    {
        var line = member.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("a process that trains has ended before its turn");
        return [.. line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
    }
}
