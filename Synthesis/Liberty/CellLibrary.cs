// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Synthesis.Liberty;

/// <summary>A cell of a library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Area">µm², as the library says.</param>
/// <param name="IsFlipFlop">True if it holds a bit from edge to edge.</param>
/// <param name="Inputs">Names of its input pins.</param>
/// <param name="Outputs">Names of its output pins.</param>
public sealed record LibraryCell(
    string Name, double Area, bool IsFlipFlop, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>The cells that a design is mapped to: a Liberty file.</summary>
public sealed class CellLibrary
{
    /// <summary>The library that Debian's qflow-tech-osu018 brings: OSU, 0.18 µm, typical.</summary>
    public const string DefaultPath = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

    private const int Nand = 0b0111;
    private const int Buffer = 0b10;
    private const double LargestDriver = 2.5;

    private CellLibrary(string path, string text)
    {
        Path = path;
        Text = text;
        var library = LibertyReader.Parse(path, text);
        Name = library.Argument;
        var combinational = new List<(LibraryCell Cell, ulong? Table)>();
        (Group, Femtofarads) = (library, Unit(path, library));
        double? load = null;
        foreach (var group in library.Groups("cell"))
        {
            var cell = Cell(path, group);
            if (!Cells.TryAdd(cell.Name, cell))
            {
                throw new InvalidDataException($"{path}:{group.Line}: cell {cell.Name} is there twice");
            }

            if (cell.IsFlipFlop && load is null)
            {
                load = group.Groups("pin").Where(pin => cell.Inputs.Contains(pin.Argument) && !IsTrue(pin["clock"]))
                    .Max(pin => pin["capacitance"] is { } value ? Number(path, value, "capacitance") : (double?)null);
            }

            if (cell is { IsFlipFlop: false, Outputs.Count: 1, Inputs.Count: <= 2 } && !IsTrue(group["dont_use"])
                && group.Groups("pin").Single(pin => pin.Argument == cell.Outputs[0])["function"] is { } function)
            {
                combinational.Add((cell, CellFunction.TruthTable(function.Text, cell.Inputs)));
            }
        }

        Nand2 = combinational.Where(one => one.Cell.Inputs.Count == 2 && one.Table == Nand).Select(one => one.Cell)
            .MinBy(cell => cell.Area)
            ?? throw new InvalidDataException(
                $"{path}: has no NAND of two inputs, must have one: it is the unit of gate equivalents");
        Driver = combinational.Where(one => one.Cell.Inputs.Count == 1 && one.Table == Buffer).Select(one => one.Cell)
            .Where(cell => cell.Area <= LargestDriver * Nand2.Area).MaxBy(cell => cell.Area)
            ?? throw new InvalidDataException($"{path}: has no buffer, must have one: it drives a design's inputs");
        Gate = ClockGate.Find(library, (value, name) => Number(path, value, name));
        LoadFemtofarads = (load ?? throw new InvalidDataException($"{path}: has no flip-flop, must have one")) * Femtofarads;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file's text, not compressed.</summary>
    public string Text { get; }

    /// <summary>The library's own name.</summary>
    public string Name { get; }

    /// <summary>The cells by name.</summary>
    public Dictionary<string, LibraryCell> Cells { get; } = [];

    /// <summary>The smallest NAND of two inputs: its area is one gate equivalent.</summary>
    public LibraryCell Nand2 { get; }

    /// <summary>What drives a design's inputs: the largest buffer up to 2.5 gate equivalents.</summary>
    public LibraryCell Driver { get; }

    /// <summary>The smallest cell that gates a clock; null if there is none.</summary>
    public ClockGate? Gate { get; }

    /// <summary>What a design's outputs drive, in fF: a flip-flop's input.</summary>
    public double LoadFemtofarads { get; }

    /// <summary>All that the file says.</summary>
    internal LibertyGroup Group { get; }

    /// <summary>fF in the library's unit of capacitance.</summary>
    internal double Femtofarads { get; }

    /// <summary>Reads a Liberty file, which may be compressed with gzip.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or lacks a cell that is needed; the message names file,
    /// line and what would be right.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CellLibrary Read(string path) => new(path, LibertyReader.ReadText(path));

    /// <summary>The library of <see cref="DefaultPath"/>.</summary>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static CellLibrary ReadDefault() => File.Exists(DefaultPath)
        ? Read(DefaultPath)
        : throw new ToolMissingException($"{DefaultPath} is missing: install the Debian package qflow-tech-osu018");

    private static bool IsTrue(LibertyValue? value) => value?.Text == "true";

    private static LibraryCell Cell(string path, LibertyGroup group)
    {
        var area = group["area"]
            ?? throw new InvalidDataException($"{path}:{group.Line}: cell {group.Argument} has no area, must have one in µm²");
        var pins = group.Groups("pin").ToLookup(pin => pin["direction"]?.Text);
        return new LibraryCell(
            group.Argument, Number(path, area, "area"), group.Has("ff"),
            [.. pins["input"].Select(pin => pin.Argument)], [.. pins["output"].Select(pin => pin.Argument)]);
    }

    private static double Unit(string path, LibertyGroup library)
    {
        var value = library["capacitive_load_unit"]
            ?? throw new InvalidDataException($"{path}:{library.Line}: capacitive_load_unit is missing, must be there");
        var parts = value.Text.Split(',', StringSplitOptions.TrimEntries);
        var factor = Number(path, value with { Text = parts[0] }, "capacitive_load_unit");
        return parts is [_, var unit] && unit.ToUpperInvariant() is var name and ("FF" or "PF")
            ? factor * (name == "PF" ? 1000 : 1)
            : throw new InvalidDataException($"{path}:{value.Line}: capacitive_load_unit is '{value.Text}', must be a number and ff or pf");
    }

    private static double Number(string path, LibertyValue value, string name) =>
        double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && number >= 0
            ? number
            : throw new InvalidDataException($"{path}:{value.Line}: {name} is '{value.Text}', must be a number, 0 or more");
}
