// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Xml.Linq;
using Rtlgen.CommandLine.Pictures;
using Xunit;

namespace Rtlgen.Tests.CommandLine.Pictures;

/// <summary>What pictures are made of.</summary>
public sealed class ChartTests
{
    [Fact]
    public void Ticks_are_round_within_the_axis_and_about_as_many_as_asked()
    {
        var random = Properties.Random();
        for (var i = 0; i < 500; i++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 6));
            var axis = new Axis("", low, low + Math.Pow(10, random.Next(-3, 6)) * (0.1 + random.NextDouble()));
            var ticks = axis.Ticks(6).ToList();
            Assert.InRange(ticks.Count, 2, 7);
            Assert.All(ticks, tick => Assert.InRange(axis.Place(tick.Value), -1e-6, 1 + 1e-6));
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Text).Distinct().Count());
            Assert.All(ticks, tick => Assert.Equal(
                tick.Value, double.Parse(tick.Text.Replace('−', '-'), CultureInfo.InvariantCulture),
                (axis.High - axis.Low) * 1e-6));
        }
    }

    [Fact]
    public void A_logarithmic_axis_has_equal_distances_for_equal_ratios()
    {
        var axis = Axis.AroundDecades("", [0.02, 0.9, 3], 0.1);
        Assert.Equal(axis.Place(1) - axis.Place(0.1), axis.Place(0.1) - axis.Place(0.01), 9);
        Assert.Equal(["0.01", "0.1", "1"], axis.Ticks(5).Select(tick => tick.Text));
    }

    [Fact]
    public void An_axis_around_equal_or_no_values_still_has_a_range()
    {
        Assert.True(Axis.Around("", [0, 0]) is var zeros && zeros.High > zeros.Low);
        Assert.True(Axis.Around("", []) is var none && none.High > none.Low);
        Assert.True(Axis.Around("", [5], fromZero: true) is { Low: 0, High: > 5 });
    }

    [Fact]
    public void Labels_of_a_scatter_cover_neither_each_other_nor_a_point()
    {
        var random = Properties.Random();
        Series[] series = [new("learned", Palette.Blue, Mark.Circle, SeriesStyle.Curve), new("fixed", Palette.Orange)];
        var points = Enumerable.Range(0, 24).Select(i => new ScatterPoint(
            5 + random.NextDouble(), 92 + random.NextDouble(), $"point {i}", series[i % 2])).ToList();
        var panel = new ScatterPanel(
            "ResNet-8", Axis.Around("times smaller", points.Select(point => point.X)),
            Axis.Around("accuracy (%)", points.Select(point => point.Y)), points);
        using var writer = new StringWriter();
        new ScatterPicture("Accuracy against footprint", "24 runs", series, [panel]).Draw(columns: 1).Write(writer);
        var elements = XDocument.Parse(writer.ToString()).Descendants().ToList();
        var texts = elements.Where(item => item.Name.LocalName == "text").ToList();
        Assert.All(
            (string[])["learned", "fixed", "ResNet-8", "times smaller", "accuracy (%)"],
            text => Assert.Contains(texts, item => item.Value == text));
        var labels = texts.Where(item => item.Value.StartsWith("point ", StringComparison.Ordinal))
            .Select(item => new Box(Number(item, "x"), Number(item, "y") - 8, 6 * item.Value.Length, 10)).ToList();
        Assert.Equal(points.Count, labels.Count);
        var discs = elements.Where(item => item.Name.LocalName == "circle").Skip(1)
            .Select(item => new Box(Number(item, "cx") - 3, Number(item, "cy") - 3, 6, 6)).ToList();
        Assert.All(labels, label => Assert.DoesNotContain(
            labels.Concat(discs), other => other != label && label.Overlaps(other)));

        static double Number(XElement element, string name) =>
            double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_long_name_loses_its_middle_but_a_viewer_has_the_whole()
    {
        var svg = new Svg(100) { Height = 100 };
        var name = string.Concat(Enumerable.Repeat("block.", 20)) + "weight";
        svg.Name(0, 0, name, 100, Anchor.Start);
        using var writer = new StringWriter();
        svg.Write(writer);
        var elements = XDocument.Parse(writer.ToString()).Descendants().ToList();
        Assert.Equal(name, elements.Single(item => item.Name.LocalName == "title").Value);
        var shown = elements.Single(item => item.Name.LocalName == "text").Value;
        Assert.StartsWith("block", shown, StringComparison.Ordinal);
        Assert.EndsWith("weight", shown, StringComparison.Ordinal);
        Assert.InRange(Svg.TextWidth(shown, 11), 80, 100);
    }
}
