// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Config;

/// <summary>Guesses which name was meant by a mistyped one.</summary>
public static class ClosestName
{
    /// <summary>The name with the fewest edits, if they are few: at most a third of the letters.</summary>
    /// <param name="typed">What was typed; case does not matter.</param>
    /// <param name="names">The names there are.</param>
    /// <returns>Null if no name is near.</returns>
    public static string? Find(string typed, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(names);
        return names
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // Insertions, deletions and replacements (Levenshtein), one row of the table at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
