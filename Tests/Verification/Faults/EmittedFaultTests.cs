// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Faults;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Faults;

public sealed class EmittedFaultTests
{
    // Small, so that a build takes seconds; all that can go wrong is in it.
    private static readonly HardwareConfig Config =
        new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Word = 16 };

    private static readonly CoSimulationOptions Options = new()
    {
        Batches = 100,
        MaxRows = 40,
        RefusedPercent = 10,
        DamagedPercent = 40,
        Patience = 300,
        Waveforms = false,
        Simulation = new SimulationOptions { Optimization = 0 },
    };

    private static readonly Design Design = new DesignEmitter().Emit(Config);

    [Fact]
    public void The_design_without_a_fault_agrees_with_the_golden_model() =>
        Assert.Null(FaultRunner.Seeds
            .Select(seed => CoSimulation.Run(Design, Options with { Seed = seed }).Failure)
            .FirstOrDefault(failure => failure is not null)?.ToString());

    [Fact]
    public void Every_fault_in_the_encoder_is_caught() => AllAreCaught(EncoderFaults.All, Halves.Encoder);

    [Fact]
    public void Every_fault_in_the_decoder_is_caught() => AllAreCaught(DecoderFaults.All, Halves.Decoder);

    [Fact]
    public void Faults_have_names_of_their_own_and_there_are_enough_of_them()
    {
        var names = EncoderFaults.All.Concat(DecoderFaults.All).Concat(TableFaults.All).Select(fault => fault.Id).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.True(names.Count >= 20);
    }

    [Fact]
    public void The_documentation_lists_these_faults()
    {
        var rows = EncoderFaults.All.Concat(DecoderFaults.All).Concat(TableFaults.All).Select(
            fault => $"| `{fault.Id}` | {fault.Kind} | {fault.Breaks} | ");
        var listed = File.ReadAllLines(Repository.Path("docs", "verification.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line[..(line.TrimEnd(' ', '|').LastIndexOf('|') + 2)]);
        Assert.Equal(rows, listed);
    }

    private static void AllAreCaught(IReadOnlyList<Fault> faults, Halves half)
    {
        var outcomes = FaultRunner.Run(Design, faults, Options with { Halves = half });
        Assert.Equal(faults.Count, outcomes.Count);
        Assert.Empty(outcomes.Where(outcome => !outcome.Caught).Select(outcome => outcome.ToString()));
    }
}
