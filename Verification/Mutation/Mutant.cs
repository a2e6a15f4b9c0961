// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Verification.Mutation;

/// <summary>A fault in the netlist of one module; all instances of the module have it.</summary>
/// <param name="Id">Its number in its list, from 1; the value of the select that switches it on.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Mode">What is done to the bit: <c>inv</c>, <c>const0</c>, <c>const1</c>, <c>cnot0</c> or
/// <c>cnot1</c>.</param>
/// <param name="Cell">The cell whose port is broken, as Yosys names it.</param>
/// <param name="Port">The cell's port.</param>
/// <param name="Bit">The bit of the port.</param>
/// <param name="ControlBit">The other bit of the port, for <c>cnot0</c> and <c>cnot1</c>.</param>
/// <param name="Net">The wire and bit that the port's bit is connected to, such as <c>rest_q[3]</c>; null if it has no
/// name.</param>
/// <param name="Source">Where the cell comes from, such as <c>FILE.v:20.5-22.8</c>; empty if unknown.</param>
public sealed record Mutant(
    int Id, string Module, string Mode, string Cell, string Port, int Bit, int? ControlBit, string? Net, string Source)
{
    /// <summary>The line of the module's text, from 1; 0 if it is unknown.</summary>
    public int Line
    {
        get
        {
            var place = Source[(Source.LastIndexOf(':') + 1)..];
            var end = place.IndexOf('.', StringComparison.Ordinal);
            return int.TryParse(end < 0 ? place : place[..end], CultureInfo.InvariantCulture, out var line) ? line : 0;
        }
    }

    /// <summary>What is wrong, in words.</summary>
    public string Words
    {
        get
        {
            var bit = string.Create(CultureInfo.InvariantCulture, $"bit {Bit} of port {Port} of {Cell}")
                + (Net is null ? "" : $" ({Net})");
            return Mode switch
            {
                "inv" => $"{bit} is inverted",
                "const0" => $"{bit} is 0",
                "const1" => $"{bit} is 1",
                "cnot0" => string.Create(
                    CultureInfo.InvariantCulture, $"{bit} is inverted where bit {ControlBit} is 0"),
                "cnot1" => string.Create(
                    CultureInfo.InvariantCulture, $"{bit} is inverted where bit {ControlBit} is 1"),
                _ => $"{bit}: {Mode}",
            };
        }
    }

    /// <summary>True if it is in a clock: no text of a clocked block has such a mistake.</summary>
    public bool IsInClock => Port is "CLK" or "clk_i" or "aclk";

    /// <summary>Reads a line of Yosys's <c>mutate -list</c>.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static Mutant Parse(int id, string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words.Length % 2 == 0 || words[0] != "mutate")
        {
            throw new FormatException($"yosys listed no mutation: {line}");
        }

        // The cell's own place comes behind those of the wires that it is connected to.
        var options =
            words.Skip(1).Chunk(2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last()[1]);
        return new Mutant(
            id, Needed("-module"), Needed("-mode"), Needed("-cell"), Needed("-port"), Number(Needed("-portbit")),
            options.TryGetValue("-ctrlbit", out var control) ? Number(control) : null,
            options.TryGetValue("-wire", out var wire) ? $"{wire}[{options.GetValueOrDefault("-wirebit", "0")}]" : null,
            options.GetValueOrDefault("-src", ""));

        string Needed(string option) => options.TryGetValue(option, out var value)
            ? value
            : throw new FormatException($"yosys listed a mutation without {option}: {line}");

        int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"yosys listed a mutation with {text}, must be a number: {line}");
    }

    /// <summary>The Yosys command that makes the fault.</summary>
    public string Command() => $"mutate {Arguments()}";

    /// <summary>The Yosys command that makes the fault where an input of the module has a value.</summary>
    /// <param name="select">The input's name; it is added if it is not there.</param>
    /// <param name="width">Its width.</param>
    /// <param name="value">The value.</param>
    public string Command(string select, int width, int value) => string.Create(
        CultureInfo.InvariantCulture, $"mutate -ctrl {select} {width} {value} {Arguments()}");

    private string Arguments() => string.Create(
        CultureInfo.InvariantCulture, $"-mode {Mode} -module {Module} -cell {Cell} -port {Port} -portbit {Bit}")
        + (ControlBit is { } control ? string.Create(CultureInfo.InvariantCulture, $" -ctrlbit {control}") : "");
}
