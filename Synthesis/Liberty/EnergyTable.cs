// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Synthesis.Liberty;

/// <summary>The energy that a cell takes of its own for one transition, in fJ, over a slew and a load.</summary>
/// <remarks>Liberty User Guide, <c>rise_power</c>, <c>fall_power</c>: between two points and beyond the ends it is
/// linear. A negative energy is what the load's share, counted elsewhere, has too much.</remarks>
internal sealed class EnergyTable
{
    private readonly double[] _slews;
    private readonly double[] _loads;
    private readonly double[] _values;

    private EnergyTable(double[] slews, double[] loads, double[] values) =>
        (_slews, _loads, _values) = (slews, loads, values);

    /// <summary>Reads a table.</summary>
    /// <param name="group">The table.</param>
    /// <param name="units">The library's units and templates.</param>
    /// <exception cref="InvalidDataException">It is malformed, or of another form; the message names the line.</exception>
    public static EnergyTable Read(LibertyGroup group, LibraryUnits units)
    {
        var template = units.Template(group.Argument);
        var (slews, loads) = (new[] { 0.0 }, new[] { 0.0 });
        var loadFirst = false;
        for (var axis = 1; template?[$"variable_{axis}"] is { } variable; axis++)
        {
            var index = group[$"index_{axis}"] ?? template[$"index_{axis}"] ?? throw units.Fault(group, $"has no index_{axis}");
            switch (variable.Text)
            {
                case "input_transition_time":
                    slews = Numbers(index, units, units.Nanoseconds);
                    break;
                case "total_output_net_capacitance":
                    loads = Numbers(index, units, units.Femtofarads);
                    loadFirst = axis == 1;
                    break;
                default:
                    throw units.Fault(group, $"is over {variable.Text}, must be over a slew and a load");
            }
        }

        var values = Numbers(group["values"] ?? throw units.Fault(group, "has no values"), units, units.Femtojoules);
        if (values.Length != slews.Length * loads.Length)
        {
            throw units.Fault(group, $"has {values.Length} values, must have {slews.Length * loads.Length}");
        }

        return new EnergyTable(slews, loads, loadFirst ? Turned(values, slews.Length) : values);
    }

    /// <summary>The energy in fJ.</summary>
    /// <param name="slew">ns.</param>
    /// <param name="load">fF.</param>
    public double At(double slew, double load)
    {
        var (row, down) = Place(_slews, slew);
        var (column, across) = Place(_loads, load);
        return Along(row, column, across) + (down == 0 ? 0 : down * (Along(row + 1, column, across) - Along(row, column, across)));
    }

    private double Along(int row, int column, double across)
    {
        var at = (row * _loads.Length) + column;
        return _values[at] + (across == 0 ? 0 : across * (_values[at + 1] - _values[at]));
    }

    private static (int Index, double Share) Place(double[] axis, double value)
    {
        if (axis.Length == 1)
        {
            return (0, 0);
        }

        var index = 0;
        while (index < axis.Length - 2 && axis[index + 1] <= value)
        {
            index++;
        }

        return (index, (value - axis[index]) / (axis[index + 1] - axis[index]));
    }

    private static double[] Turned(double[] values, int slews)
    {
        var loads = values.Length / slews;
        return [.. Enumerable.Range(0, values.Length).Select(at => values[(at % loads * slews) + (at / loads)])];
    }

    private static double[] Numbers(LibertyValue value, LibraryUnits units, double factor) =>
        [.. value.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number * factor
                : throw units.Fault(value.Line, $"'{text}' must be a number"))];
}
