// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Finds places for the labels of points so that they cover neither points nor each other.</summary>
/// <param name="area">Where labels may be.</param>
internal sealed class LabelPlacer(Box area)
{
    private const double LetterWidth = 6.8;
    private const double LineHeight = 12;
    private const double PointSize = 10;
    private const double Nearest = 8;
    private const double Step = 7;
    private const int Rings = 18;
    private const int Directions = 16;

    private readonly List<Box> _taken = [];

    /// <summary>Keeps a point free.</summary>
    public void Occupy(double x, double y) =>
        _taken.Add(new Box(x - (PointSize / 2), y - (PointSize / 2), PointSize, PointSize));

    /// <summary>Finds the place nearest to a point, and takes it.</summary>
    /// <returns>Left end of the label's base line, and whether it is so far off that a line should lead to
    /// it.</returns>
    public (double X, double Y, bool Far) Place(double x, double y, string text)
    {
        var box = Candidates(x, y, text.Length * LetterWidth).FirstOrDefault(IsFree)
            ?? Beside(x, y, text.Length * LetterWidth, Nearest, 0);
        _taken.Add(box);
        var middle = Math.Clamp(x, box.X, box.X + box.Width);
        var far = Math.Abs(y - box.Y - (LineHeight / 2)) + Math.Abs(x - middle) > 2.5 * Nearest;
        return (box.X, box.Y + (0.8 * LineHeight), far);
    }

    private static IEnumerable<Box> Candidates(double x, double y, double textWidth) =>
        from ring in Enumerable.Range(0, Rings)
        from direction in Enumerable.Range(0, Directions)
        select Beside(x, y, textWidth, Nearest + (ring * Step), direction * 2 * Math.PI / Directions);

    // To the right of the point at 0, then round it.
    private static Box Beside(double x, double y, double textWidth, double distance, double angle)
    {
        var (dx, dy) = (Math.Cos(angle), Math.Sin(angle));
        var left = x + (distance * dx) - (textWidth * (1 - dx) / 2);
        return new Box(left, y + (distance * dy) - (LineHeight * (1 - dy) / 2), textWidth, LineHeight);
    }

    private bool IsFree(Box box) =>
        box.X >= area.X && box.Y >= area.Y && box.Right <= area.Right && box.Bottom <= area.Bottom
        && !_taken.Exists(box.Overlaps);
}
