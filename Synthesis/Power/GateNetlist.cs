// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.Synthesis.Power;

/// <summary>A cell of a mapped netlist.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">What it is.</param>
/// <param name="Nets">The net at each pin, inputs first, then outputs.</param>
internal sealed record GateCell(string Name, CellModel Model, int[] Nets);

/// <summary>A flat netlist of a library's cells, ready to be simulated.</summary>
internal sealed class GateNetlist
{
    private readonly Dictionary<string, int> _nets = new() { ["0"] = 0, ["1"] = 1 };

    private GateNetlist(string module, JsonElement netlist, CellLibrary library)
    {
        var cells = netlist.GetProperty("cells").EnumerateObject().ToList();
        var models = CellModel.Read(library, cells.Select(cell => cell.Value.GetProperty("type").GetString()!).ToHashSet());
        foreach (var port in netlist.GetProperty("ports").EnumerateObject())
        {
            Ports.Add(port.Name, [.. port.Value.GetProperty("bits").EnumerateArray().Select(bit => Net(bit.ToString()))]);
        }

        var unordered = new List<GateCell>();
        foreach (var cell in cells)
        {
            var type = cell.Value.GetProperty("type").GetString()!;
            if (!models.TryGetValue(type, out var model))
            {
                throw new SynthesisException($"{module}: cell {cell.Name} is a {type}, must be a cell of {library.Path}");
            }

            var connections = cell.Value.GetProperty("connections");
            unordered.Add(new GateCell(cell.Name, model, [.. model.Inputs.Concat(model.Outputs).Select(pin => Pin(cell.Name, connections, pin))]));
        }

        NetCount = _nets.Count;
        Remembering = [.. unordered.Where(cell => cell.Model.Kind != CellKind.Combinational)];
        Combinational = Ordered(module, [.. unordered.Where(cell => cell.Model.Kind == CellKind.Combinational)]);
        Loads = new double[NetCount];
        foreach (var cell in unordered)
        {
            for (var input = 0; input < cell.Model.Inputs.Count; input++)
            {
                Loads[cell.Nets[input]] += cell.Model.Capacitances[input];
            }
        }

        foreach (var port in netlist.GetProperty("ports").EnumerateObject().Where(port => port.Value.GetProperty("direction").GetString() == "output"))
        {
            foreach (var net in Ports[port.Name])
            {
                Loads[net] += library.LoadFemtofarads;
            }
        }
    }

    /// <summary>Nets; net 0 is 0, net 1 is 1.</summary>
    public int NetCount { get; }

    /// <summary>Flip-flops and gates of clocks.</summary>
    public IReadOnlyList<GateCell> Remembering { get; }

    /// <summary>All others, each behind those that it hears of.</summary>
    public IReadOnlyList<GateCell> Combinational { get; }

    /// <summary>The nets of each port, lowest bit first.</summary>
    public Dictionary<string, int[]> Ports { get; } = [];

    /// <summary>What a net's driver drives, in fF: inputs of cells, and of what is outside; no wire.</summary>
    public double[] Loads { get; }

    /// <summary>Reads a netlist.</summary>
    /// <param name="json">What <c>write_json</c> of Yosys wrote.</param>
    /// <param name="module">The module.</param>
    /// <param name="library">The cells.</param>
    /// <exception cref="SynthesisException">It has a cell that the library lacks, or a loop.</exception>
    /// <exception cref="InvalidDataException">The library lacks what is needed of a cell.</exception>
    public static GateNetlist Parse(string json, string module, CellLibrary library)
    {
        var root = JsonSerializer.Deserialize<JsonElement>(json);
        return root.GetProperty("modules").TryGetProperty(module, out var netlist)
            ? new GateNetlist(module, netlist, library)
            : throw new SynthesisException($"{module}: is not in its netlist, must be there");
    }

    // What nobody is connected to is a net of its own.
    private int Pin(string cell, JsonElement connections, string pin) => Net(
        connections.TryGetProperty(pin, out var bits) && bits.GetArrayLength() == 1 ? bits[0].ToString() : $"{cell}/{pin}");

    private int Net(string bit)
    {
        if (!_nets.TryGetValue(bit == "x" ? "0" : bit, out var net))
        {
            _nets[bit] = net = _nets.Count;
        }

        return net;
    }

    private static GateCell[] Ordered(string module, GateCell[] cells)
    {
        var readers = cells.SelectMany((cell, index) => cell.Nets[..cell.Model.Inputs.Count].Distinct().Select(net => (net, index)))
            .ToLookup(pair => pair.net, pair => pair.index);
        var driven = cells.SelectMany(cell => cell.Nets[cell.Model.Inputs.Count..]).ToHashSet();
        var waits = cells.Select(cell => cell.Nets[..cell.Model.Inputs.Count].Distinct().Count(driven.Contains)).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, cells.Length).Where(index => waits[index] == 0));
        var ordered = new List<GateCell>();
        while (ready.TryDequeue(out var index))
        {
            ordered.Add(cells[index]);
            foreach (var reader in cells[index].Nets[cells[index].Model.Inputs.Count..].SelectMany(net => readers[net]))
            {
                if (--waits[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        return ordered.Count == cells.Length
            ? [.. ordered]
            : throw new SynthesisException(string.Create(
                CultureInfo.InvariantCulture, $"{module}: {cells.Length - ordered.Count} cells are in or behind a loop, must be none"));
    }
}
