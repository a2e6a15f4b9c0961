// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Comparison.Commits;

/// <summary>Reads what <c>Benchmarks --quick</c> prints: speeds of loops as multiples of memcpy's.</summary>
internal static class QuickTable
{
    private const int NameColumns = 30;
    private const int Numbers = 8;
    private const int Encode = 4;
    private const int Decode = 6;

    /// <summary>The medians of a run.</summary>
    /// <param name="lines">All that was printed.</param>
    /// <returns>By loop, such as <c>fp32 delta 8x32 encode</c>, in the order of the run.</returns>
    /// <exception cref="InvalidDataException">No line is a loop's.</exception>
    public static IReadOnlyDictionary<string, double> Parse(IEnumerable<string> lines)
    {
        var ratios = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Length > NameColumns))
        {
            var name = line[..NameColumns].Trim();
            var cells = line[NameColumns..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var numbers = cells.Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN).ToArray();
            if (name.Length > 0 && numbers.Length == Numbers && numbers.All(double.IsFinite))
            {
                ratios[$"{name} encode"] = numbers[Encode];
                ratios[$"{name} decode"] = numbers[Decode];
            }
        }

        return ratios.Count > 0 ? ratios : throw new InvalidDataException("no line has the figures of a loop");
    }
}
