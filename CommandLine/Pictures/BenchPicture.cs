// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Comparison;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Ratio against decoding speed, a panel for each tensor, one thread.</summary>
internal static class BenchPicture
{
    private const double Margin = 0.12;

    private static readonly (Series Series, Func<string, bool> Has)[] Kinds =
    [
        (new Series("rtlgen (sfp)", Palette.Vermilion, Mark.Diamond), name => name == "sfp"),
        (new Series("rtlgen (sfp), 16 lanes", Palette.Orange, Mark.Diamond), name => name == "sfp, 16 lanes"),
        (new Series("memcpy", Palette.Black, Mark.Square), name => name == CopiedTensor.Copy),
        (new Series("general compressors", Palette.Blue), name => name is "zstd" or "lz4"),
        (new Series("shuffle, then one of these", Palette.Green, Mark.Triangle),
            name => name.Contains("shuffle", StringComparison.Ordinal)),
        (new Series("byte split + Huffman (ZipNN's method)", Palette.Sky, Mark.Square),
            name => name == "split+huffman"),
        (new Series("floating-point compressors", Palette.Purple, Mark.Wedge), _ => true),
    ];

    /// <summary>Draws the picture.</summary>
    /// <param name="report">What was measured.</param>
    public static Svg Draw(BenchReport report)
    {
        var machine = report.Machine;
        var load = machine.Load is { } found ? FormattableString.Invariant($", load {found:F1} before the run") : "";
        var panels = report.Results.Where(result => result.Threads == 1)
            .GroupBy(result => (result.Tensor, result.Container))
            .Select(panel => Panel($"{panel.Key.Tensor} ({panel.Key.Container})", [.. panel]));
        var picture = new ScatterPicture(
            "Lossless compression of tensors: ratio against decoding speed, one thread",
            $"{machine.Processor}, {machine.Cores} cores{load}; up and to the right is better",
            [.. Kinds.Select(kind => kind.Series)],
            [.. panels]);
        return picture.Draw(columns: 2, width: 1120, panelHeight: 250);
    }

    private static ScatterPanel Panel(string title, List<Result> results) => new(
        title,
        Axis.AroundDecades("decoding speed / memcpy's", results.Select(result => result.DecodeToMemcpy), Margin),
        Axis.Around("ratio", results.Select(result => result.Ratio), margin: Margin),
        [.. results.Select(result => new ScatterPoint(
            result.DecodeToMemcpy, result.Ratio, Label(result), Kinds.First(kind => kind.Has(result.Codec)).Series))]);

    private static string Label(Result result) => result.Codec switch
    {
        CopiedTensor.Copy or "split+huffman" or "zfp" or "fpzip" or "bitshuffle+lz4" => result.Codec,
        _ when result.Coder == "default" => result.Codec,
        _ => $"{result.Codec} {result.Coder}",
    };
}
