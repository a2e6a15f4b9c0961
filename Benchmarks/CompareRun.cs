// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.Comparison.Commits;

namespace Rtlgen.Benchmarks;

/// <summary>Compares runs of two commits that <c>scripts/compare-commits</c> made.</summary>
internal static class CompareRun
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>Prints the comparison.</summary>
    /// <param name="arguments">A folder with <c>base-N.txt</c> and <c>head-N.txt</c>, the threshold in percent, and
    /// <c>text</c> or <c>json</c>.</param>
    /// <returns>The exit code: 1 if a loop is slower, 3 if the runs cannot be compared.</returns>
    public static int Run(string[] arguments)
    {
        var threshold = double.Parse(arguments[1], CultureInfo.InvariantCulture) / 100;
        IReadOnlyList<LoopChange> changes;
        try
        {
            changes = LoopChange.Compare(Read("base"), Read("head"), threshold);
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine($"compare-commits: error: {exception.Message}");
            return 3;
        }

        if (arguments[2] == "json")
        {
            Console.WriteLine(JsonSerializer.Serialize(changes, Json));
        }
        else
        {
            Print(changes, threshold);
        }

        return changes.Any(change => change.IsSlower) ? 1 : 0;

        IReadOnlyDictionary<string, double>[] Read(string name) =>
        [
            .. Directory.GetFiles(arguments[0], $"{name}-*.txt").Order(StringComparer.Ordinal)
                .Select(path => QuickTable.Parse(File.ReadLines(path))),
        ];
    }

    private static void Print(IReadOnlyList<LoopChange> changes, double threshold)
    {
        Console.WriteLine($"{"speed as a multiple of memcpy's",-40}{"base",8}{"head",8}{"ratio",8}{"spread",8}");
        foreach (var change in changes)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Loop,-40}{change.Base,8:F3}{change.Head,8:F3}{change.Ratio,8:F3}{change.Spread,8:F3}")
                + (change.IsSlower ? "  slower" : ""));
        }

        var slower = changes.Count(change => change.IsSlower);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{changes.Count} loops, {slower} slower by more than {100 * threshold:F0} % and the spread"));
    }
}
