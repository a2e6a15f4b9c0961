// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.CommandLine.Pictures;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>A handshake as a timing diagram.</summary>
internal static class HandshakePicture
{
    private const double Left = 190;
    private const double Step = 52;
    private const double RowHeight = 27;
    private const double WaveHeight = 17;
    private const double Slope = 4;

    /// <summary>Draws it.</summary>
    public static Svg Draw(Handshake handshake)
    {
        var svg = new Svg(Left + (Step * Handshake.Clocks) + 20);
        var last = handshake.First + Handshake.Clocks - 1;
        var top = svg.Header(16, handshake.Title, string.Create(
            CultureInfo.InvariantCulture,
            $"clocks {handshake.First} to {last}; a beat passes where tvalid and tready are both high"));
        var bottom = top + 18 + (RowHeight * (handshake.Traces.Count + 1));
        for (var clock = 0; clock <= Handshake.Clocks; clock++)
        {
            var x = Left + (Step * clock);
            svg.Line(x, top + 14, x, bottom, Svg.Grid);
            if (clock < Handshake.Clocks)
            {
                var number = (handshake.First + clock).ToString(CultureInfo.InvariantCulture);
                svg.Text(x + (Step / 2), top + 10, number, 10, Anchor.Middle, Svg.Faint);
            }
        }

        var y = top + 20;
        Label(svg, "aclk", y);
        var edges = Enumerable.Range(0, Handshake.Clocks).SelectMany(clock => Clock(Left + (Step * clock), top + 20));
        svg.Polyline(edges, Svg.Faint, 1.2);
        foreach (var trace in handshake.Traces)
        {
            y += RowHeight;
            Label(svg, trace.Name, y);
            if (trace.Bits is { } bits)
            {
                svg.Polyline(Level(bits, y), Palette.Blue, 1.6);
            }
            else
            {
                Words(svg, trace, y);
            }
        }

        svg.Height = bottom + 12;
        return svg;
    }

    private static void Label(Svg svg, string name, double y) => svg.Text(Left - 10, y + 13, name, 12, Anchor.End);

    private static IEnumerable<(double X, double Y)> Clock(double x, double y) =>
    [
        (x, y + WaveHeight), (x + (Step / 2), y + WaveHeight), (x + (Step / 2), y), (x + Step, y), (x + Step, y + WaveHeight),
    ];

    private static IEnumerable<(double X, double Y)> Level(IReadOnlyList<bool> bits, double y)
    {
        for (var clock = 0; clock < bits.Count; clock++)
        {
            var level = y + (bits[clock] ? 0 : WaveHeight);
            var changes = clock > 0 && bits[clock] != bits[clock - 1];
            yield return (Left + (Step * clock) + (changes ? Slope : 0), level);
            yield return (Left + (Step * (clock + 1)), level);
        }
    }

    private static void Words(Svg svg, Trace trace, double y)
    {
        var start = 0;
        for (var clock = 1; clock <= Handshake.Clocks; clock++)
        {
            if (clock < Handshake.Clocks && !trace.Starts[clock])
            {
                continue;
            }

            var (x, end) = (Left + (Step * start), Left + (Step * clock));
            if (trace.Words![start] is { } word)
            {
                var (low, middle) = (y + WaveHeight, y + (WaveHeight / 2));
                (double, double)[] outline =
                [
                    (x, middle), (x + Slope, y), (end - Slope, y), (end, middle), (end - Slope, low), (x + Slope, low),
                    (x, middle),
                ];
                svg.Polyline(outline, Palette.Black, 1);
                var room = end - x - (2 * Slope);
                var shown = Svg.TextWidth(word, 9) <= room ? word : ".." + word[^4..];
                svg.Text((x + end) / 2, y + 12.5, shown, 9, Anchor.Middle);
            }
            else
            {
                svg.Rectangle(new Box(x + Slope, y, end - x - (2 * Slope), WaveHeight), Svg.Grid);
            }

            start = clock;
        }
    }
}
