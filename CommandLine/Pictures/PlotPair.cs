// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Two plots side by side with one legend.</summary>
internal sealed class PlotPair
{
    private const double Margin = 66;
    private const double PlotWidth = (RunPictures.Width / 2) - Margin - 18;
    private const double PlotHeight = 300;

    private readonly Axis _x;
    private readonly double _top;

    /// <summary>Draws header and legend.</summary>
    /// <param name="title">Title of the picture.</param>
    /// <param name="subtitle">What is below it.</param>
    /// <param name="series">Series of the legend.</param>
    /// <param name="x">Horizontal axis of both.</param>
    public PlotPair(string title, string subtitle, IReadOnlyList<Series> series, Axis x)
    {
        _x = x;
        var top = Svg.Header(16, title, subtitle);
        _top = Legend.Draw(Svg, 16, top, RunPictures.Width - 16, series) + 36;
        Svg.Height = _top + PlotHeight + 46;
    }

    /// <summary>The picture.</summary>
    public Svg Svg { get; } = new(RunPictures.Width);

    /// <summary>Draws the left plot's axes.</summary>
    public Plot Left(Axis y, string title) => new(Svg, new Box(Margin, _top, PlotWidth, PlotHeight), _x, y, title);

    /// <summary>Draws the right plot's axes.</summary>
    public Plot Right(Axis y, string title) => new(
        Svg, new Box((RunPictures.Width / 2) + Margin, _top, PlotWidth, PlotHeight), _x, y, title);
}
