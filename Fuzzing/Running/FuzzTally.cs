// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Fuzzing.Running;

/// <summary>What became of inputs: for each target, how many were accepted, and refused for what.</summary>
internal sealed class FuzzTally
{
    /// <summary>Kinds of refusals that are told apart, for each target.</summary>
    private const int MostKinds = 2_000;

    /// <summary>Counts by target and kind.</summary>
    public SortedDictionary<string, Dictionary<string, long>> Counts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The input that was not treated as it must be; -1 for none.</summary>
    public long Failed { get; set; } = -1;

    /// <summary>What was wrong with it.</summary>
    public string? Problem { get; set; }

    /// <summary>Inputs in all.</summary>
    public long Total() => Counts.Values.Sum(kinds => kinds.Values.Sum());

    /// <summary>Adds inputs.</summary>
    public void Add(string target, string kind, long count = 1)
    {
        if (!Counts.TryGetValue(target, out var kinds))
        {
            Counts[target] = kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        }

        kind = kinds.Count < MostKinds || kinds.ContainsKey(kind) ? kind : "other";
        CollectionsMarshal.GetValueRefOrAddDefault(kinds, kind, out _) += count;
    }

    /// <summary>Adds another process's inputs.</summary>
    public void Add(FuzzTally other)
    {
        foreach (var (target, kinds) in other.Counts)
        {
            foreach (var (kind, count) in kinds)
            {
                Add(target, kind, count);
            }
        }
    }
}
