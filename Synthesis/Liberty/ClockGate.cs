// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis.Liberty;

/// <summary>A library's cell that lets the clock through where an enable, taken while the clock is low, says so.</summary>
/// <param name="Name">The cell.</param>
/// <param name="Clock">Its pin for the clock.</param>
/// <param name="Enable">Its pin for the enable.</param>
/// <param name="Output">Its pin for the gated clock.</param>
/// <param name="FlipFlops">How many flip-flops it may drive: what its output may be loaded with, over what the
/// heaviest clock pin of a flip-flop is.</param>
/// <remarks>Liberty User Guide, volume 1: <c>clock_gating_integrated_cell : latch_posedge</c>, which has no pin for
/// tests.</remarks>
public sealed record ClockGate(string Name, string Clock, string Enable, string Output, int FlipFlops)
{
    // Where the library does not say.
    private const int UsualFlipFlops = 32;

    /// <summary>The smallest such cell of a library; null if it has none.</summary>
    /// <param name="library">The library's group.</param>
    /// <param name="number">Reads a number.</param>
    internal static ClockGate? Find(LibertyGroup library, Func<LibertyValue, string, double> number)
    {
        var clockPins = library.Groups("cell").Where(cell => cell.Has("ff"))
            .SelectMany(cell => cell.Groups("pin")).Where(pin => IsTrue(pin["clock"]))
            .Select(pin => Value(pin, "capacitance")).OfType<double>().ToList();
        var gate = library.Groups("cell")
            .Where(cell => cell["clock_gating_integrated_cell"]?.Text == "latch_posedge" && !IsTrue(cell["dont_use"]))
            .MinBy(cell => Value(cell, "area"));
        if (gate is null || Pin("clock_gate_clock_pin") is not { } clock || Pin("clock_gate_enable_pin") is not { } enable
            || Pin("clock_gate_out_pin") is not { } output)
        {
            return null;
        }

        var most = Value(output, "max_capacitance") is { } load && clockPins.Count > 0 && clockPins.Max() > 0
            ? Math.Max(1, (int)(load / clockPins.Max()))
            : UsualFlipFlops;
        return new ClockGate(gate.Argument, clock.Argument, enable.Argument, output.Argument, most);

        LibertyGroup? Pin(string mark) => gate.Groups("pin").FirstOrDefault(pin => IsTrue(pin[mark]));

        double? Value(LibertyGroup group, string name) => group[name] is { } value ? number(value, name) : null;
    }

    private static bool IsTrue(LibertyValue? value) => value?.Text == "true";
}
