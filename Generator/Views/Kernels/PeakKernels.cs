// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>The larger exponent of each pair of lanes: what of the largest is found in front of a register.</summary>
public sealed record PairPeaksView(HardwareConfig Config) : ModuleView(Config, "pair_peaks", "pair_peaks")
{
    /// <summary>Pairs of so many lanes; an odd one's last lane is alone.</summary>
    public static int PairsOf(int lanes) => (lanes + 1) / 2;

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("exponents_i", Lanes * ExponentBits), InLanes("keep_i"),
        Out("peaks_o", PairsOf(Lanes) * ExponentBits), Out("zero_o", 1),
    ];

    /// <summary>A comparison for each pair.</summary>
    public IEnumerable<TreeNode> Tree => Enumerable.Range(0, PairsOf(Lanes)).Select(pair => new TreeNode(
        Slice("peaks_o", pair), Slice("exponents_i", 2 * pair),
        (2 * pair) + 1 < Lanes ? Slice("exponents_i", (2 * pair) + 1) : null));

    private string Slice(string bus, int place) => TreeNode.Slice(bus, place, ExponentBits);
}

/// <summary>Largest exponent of a row, out of those of its pairs.</summary>
public sealed record RowPeakView(HardwareConfig Config) : ModuleView(Config, "row_peak", "row_peak")
{
    private int Pairs => PairPeaksView.PairsOf(Lanes);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports => [In("peaks_i", Pairs * ExponentBits), Out("peak_o", ExponentBits)];

    /// <summary>The comparisons, neighbours first.</summary>
    public IReadOnlyList<TreeNode> Tree => Reduce().Nodes;

    /// <summary>Whether there is more than one to find it in.</summary>
    public bool Compares => Pairs > 1;

    /// <summary>The net of the largest.</summary>
    public string Root => Reduce().Root;

    private (IReadOnlyList<TreeNode> Nodes, string Root) Reduce()
    {
        var nodes = new List<TreeNode>();
        var level = Enumerable.Range(0, Pairs).Select(pair => TreeNode.Slice("peaks_i", pair, ExponentBits)).ToList();
        for (var depth = 0; level.Count > 1; depth++)
        {
            var next = new List<string>();
            for (var i = 0; i + 1 < level.Count; i += 2)
            {
                nodes.Add(new TreeNode($"level{depth}_{i / 2}", level[i], level[i + 1]));
                next.Add(nodes[^1].Result);
            }

            level = level.Count % 2 == 0 ? next : [.. next, level[^1]];
        }

        return (nodes, level[0]);
    }
}

/// <summary>One comparison of a tree.</summary>
/// <param name="Result">The net of the larger.</param>
/// <param name="Left">One operand.</param>
/// <param name="Right">The other; null if there is none.</param>
public sealed record TreeNode(string Result, string Left, string? Right)
{
    /// <summary>Whether there are two to compare.</summary>
    public bool IsPair => Right is not null;

    /// <summary>One of the numbers that lie side by side on a bus.</summary>
    public static string Slice(string bus, int place, int width) => $"{bus}[{(width * (place + 1)) - 1}:{width * place}]";
}
