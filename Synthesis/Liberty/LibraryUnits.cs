// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;

namespace Rtlgen.Synthesis.Liberty;

/// <summary>What a library's numbers are multiples of, and the templates of its tables.</summary>
internal sealed partial class LibraryUnits
{
    private readonly string _path;
    private readonly Dictionary<string, LibertyGroup> _templates;

    /// <summary>Reads a library's units.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="library">The library.</param>
    /// <param name="femtofarads">Its unit of capacitance in fF.</param>
    /// <exception cref="InvalidDataException">A unit or the voltage is missing or malformed.</exception>
    public LibraryUnits(string path, LibertyGroup library, double femtofarads)
    {
        _path = path;
        Femtofarads = femtofarads;
        Nanoseconds = Unit(library, "time_unit", "s") * 1e9;
        Milliwatts = Unit(library, "leakage_power_unit", "W") * 1e3;
        var volt = Unit(library, "voltage_unit", "V");
        Volt = volt * Number(library, "nom_voltage");
        Femtojoules = volt * volt * femtofarads;
        _templates = library.Groups("power_lut_template").ToDictionary(one => one.Argument);
    }

    /// <summary>ns in the unit of time.</summary>
    public double Nanoseconds { get; }

    /// <summary>fF in the unit of capacitance.</summary>
    public double Femtofarads { get; }

    /// <summary>fJ in the unit of energy: a capacitance's times a squared voltage's.</summary>
    public double Femtojoules { get; }

    /// <summary>mW in the unit of leakage.</summary>
    public double Milliwatts { get; }

    /// <summary>The supply in V.</summary>
    public double Volt { get; }

    /// <summary>A template; null for <c>scalar</c>.</summary>
    /// <exception cref="InvalidDataException">There is no such template.</exception>
    public LibertyGroup? Template(string name) => name == "scalar" ? null
        : _templates.TryGetValue(name, out var template) ? template
        : throw new InvalidDataException($"{_path}: has no power_lut_template {name}, must have it");

    /// <summary>An error at a group.</summary>
    public InvalidDataException Fault(LibertyGroup group, string what) => Fault(group.Line, $"{group.Kind} {what}");

    /// <summary>An error at a line.</summary>
    public InvalidDataException Fault(int line, string what) => new($"{_path}:{line}: {what}");

    /// <summary>A number, 0 or more, in a group.</summary>
    public double Number(LibertyGroup group, string name)
    {
        var value = group[name] ?? throw Fault(group, $"has no {name}");
        return double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw Fault(value.Line, $"{name} is '{value.Text}', must be a number, 0 or more");
    }

    private double Unit(LibertyGroup library, string name, string unit)
    {
        var value = library[name] ?? throw Fault(library, $"has no {name}");
        var match = UnitText().Match(value.Text);
        return match.Success && match.Groups["unit"].Value.Equals(unit, StringComparison.OrdinalIgnoreCase)
            ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
                * match.Groups["prefix"].Value switch { "m" => 1e-3, "u" => 1e-6, "n" => 1e-9, "p" => 1e-12, "f" => 1e-15, _ => 1 }
            : throw Fault(value.Line, $"{name} is '{value.Text}', must be a number and {unit}");
    }

    [GeneratedRegex(@"^\s*(?<number>\d+(\.\d+)?)\s*(?<prefix>[munpf]?)(?<unit>[sWV])\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex UnitText();
}
