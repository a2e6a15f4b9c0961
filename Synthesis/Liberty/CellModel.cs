// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis.Liberty;

/// <summary>What makes a cell remember.</summary>
internal enum CellKind
{
    /// <summary>Nothing: its outputs are functions of its inputs.</summary>
    Combinational,

    /// <summary>A flip-flop, at the rising edge.</summary>
    FlipFlop,

    /// <summary>A gate that lets the clock through.</summary>
    ClockGate,
}

/// <summary>Energy that a cell takes at a pin's transitions.</summary>
/// <param name="Related">The input pin that causes a transition of an output; -1 for an input's own.</param>
/// <param name="When">The states in which it holds, by row; null for all that no other names.</param>
/// <param name="Rise">For a rise; null for none.</param>
/// <param name="Fall">For a fall; null for none.</param>
internal sealed record EnergyArc(int Related, ulong? When, EnergyTable? Rise, EnergyTable? Fall);

/// <summary>A cell of a library as power sees it: what it computes, what it stores, what it takes.</summary>
/// <remarks>A state's row has pin i at bit i; pins are the inputs, then the outputs.</remarks>
internal sealed class CellModel
{
    // A table of 64 rows.
    private const int MostPins = 6;

    private readonly LibertyGroup _cell;
    private readonly LibraryUnits _units;

    private CellModel(LibraryCell cell, LibertyGroup group, LibraryUnits units, ClockGate? gate)
    {
        (_cell, _units, Name) = (group, units, cell.Name);
        Inputs = cell.Inputs;
        Outputs = cell.Outputs;
        if (Inputs.Count > MostPins || Outputs.Count == 0)
        {
            throw units.Fault(group, $"{Name} has {Inputs.Count} inputs and {Outputs.Count} outputs, must have at most {MostPins} and at least 1");
        }

        Kind = gate?.Name == Name ? CellKind.ClockGate : cell.IsFlipFlop ? CellKind.FlipFlop : CellKind.Combinational;
        Functions = new ulong[Outputs.Count];
        switch (Kind)
        {
            case CellKind.ClockGate:
                Clock = Index(gate!.Clock);
                Enable = Index(gate.Enable);
                break;
            case CellKind.FlipFlop:
                ReadFlipFlop();
                break;
            default:
                for (var output = 0; output < Outputs.Count; output++)
                {
                    Functions[output] = Function(Pin(Outputs[output])["function"], Inputs);
                }

                break;
        }

        Capacitances = [.. Inputs.Select(pin => units.Number(Pin(pin), "capacitance") * units.Femtofarads)];
        Leakage = ReadLeakage();
        Arcs = [.. Inputs.Concat(Outputs).Select(ReadArcs)];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What makes it remember.</summary>
    public CellKind Kind { get; }

    /// <summary>Its input pins.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Its output pins.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The outputs over the inputs; of a flip-flop, over what it holds: bit 0 for 0, bit 1 for 1.</summary>
    public ulong[] Functions { get; }

    /// <summary>What a flip-flop takes at an edge, over its inputs and, as the highest bit, what it holds.</summary>
    public ulong Next { get; private set; }

    /// <summary>The clock's pin; -1 if it has none.</summary>
    public int Clock { get; private set; } = -1;

    /// <summary>The pin that opens a clock's gate; -1 if it has none.</summary>
    public int Enable { get; private set; } = -1;

    /// <summary>Of each input, in fF.</summary>
    public double[] Capacitances { get; }

    /// <summary>mW by row of the state.</summary>
    public double[] Leakage { get; }

    /// <summary>Pins that count in a row: all, or only the inputs where that is too many.</summary>
    public int StatePins => Variables.Count;

    /// <summary>Energies by pin.</summary>
    public IReadOnlyList<EnergyArc>[] Arcs { get; }

    /// <summary>Reads the models of some cells.</summary>
    /// <exception cref="InvalidDataException">A cell lacks what is needed, or is of a kind that is not simulated; the
    /// message names file and line.</exception>
    public static Dictionary<string, CellModel> Read(CellLibrary library, IReadOnlySet<string> names)
    {
        var units = new LibraryUnits(library.Path, library.Group, library.Femtofarads);
        return library.Group.Groups("cell").Where(cell => names.Contains(cell.Argument)).ToDictionary(
            cell => cell.Argument, cell => new CellModel(library.Cells[cell.Argument], cell, units, library.Gate));
    }

    private void ReadFlipFlop()
    {
        var flipFlop = _cell.Groups("ff").Single();
        var names = flipFlop.Argument.Split(',', StringSplitOptions.TrimEntries);
        Clock = Index(flipFlop["clocked_on"]?.Text ?? "");
        if (Clock < 0 || names.Length != 2 || flipFlop["clear"] is not null || flipFlop["preset"] is not null)
        {
            throw _units.Fault(flipFlop, $"of {Name} must be clocked by a pin's rise and have neither clear nor preset");
        }

        Next = Function(flipFlop["next_state"], [.. Inputs, names[0]]);
        for (var output = 0; output < Outputs.Count; output++)
        {
            Functions[output] = Pin(Outputs[output])["function"]?.Text.Trim('(', ')', ' ') is { } text && text == names[1]
                ? 0b01UL
                : Function(Pin(Outputs[output])["function"], names[..1]);
        }
    }

    private double[] ReadLeakage()
    {
        var rows = new double[1 << Math.Min(MostPins, Variables.Count)];
        var states = _cell.Groups("leakage_power").ToList();
        var rest = _cell["cell_leakage_power"] is not null ? _units.Number(_cell, "cell_leakage_power")
            : states.FirstOrDefault(state => state["when"] is null) is { } all ? _units.Number(all, "value")
            : states.Count > 0 ? states.Average(state => _units.Number(state, "value"))
            : 0;
        Array.Fill(rows, rest * _units.Milliwatts);
        foreach (var state in states.Where(state => state["when"] is not null))
        {
            var (when, value) = (Function(state["when"], Variables), _units.Number(state, "value") * _units.Milliwatts);
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = ((when >> row) & 1) == 1 ? value : rows[row];
            }
        }

        return rows;
    }

    private List<EnergyArc> ReadArcs(string pin) =>
        [.. Pin(pin).Groups("internal_power").SelectMany(power =>
        {
            var when = power["when"] is { } condition ? Function(condition, Variables) : (ulong?)null;
            var related = power["related_pin"]?.Text.Split(' ', ',') ?? [];
            var (rise, fall) = (Table("rise_power"), Table("fall_power"));
            return related.Length == 0
                ? [new EnergyArc(-1, when, rise, fall)]
                : related.Where(name => Index(name) >= 0).Select(name => new EnergyArc(Index(name), when, rise, fall));

            EnergyTable? Table(string kind) => (power.Groups(kind).FirstOrDefault() ?? power.Groups("power").FirstOrDefault()) is { } table
                ? EnergyTable.Read(table, _units)
                : null;
        })];

    private List<string> Variables => Inputs.Count + Outputs.Count <= MostPins ? [.. Inputs, .. Outputs] : [.. Inputs];

    private LibertyGroup Pin(string name) => _cell.Groups("pin").Single(pin => pin.Argument == name);

    private int Index(string pin) => Inputs.ToList().IndexOf(pin);

    private ulong Function(LibertyValue? value, IReadOnlyList<string> names) => names.Count <= MostPins
        && value is not null && CellFunction.TruthTable(value.Text, names) is { } table
            ? table
            : throw _units.Fault(
                value?.Line ?? _cell.Line, $"'{value?.Text}' of {Name} must be a function of {string.Join(", ", names)}");
}
