// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Mutation;

/// <summary>A module turned inside out: registers, memories' ports and instances become ports of a function.</summary>
/// <remarks>
/// What such a cell gives, the function takes; what it takes, the function gives. Two modules with the same cells and
/// the same function are the same system of equations, so they behave the same for all time, whatever the cells do.
/// What a register gets is left out where nobody ever sees what it holds.
/// </remarks>
/// <param name="Module">The module without cells that remember, and its ports.</param>
/// <param name="Json">Its netlist, as Yosys reads it.</param>
internal sealed record EvertedModule(EmittedModule Module, string Json)
{
    private static readonly string[] Clocks = ["CLK", "clk_i", "aclk"];

    /// <summary>Turns a module inside out.</summary>
    /// <param name="json">A netlist that Yosys wrote.</param>
    /// <param name="name">The module.</param>
    public static EvertedModule Of(string json, string name)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var module = root["modules"]![name]!.AsObject();
        var ports = module["ports"]!.AsObject();
        var cells = module["cells"]!.AsObject();
        var live = LiveNets.Of(module);
        foreach (var (cell, number) in cells.Where(IsEverted).Select((cell, number) => (cell, number)).ToList())
        {
            var directions = cell.Value!["port_directions"]!.AsObject();
            foreach (var (port, bits) in cell.Value["connections"]!.AsObject())
            {
                var isInput = directions[port]!.GetValue<string>() == "output";
                var seen = isInput ? bits!.AsArray() : Seen(bits!.AsArray(), cell.Value, live);
                if (seen.Count > 0 && !Clocks.Contains(port) && port != MutantModels.Select)
                {
                    Add(module, string.Create(CultureInfo.InvariantCulture, $"cell{number}.{port}"), isInput, seen);
                }
            }

            cells.Remove(cell.Key);
        }

        module.Remove("memories");
        root["modules"] = new JsonObject { [name] = module.DeepClone() };
        var list = ports.Select(port => new Port(
            port.Key, port.Value!["direction"]!.GetValue<string>() == "input", port.Value["bits"]!.AsArray().Count));
        return new EvertedModule(new EmittedModule(name, [.. list], ""), root.ToJsonString());
    }

    private static JsonArray Seen(JsonArray bits, JsonNode cell, LiveNets live)
    {
        if (cell["type"]!.GetValue<string>() != "$dff")
        {
            return bits;
        }

        var held = cell["connections"]!["Q"]!.AsArray();
        return [.. bits.Where((_, bit) => bits.Count != held.Count || live.Contains(held[bit])).Select(bit => bit!.DeepClone())];
    }

    // Instances have a module's name as their type; of Yosys's own cells those that remember.
    private static bool IsEverted(KeyValuePair<string, JsonNode?> cell)
    {
        var type = cell.Value!["type"]!.GetValue<string>();
        return type[0] != '$' || type.Contains("dff", StringComparison.Ordinal)
            || type.StartsWith("$mem", StringComparison.Ordinal) || type.Contains("latch", StringComparison.Ordinal);
    }

    private static void Add(JsonObject module, string name, bool isInput, JsonNode bits)
    {
        module["ports"]![name] = new JsonObject
        {
            ["direction"] = isInput ? "input" : "output",
            ["bits"] = bits.DeepClone(),
        };
        module["netnames"]![name] = new JsonObject
        {
            ["hide_name"] = 0,
            ["bits"] = bits.DeepClone(),
            ["attributes"] = new JsonObject(),
        };
    }
}
