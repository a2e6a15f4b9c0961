// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Rtlgen.Verification.Mutation;

/// <summary>The nets of a module that its outputs and instances depend on, now or later; the rest nobody
/// sees.</summary>
internal sealed class LiveNets
{
    // A bit of their output depends on the same bit of every input that is as wide.
    private static readonly HashSet<string> Bitwise = ["$mux", "$and", "$or", "$xor", "$not", "$dff"];

    private readonly HashSet<int> _live = [];
    private readonly Stack<int> _open = [];

    private LiveNets()
    {
    }

    /// <summary>The live nets of a module as Yosys's JSON has it.</summary>
    public static LiveNets Of(JsonObject module)
    {
        var nets = new LiveNets();
        var cells = module["cells"]!.AsObject().Select(cell => cell.Value!.AsObject()).ToList();
        var drivers = cells.SelectMany(cell => Ports(cell, "output")
                .SelectMany(port => port.Bits.Select((bit, index) => (bit, Driver: (Cell: cell, Index: index, Width: port.Bits.Count)))))
            .Where(pair => Net(pair.bit) is not null)
            .ToDictionary(pair => Net(pair.bit)!.Value, pair => pair.Driver);
        foreach (var port in module["ports"]!.AsObject().Select(port => port.Value!.AsObject()))
        {
            if (port["direction"]!.GetValue<string>() == "output")
            {
                nets.Add(port["bits"]!.AsArray());
            }
        }

        // What instances and memories do with what they get is not looked into.
        foreach (var port in cells.Where(IsOpaque).SelectMany(cell => Ports(cell, "input")))
        {
            nets.Add(port.Bits);
        }

        while (nets._open.TryPop(out var net))
        {
            if (drivers.TryGetValue(net, out var driver))
            {
                nets.AddInputs(driver.Cell, driver.Index, driver.Width);
            }
        }

        return nets;
    }

    /// <summary>True if the net of a bit, as a connection has it, is live.</summary>
    public bool Contains(JsonNode? bit) => Net(bit) is { } net && _live.Contains(net);

    private void AddInputs(JsonObject cell, int index, int width)
    {
        foreach (var (_, bits) in Ports(cell, "input"))
        {
            if (Bitwise.Contains(Type(cell)) && bits.Count == width)
            {
                Add(bits[index]);
            }
            else
            {
                Add(bits);
            }
        }
    }

    private void Add(JsonArray bits)
    {
        foreach (var bit in bits)
        {
            Add(bit);
        }
    }

    private void Add(JsonNode? bit)
    {
        if (Net(bit) is { } net && _live.Add(net))
        {
            _open.Push(net);
        }
    }

    // Constants are strings.
    private static int? Net(JsonNode? bit) =>
        bit is JsonValue value && value.TryGetValue<int>(out var net) ? net : null;

    private static bool IsOpaque(JsonObject cell) =>
        Type(cell)[0] != '$' || Type(cell).StartsWith("$mem", StringComparison.Ordinal);

    private static string Type(JsonObject cell) => cell["type"]!.GetValue<string>();

    private static IEnumerable<(string Name, JsonArray Bits)> Ports(JsonObject cell, string direction) =>
        cell["connections"]!.AsObject()
            .Where(port => cell["port_directions"]![port.Key]!.GetValue<string>() == direction)
            .Select(port => (port.Key, port.Value!.AsArray()));
}
