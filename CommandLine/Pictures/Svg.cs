// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security;
using System.Text;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Where a text's point is.</summary>
internal enum Anchor
{
    /// <summary>At its left end.</summary>
    Start,

    /// <summary>In its middle.</summary>
    Middle,

    /// <summary>At its right end.</summary>
    End,
}

/// <summary>A rectangle, in pixels.</summary>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal sealed record Box(double X, double Y, double Width, double Height)
{
    /// <summary>Its right side.</summary>
    public double Right => X + Width;

    /// <summary>Its lower side.</summary>
    public double Bottom => Y + Height;

    /// <summary>Whether two rectangles share any area.</summary>
    public bool Overlaps(Box other) =>
        X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}

/// <summary>An SVG picture in the making. The same calls give the same bytes.</summary>
/// <param name="width">Its width in pixels.</param>
internal sealed class Svg(double width)
{
    /// <summary>Colour of text.</summary>
    public const string Ink = "#222222";

    /// <summary>Colour of text that says less.</summary>
    public const string Faint = "#5a5a5a";

    /// <summary>Colour of frames.</summary>
    public const string Frame = "#8c8c8c";

    /// <summary>Colour of grids.</summary>
    public const string Grid = "#e2e2e2";

    private readonly StringBuilder _body = new();

    /// <summary>Width in pixels.</summary>
    public double Width => width;

    /// <summary>Height in pixels; settled when everything is drawn.</summary>
    public double Height { get; set; }

    /// <summary>About how wide a text is, in pixels; rather more than less.</summary>
    public static double TextWidth(string text, double size) => size * text.Sum(letter => letter switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or ' ' or '.' or ',' or ':' or ';' or '\'' or '(' or ')' or '/' => 0.34,
        'm' or 'w' or 'M' or 'W' or '%' or '…' => 0.92,
        (>= 'A' and <= 'Z') or '+' or '=' => 0.7,
        _ => 0.57,
    });

    /// <summary>Writes a text on its base line.</summary>
    /// <param name="x">Its point.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">Any text.</param>
    /// <param name="size">Size of the font in pixels.</param>
    /// <param name="anchor">Where the point is in the text.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="bold">True for bold letters.</param>
    /// <param name="upwards">True if it runs upwards.</param>
    public void Text(
        double x, double y, string text, double size = 12, Anchor anchor = Anchor.Start, string color = Ink,
        bool bold = false, bool upwards = false)
    {
        var place = upwards
            ? Invariant($"transform=\"translate({x:0.##} {y:0.##}) rotate(-90)\"")
            : Invariant($"x=\"{x:0.##}\" y=\"{y:0.##}\"");
        var where = anchor == Anchor.Start ? "" : $" text-anchor=\"{(anchor == Anchor.End ? "end" : "middle")}\"";
        var weight = bold ? " font-weight=\"bold\"" : "";
        Add($"""<text {place} font-size="{size}"{where}{weight} fill="{color}">{Escape(text)}</text>""");
    }

    /// <summary>Writes a name, without its middle where it is too long; a viewer shows the whole one.</summary>
    /// <param name="x">Its point.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="name">The name.</param>
    /// <param name="widest">Width in pixels that there is for it.</param>
    /// <param name="anchor">Where the point is in the text.</param>
    /// <param name="bold">True for bold letters.</param>
    public void Name(double x, double y, string name, double widest, Anchor anchor, bool bold = false)
    {
        const double size = 11;
        var shown = name;
        for (var kept = name.Length - 1; kept > 2 && TextWidth(shown, size) > widest; kept--)
        {
            shown = $"{name[..((kept + 1) / 2)]}…{name[^(kept / 2)..]}";
        }

        Add($"<g><title>{Escape(name)}</title>");
        Text(x, y, shown, size, anchor, bold: bold);
        Add($"</g>");
    }

    /// <summary>Draws a line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string color, double thickness = 1) =>
        Add($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" {Stroke(color, thickness)}/>""");

    /// <summary>Draws a line through points.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string color, double thickness)
    {
        var places = string.Join(' ', points.Select(point => Invariant($"{point.X:0.#},{point.Y:0.#}")));
        Add($"""<polyline points="{places}" fill="none" stroke-linejoin="round" {Stroke(color, thickness)}/>""");
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="box">Where.</param>
    /// <param name="color">Its colour, or <c>none</c>.</param>
    /// <param name="frame">Colour of its frame, if any.</param>
    /// <param name="sharp">True for sides on whole pixels, so that neighbours meet without a seam.</param>
    public void Rectangle(Box box, string color, string? frame = null, bool sharp = false)
    {
        var stroke = frame is null ? "" : $" stroke=\"{frame}\"";
        var edges = sharp ? " shape-rendering=\"crispEdges\"" : "";
        var size = Invariant($"width=\"{box.Width:0.##}\" height=\"{box.Height:0.##}\"");
        Add($"""<rect x="{box.X:0.##}" y="{box.Y:0.##}" {size} fill="{color}"{stroke}{edges}/>""");
    }

    /// <summary>Draws a point: a mark that differs by shape as well as by colour.</summary>
    public void Point(double x, double y, Mark mark, string color, double size = 4.5)
    {
        if (mark == Mark.Circle)
        {
            Add($"""<circle cx="{x:0.##}" cy="{y:0.##}" r="{size:0.##}" fill="{color}"/>""");
            return;
        }

        (double X, double Y)[] corners = mark switch
        {
            Mark.Square => [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Mark.Triangle => [(0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
            Mark.Wedge => [(0, 1.2), (1.15, -0.9), (-1.15, -0.9)],
            _ => [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        };
        var places = corners.Select(corner => Invariant($"{x + (size * corner.X):0.##},{y + (size * corner.Y):0.##}"));
        Add($"""<polygon points="{string.Join(' ', places)}" fill="{color}"/>""");
    }

    /// <summary>Writes title and what is below it at the top.</summary>
    /// <returns>Where the picture goes on.</returns>
    public double Header(double left, string title, string subtitle)
    {
        Text(left, 26, title, 17, bold: true);
        Text(left, 46, subtitle, 12, color: Faint);
        return 60;
    }

    /// <summary>Writes the picture.</summary>
    public void Write(TextWriter writer)
    {
        var (right, bottom) = (Invariant($"{width:0.##}"), Invariant($"{Height:0.##}"));
        writer.Write($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right} {bottom}" """);
        writer.Write($"""width="{right}" height="{bottom}" """);
        writer.WriteLine("""font-family="'Liberation Sans', Arial, Helvetica, sans-serif">""");
        writer.WriteLine("""<rect width="100%" height="100%" fill="#ffffff"/>""");
        writer.Write(_body);
        writer.WriteLine("</svg>");
    }

    private static string Stroke(string color, double thickness) =>
        Invariant($"stroke=\"{color}\" stroke-width=\"{thickness}\"");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // Names are somebody's words; XML has no room for control characters.
    private static string? Escape(string text) => SecurityElement.Escape(string.Concat(text.EnumerateRunes().Select(
        rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString())));

    private void Add(FormattableString element) =>
        _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
