// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Verification.Simulation.Checks;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen simulate [-c CONFIG]</c>: random tensors through the hardware, held to the golden
/// model.</summary>
internal static class SimulateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var hardware = new HardwareOptions();
        var defaults = new CoSimulationOptions();
        var seed = Inputs.Number("--seed", 0, int.MaxValue, "Chooses tensors and stalls", "1 if absent");
        var first = Inputs.Number("--first-batch", 0, int.MaxValue, "Number of the first batch", "0 if absent");
        var batches = Inputs.Number("--batches", 1, int.MaxValue, "Batches of tensors", "20 if absent");
        var corners = new Option<bool>("--corners")
        {
            Description = "Run the batches where one lane, bit or byte by itself decides, instead of random ones",
        };
        var json = Inputs.Json();
        var simulate = new Command(
            "simulate", "Run random tensors through the generated hardware and compare with the golden model")
        {
            seed, first, batches, corners, json,
        };
        hardware.AddTo(simulate);
        simulate.SetAction(parsed =>
        {
            var cornersOnly = parsed.GetValue(corners);
            var command = "./rtlgen simulate" + hardware.Given(parsed);
            var options = defaults with
            {
                Corners = cornersOnly,
                Seed = parsed.GetValue(seed) ?? defaults.Seed,
                FirstBatch = parsed.GetValue(first) ?? 0,
                Cancellation = terminal.Cancellation,
                Batches = parsed.GetValue(batches) ?? (cornersOnly ? int.MaxValue : defaults.Batches),
                Command = cornersOnly ? command + " --corners" : command,
            };
            var design = hardware.Emit(parsed);
            var result = CoSimulation.Run(design, options);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new SimulateReport(
                    design.Config.DesignName, options.Seed, result.Tensors, result.Values, result.Clocks, result.Failure?.ToString()));
            }
            else
            {
                terminal.Out.WriteLine(result.Failure?.ToString()
                    ?? $"{design.Config.DesignName}: {TextTable.Count(result.Tensors)} tensors, {TextTable.Count(result.Values)} values, "
                    + $"{TextTable.Count(result.Clocks)} clocks, seed {options.Seed}: equal");
            }

            return (int)(result.Failure is null ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return simulate;
    }

    private sealed record SimulateReport(
        string Configuration, int Seed, long Tensors, long Values, long Clocks, string? Failure);
}
