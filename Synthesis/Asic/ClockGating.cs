// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.Synthesis.Asic;

/// <summary>Gates the clock of registers that hold their value, in place of a multiplexer in front of each
/// flip-flop.</summary>
/// <remarks>
/// What every flow for standard cells does, and Yosys 0.23 does not. It works on the netlist of generic gates, which has
/// flip-flops with enable and without, and nothing else that holds a bit. Flip-flops of one clock and one enable share
/// gates, as many on each as the cell may drive.
/// </remarks>
internal static class ClockGating
{
    /// <summary>Flip-flops below which a gate is not worth its area.</summary>
    public const int FewestFlipFlops = 4;

    private const string Held = "$_DFFE_PP_";
    private const string Free = "$_DFF_P_";

    /// <summary>Puts gates into a netlist.</summary>
    /// <param name="netlist">What <c>write_json</c> of Yosys wrote.</param>
    /// <param name="top">The module.</param>
    /// <param name="gate">The cell.</param>
    /// <returns>The netlist, for <c>read_json</c>.</returns>
    /// <exception cref="InvalidDataException">The netlist has no such module.</exception>
    public static string Insert(string netlist, string top, ClockGate gate)
    {
        var root = JsonNode.Parse(netlist)!;
        var module = root["modules"]?[top] ?? throw new InvalidDataException($"the netlist has no module {top}");
        var cells = module["cells"]!.AsObject();
        var groups = cells.Select(cell => cell.Value!.AsObject()).Where(cell => (string?)cell["type"] == Held)
            .GroupBy(cell => (Clock: Bit(cell, "C"), Enable: Bit(cell, "E")))
            .Where(group => group.Count() >= FewestFlipFlops).ToList();
        var (free, gates) = (FirstFreeBit(module), 0);
        foreach (var group in groups)
        {
            var count = ((group.Count() - 1) / gate.FlipFlops) + 1;
            foreach (var share in group.Chunk(((group.Count() - 1) / count) + 1))
            {
                var output = free + gates;
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"$clock_gate${gates}"), Instance(gate, group.Key, output));
                foreach (var flipFlop in share)
                {
                    Attach(flipFlop, output);
                }

                gates++;
            }
        }

        return root.ToJsonString();
    }

    /// <summary>The cell as Yosys has to know it.</summary>
    public static string BlackBox(ClockGate gate) =>
        $"(* blackbox *) module {gate.Name} (input {gate.Clock}, input {gate.Enable}, output {gate.Output}); endmodule\n";

    private static JsonObject Instance(ClockGate gate, (string Clock, string Enable) group, int output) => new()
    {
        ["hide_name"] = 1,
        ["type"] = gate.Name,
        ["parameters"] = new JsonObject(),
        ["attributes"] = new JsonObject(),
        ["port_directions"] = new JsonObject { [gate.Clock] = "input", [gate.Enable] = "input", [gate.Output] = "output" },
        ["connections"] = new JsonObject
        {
            [gate.Clock] = new JsonArray(JsonNode.Parse(group.Clock)),
            [gate.Enable] = new JsonArray(JsonNode.Parse(group.Enable)),
            [gate.Output] = new JsonArray(output),
        },
    };

    private static void Attach(JsonObject flipFlop, int clock)
    {
        flipFlop["type"] = Free;
        flipFlop["connections"]!["C"] = new JsonArray(clock);
        flipFlop["connections"]!.AsObject().Remove("E");
        flipFlop["port_directions"]?.AsObject().Remove("E");
    }

    // Bits are numbers, constants are texts: as JSON both tell which net it is.
    private static string Bit(JsonObject cell, string pin) => cell["connections"]![pin]![0]!.ToJsonString();

    private static int FirstFreeBit(JsonNode module) => 1 + module["netnames"]!.AsObject()
        .SelectMany(net => net.Value!["bits"]!.AsArray())
        .Where(bit => bit!.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        .Max(bit => (int)bit!);
}
