// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Mutation;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Mutation;

public sealed class MutationRunTests
{
    // Small, so that a build takes seconds.
    private static readonly HardwareConfig Config =
        new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Word = 16 };

    private static readonly Design Design = new DesignEmitter().Emit(Config);

    private static readonly MutationOptions Options = new() { Simulation = new SimulationOptions { Optimization = 0 } };

    // A word's bit is wrong; nobody reads what u_shape says of it; a field is wrong that pads have only.
    private static readonly Mutant[] Mutants =
    [
        At(1, "encoder", "inv", "u_data_packer", "out_data_o", 0),
        At(2, "row_request", "const0", "u_shape", "coded_o", 0),
        At(3, "row_request", "inv", "u_meta_unpacker", "out_bits_o", 15),
    ];

    private static readonly Lazy<MutationRun> Run = new(() => MutationRun.Prepare(Design, Options, Mutants));

    [Fact]
    public void A_fatal_mutant_is_killed_by_simulation()
    {
        var result = Run.Value.Try(Mutants[0]);
        Assert.Equal(MutantOutcome.KilledBySimulation, result.Outcome);
        Assert.Equal("encoder", result.Kind);
        Assert.Contains("m_axis_data", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mutant_that_changes_nothing_is_proved_equivalent() =>
        Assert.Equal(MutantOutcome.Equivalent, Run.Value.Try(Mutants[1]).Outcome);

    [Fact]
    public void What_registers_hold_that_nobody_reads_does_not_count() =>
        Assert.Equal(MutantOutcome.Equivalent, Run.Value.Try(Mutants[2]).Outcome);

    [Fact]
    public void A_proof_without_time_is_unknown_and_no_kill()
    {
        var hasty = Options with { Timeout = TimeSpan.FromTicks(1) };
        var result = MutationRun.Prepare(Design, hasty, Mutants).Try(Mutants[1]);
        Assert.Equal(MutantOutcome.Unknown, result.Outcome);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_mutants() =>
        Assert.Equal(Mutants, Run.Value.TryAll().Select(result => result.Mutant));

    [Fact]
    public void The_same_seed_draws_the_same_mutants_and_none_in_clocks()
    {
        var netlist = BaseNetlist.Of(Design, FolderCache.Default);
        var drawn = netlist.Draw(300, 5);
        Assert.Equal(drawn, netlist.Draw(300, 5));
        Assert.NotEqual(drawn, netlist.Draw(300, 6));
        Assert.Equal(Enumerable.Range(1, 300), drawn.Select(mutant => mutant.Id));
        Assert.DoesNotContain(drawn, mutant => mutant.IsInClock);
        Assert.All(netlist.Draw(5, 1, Config.ModuleName("rotate16")), mutant => Assert.Equal(Config.ModuleName("rotate16"), mutant.Module));
    }

    [Fact]
    public void Every_instance_of_every_module_gets_the_select()
    {
        var netlist = BaseNetlist.Of(Design, FolderCache.Default);
        var commands = netlist.Thread(null, MutantModels.Select, MutantModels.SelectWidth).ToList();
        Assert.Equal("add -input mutsel 16", commands[0]);
        Assert.Contains("connect -port g_merge[1].u_merge mutsel mutsel", commands);
        Assert.Equal(netlist.Instances.Count, commands.Count(command => command.StartsWith("connect ", StringComparison.Ordinal)));
        Assert.Equal(
            Design.Modules.Count, netlist.Under(Design.Encoder.Name).Union(netlist.Under(Design.Decoder.Name)).Count());
    }

    [Fact]
    public void A_design_that_fails_without_a_mutant_is_refused()
    {
        var broken = Design.Modules.Select(module => module with { Text = module.Text.Replace("left == 6'd0", "left == 6'd1", StringComparison.Ordinal) });
        var exception = Assert.Throws<UnmutatedDesignException>(() =>
            MutationRun.Prepare(Design with { Modules = [.. broken] }, Options, []));
        Assert.StartsWith($"{Config.Name} fails without a mutant: ", exception.Message, StringComparison.Ordinal);
    }

    private static Mutant At(int id, string kind, string mode, string cell, string port, int bit) =>
        new(id, Config.ModuleName(kind), mode, cell, port, bit, null, null, "");
}
