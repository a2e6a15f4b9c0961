// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>One axis of a plot.</summary>
/// <param name="Label">What it shows, with its unit.</param>
/// <param name="Low">Value at its beginning.</param>
/// <param name="High">Value at its end; above <paramref name="Low"/>.</param>
/// <param name="IsLogarithmic">True if equal distances are equal ratios; then both ends are above 0.</param>
internal sealed record Axis(string Label, double Low, double High, bool IsLogarithmic = false)
{
    private const double Margin = 0.06;

    // What rounding may add to a tick that should be on the end.
    private const double Slack = 1e-9;

    /// <summary>An axis with room for values.</summary>
    /// <param name="label">What it shows, with its unit.</param>
    /// <param name="values">The values; of none, the axis goes from 0 to 1.</param>
    /// <param name="fromZero">True if it begins at 0 whatever the values are.</param>
    /// <param name="margin">Room at both ends, as a share of the values' range.</param>
    public static Axis Around(
        string label, IEnumerable<double> values, bool fromZero = false, double margin = Margin)
    {
        var list = values.Where(double.IsFinite).ToList();
        if (list.Count == 0)
        {
            return new Axis(label, 0, 1);
        }

        var (low, high) = (fromZero ? 0 : list.Min(), list.Max());
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        var room = high - low > Slack * size ? margin * (high - low) : Math.Max(0.5 * size, 0.1);
        return new Axis(label, fromZero ? 0 : low - room, high + room);
    }

    /// <summary>A logarithmic axis from the decade below the values.</summary>
    /// <param name="label">What it shows, with its unit.</param>
    /// <param name="values">Values above 0.</param>
    /// <param name="margin">Room at both ends, in decades.</param>
    public static Axis AroundDecades(string label, IEnumerable<double> values, double margin)
    {
        var list = values.Select(Math.Log10).ToList();
        var (low, high) = (Math.Floor(list.Min() - margin), Math.Max(0, list.Max()) + margin);
        return new Axis(label, Math.Pow(10, low), Math.Pow(10, high), IsLogarithmic: true);
    }

    /// <summary>Where a value is: 0 at the beginning, 1 at the end.</summary>
    public double Place(double value) => IsLogarithmic
        ? Math.Log10(value / Low) / Math.Log10(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>Round values along the axis, and how they are written.</summary>
    /// <param name="most">About how many.</param>
    public IEnumerable<(double Value, string Text)> Ticks(int most)
    {
        if (IsLogarithmic)
        {
            for (var decade = Math.Ceiling(Math.Log10(Low) - Slack); Math.Pow(10, decade) <= High; decade++)
            {
                var power = Math.Pow(10, decade);
                yield return (power, power.ToString(power < 1 ? "G3" : "N0", CultureInfo.InvariantCulture));
            }

            yield break;
        }

        var step = RoundStep((High - Low) / most);
        var places = (int)Math.Max(0, Math.Ceiling(-Math.Log10(step) - Slack));
        var last = Math.Floor((High / step) + Slack);
        for (var i = Math.Ceiling((Low / step) - Slack); i <= last; i++)
        {
            // Adding 0 makes -0 a 0.
            var value = (i * step) + 0;
            yield return (value, value.ToString($"N{places}", CultureInfo.InvariantCulture).Replace('-', '−'));
        }
    }

    // The next of 1, 2, 5, 10 times a power of ten.
    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double[] factors = [1, 2, 5, 10];
        return power * factors.First(factor => factor == 10 || atLeast <= factor * power);
    }
}
