// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Tests.Verification.Faults;
using Rtlgen.Verification.Hardware;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Hardware;

public sealed class LayerHardwareTests
{
    private const int Count = 45;

    private static readonly SimulationOptions Quick = new() { Optimization = 0 };
    private static readonly HardwareConfig Config = LayerTables.Sample;
    private static readonly Design Design = new DesignEmitter().Emit(Config);

    [Fact]
    public void A_table_codes_every_tensor_as_its_descriptor_says()
    {
        using var hardware = LayerHardware.Of(Design, Quick);
        var results = RunAll(hardware);
        Assert.All(results, result => Assert.Null(result.Difference));
        Assert.All(results, result => Assert.Equal(1, result.EncoderRowsPerClock));
        Assert.All(results, result => Assert.Equal(1, result.DecoderRowsPerClock));
    }

    [Fact]
    public void The_frozen_form_codes_every_tensor_with_its_own_design_and_another_order_of_designs_is_noticed()
    {
        var few = Config with { Table = new(Config.Table!.Entries.Take(2), null) };
        var set = FrozenSet.Of(few);
        var designs = set.Instances.Select(new DesignEmitter().Emit).ToList();
        using var hardware = LayerHardware.Of(set, designs, Quick);
        Assert.All(RunAll(hardware, few), result => Assert.Null(result.Difference));
        using var swapped = LayerHardware.Of(set, [designs[1], designs[0]], Quick);
        Assert.All(RunAll(swapped, few), result => Assert.NotNull(result.Difference));
        using var one = LayerHardware.Of(set, [designs[0]], Quick);
        Assert.Equal("instance_table has no layer 0, kind 1", RunAll(one, few)[1].Difference);
    }

    [Fact]
    public void A_wrong_record_is_noticed_at_its_tensor_and_at_no_other()
    {
        var fault = TableFaults.All.Single(fault => fault.Id == "table-entry");
        using var hardware = LayerHardware.Of(fault.Apply(Design), Quick);
        var results = RunAll(hardware);
        var wrong = Config.Table!.Entries.Zip(results).Where(pair => pair.Second.Difference is not null).ToList();
        Assert.Equal((1, "conv2"), (Assert.Single(wrong).First.Layer, wrong[0].First.Name));
        Assert.Matches("m_axis_(data|metadata)", wrong[0].Second.Difference);
    }

    [Fact]
    public void A_record_that_is_not_there_is_noticed_at_its_tensor()
    {
        var fault = TableFaults.All.Single(fault => fault.Id == "table-address");
        using var hardware = LayerHardware.Of(fault.Apply(Design), Quick);
        var missing = Assert.Single(RunAll(hardware), result => result.Difference is not null);
        Assert.Equal("layer_table has no layer 3, kind 1", missing.Difference);
    }

    [Theory]
    [InlineData("adapt-window-start", "of value (?<value>[0-9]+), group")]
    [InlineData("restore-low", "^m_axis_values word [0-9]+: .*; value (?<value>[0-9]+), group")]
    public void A_fault_in_either_half_is_noticed_and_the_difference_names_the_value(string id, string expected)
    {
        var fault = EncoderFaults.All.Concat(DecoderFaults.All).Single(fault => fault.Id == id);
        using var hardware = LayerHardware.Of(fault.Apply(Design), Quick);
        var differences = RunAll(hardware).Select(result => result.Difference).OfType<string>().ToList();
        Assert.Contains(differences, what => Regex.Match(what, expected) is { Success: true } match
            && int.Parse(match.Groups["value"].Value, null) < Count);
    }

    // The values are random; which ones depends on the tensor alone.
    private static List<LayerTensorResult> RunAll(LayerHardware hardware, HardwareConfig? config = null) =>
    [
        .. (config ?? Config).Table!.Entries.Select((entry, place) => hardware.Run(
            entry, new RandomTensors(Config, new Random(place)).NextValues(entry.Descriptor, Count))),
    ];
}
