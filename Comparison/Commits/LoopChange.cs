// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison.Commits;

/// <summary>How fast a loop is in two commits.</summary>
/// <param name="Loop">Its name.</param>
/// <param name="Base">Median of its speed in the older commit, as a multiple of memcpy's.</param>
/// <param name="Head">Median in the newer one.</param>
/// <param name="Ratio">Median of newer over older, round by round; below 1 is slower.</param>
/// <param name="Spread">How far the middle half of the rounds' ratios reaches, over their median.</param>
/// <param name="IsSlower">True if it is slower by more than the threshold, and by more than the spread.</param>
internal sealed record LoopChange(
    string Loop, double Base, double Head, double Ratio, double Spread, bool IsSlower)
{
    /// <summary>Compares rounds that took turns.</summary>
    /// <param name="older">A run of the older commit for each round.</param>
    /// <param name="newer">A run of the newer one for each round.</param>
    /// <param name="threshold">How much slower a loop may be, such as 0.15.</param>
    /// <returns>The loops that every run has, in the order of the first.</returns>
    /// <exception cref="InvalidDataException">Runs are missing, or have no loop in common.</exception>
    public static IReadOnlyList<LoopChange> Compare(
        IReadOnlyList<IReadOnlyDictionary<string, double>> older,
        IReadOnlyList<IReadOnlyDictionary<string, double>> newer,
        double threshold)
    {
        if (older.Count == 0 || older.Count != newer.Count)
        {
            throw new InvalidDataException($"{older.Count} runs of the base, {newer.Count} of the head");
        }

        var loops = older[0].Keys.Where(loop => older.Concat(newer).All(run => run.ContainsKey(loop))).ToList();
        return loops.Count > 0
            ? [.. loops.Select(loop => Of(
                loop, [.. older.Select(run => run[loop])], [.. newer.Select(run => run[loop])], threshold))]
            : throw new InvalidDataException("base and head have no loop in common");
    }

    private static LoopChange Of(string loop, double[] older, double[] newer, double threshold)
    {
        double[] ratios = [.. newer.Zip(older, (head, other) => head / other).Order()];
        var ratio = Median(ratios);

        // A quarter of the rounds is left out at each end; of three or fewer, none.
        var left = ratios.Length / 4;
        var spread = (ratios[^(left + 1)] - ratios[left]) / ratio;
        var loss = 1 - ratio;
        return new LoopChange(loop, Median(older), Median(newer), ratio, spread, loss > threshold && loss > spread);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
