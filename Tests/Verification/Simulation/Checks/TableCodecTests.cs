// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class TableCodecTests
{
    private static readonly CoSimulationOptions Options = new()
    {
        Halves = Halves.Codec,
        Batches = HardwareConfigs.Full ? 1000 : 100,
        MaxRows = 40,
        Waveforms = false,
        Simulation = new SimulationOptions { Optimization = 0 },
    };

    public static TheoryData<string> Names => [.. Configurations.Keys];

    private static Dictionary<string, HardwareConfig> Configurations { get; } = new()
    {
        ["sample"] = LayerTables.Sample,
        ["all coders, 37 layers"] = LayerTables.Random(37, seed: 1),
        ["one layer, misses refused"] = LayerTables.Random(1, seed: 2, fallback: false),
        ["fixed alone"] = LayerTables.Random(
            4, seed: 3, fallback: true, new HardwareConfig { Container = Container.Fp16, Lanes = 3, Rows = 2, Word = 16, Coders = [Coder.Fixed] }),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_halves_code_every_tensor_as_the_table_says_under_any_pauses(string name)
    {
        var result = CoSimulation.Run(new DesignEmitter().Emit(Configurations[name]), Options);
        Assert.Null(result.Failure?.ToString());
        Assert.True(result.Tensors > 3 * Options.Batches && result.Values > 0);
    }

    [Fact]
    public void A_design_without_a_table_has_no_codec_to_simulate() =>
        Assert.Equal(0, CoSimulation.Run(new DesignEmitter().Emit(LayerTables.Small), Options).Tensors);
}
