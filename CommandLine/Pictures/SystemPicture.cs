// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine.Systems;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Pictures of training steps on an accelerator.</summary>
internal static class SystemPicture
{
    private static readonly Series[] Parts =
    [
        new("multiplying", Palette.Blue, Style: SeriesStyle.Area),
        new("memory", Palette.Vermilion, Style: SeriesStyle.Area),
        new("codec", Palette.Orange, Style: SeriesStyle.Area),
    ];

    private static readonly (string Color, Mark Mark)[] Looks =
    [
        (Palette.Black, Mark.Square), (Palette.Purple, Mark.Triangle), (Palette.Vermilion, Mark.Diamond),
        (Palette.Blue, Mark.Circle), (Palette.Green, Mark.Wedge), (Palette.Orange, Mark.Square),
        (Palette.Sky, Mark.Triangle),
    ];

    /// <summary>Most ways of storing that a roofline tells apart.</summary>
    public static int MostMethods => Looks.Length;

    /// <summary>Time and energy of a step, a bar for each way of storing.</summary>
    public static Svg Step(SystemReport report) => new StackedBars(
        "A training step: what it waits for, and what takes energy", report.Title, Parts,
        [
            new BarPanel("Time", "ms", [.. report.Methods.Select(method => new StackedBar(
                method.Name, [.. method.BoundMilliseconds.Values],
                FormattableString.Invariant($"{method.Milliseconds:0.00} ms, {method.SpeedUp:0.00}×")))]),
            new BarPanel("Energy", "mJ", [.. report.Methods.Select(method => new StackedBar(
                method.Name, [method.ComputeMillijoules, method.MemoryMillijoules, method.CodecMillijoules],
                FormattableString.Invariant($"{method.Millijoules:0.0} mJ, {method.EnergyRatio:0.00}×")))]),
        ]).Draw();

    /// <summary>How fast each layer multiplies, against how much it multiplies for a byte of memory; the first
    /// <see cref="MostMethods"/> ways of storing.</summary>
    public static Svg Roofline(SystemReport report)
    {
        var roof = new Series("most that memory and multipliers allow", Svg.Frame, Style: SeriesStyle.Line);
        var series = report.Methods.Zip(Looks, (method, look) => new Series(method.Name, look.Color, look.Mark))
            .ToList();
        var points = report.Methods.Zip(series, (method, of) => method.Layers.Where(layer => layer.Macs > 0)
            .Select(layer => new ScatterPoint(
                layer.Macs / 1e6 / (layer.ReadMegabytes + layer.WrittenMegabytes),
                layer.Macs / layer.Microseconds / 1e6, "", of))
            .Append(Whole(method, of))).SelectMany(layers => layers).ToList();
        var (peak, slope) = (report.TeramacsPerSecond, report.GigabytesPerSecond / 1e3);
        var x = Decades("multiplications for a byte of memory", [.. points.Select(point => point.X), peak / slope]);
        var y = Decades("TMAC/s", [.. points.Select(point => point.Y), peak]);
        ScatterPoint[] line =
        [
            new(Math.Max(x.Low, y.Low / slope), Math.Max(x.Low, y.Low / slope) * slope, "", roof),
            new(peak / slope, peak, "", roof), new(x.High, peak, "", roof),
        ];
        return new ScatterPicture(
            "Roofline: each layer of a training step, and the whole step by name", report.Title, [roof, .. series],
            [new ScatterPanel("", x, y, [.. line, .. points])]).Draw(columns: 1);
    }

    private static ScatterPoint Whole(SystemMethod method, Series series)
    {
        var macs = method.Layers.Sum(layer => layer.Macs);
        return new ScatterPoint(macs / 1e6 / method.Megabytes, macs / method.Milliseconds / 1e9, method.Name, series);
    }

    // Whole decades around the values.
    private static Axis Decades(string label, IReadOnlyList<double> values) => new(
        label, Math.Pow(10, Math.Floor(Math.Log10(values.Min()))),
        Math.Pow(10, Math.Floor(Math.Log10(values.Max())) + 1), IsLogarithmic: true);
}
