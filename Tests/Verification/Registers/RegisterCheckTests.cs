// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Faults;
using Rtlgen.Verification.Lint;
using Rtlgen.Verification.Registers;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Registers;

public sealed class RegisterCheckTests
{
    private const int Clocks = 3000;

    private static readonly int[] Seeds = [.. Enumerable.Range(1, 12)];
    private static readonly SimulationOptions Fast = new() { Optimization = 0 };
    private static readonly Design Design = new DesignEmitter().Emit(RegisterConfigs.Small);

    private static readonly Fault[] Faults =
    [
        Of("address-late", "assign s_axi_awready = !index_valid_q;", "assign s_axi_awready = 1'b1;", "an address that waits for its data"),
        Of("data-late", "assign s_axi_wready  = !word_valid_q;", "assign s_axi_wready  = 1'b1;", "data that wait for their address"),
        Of("write-early", "wire write = index_valid_q && word_valid_q &&", "wire write = index_valid_q &&", "a write without data"),
        Of("response-lost", "(!response_valid_q || s_axi_bready);", "1'b1;", "a response that waits"),
        Of("strobes", "{8{strobe_q[3]}}, {8{strobe_q[2]}}", "{8{strobe_q[2]}}, {8{strobe_q[3]}}", "byte strobes"),
        Of("push-strobe", "wire encode_push = store && strobe_q[0] &&", "wire encode_push = store &&", "a write that leaves byte 0 alone"),
        Of("push-full", "accept = encode_free || !strobe_q[0];", "accept = 1'b1;", "a descriptor that waits"),
        Of("push-other", "accept = decode_free || !strobe_q[0];", "accept = encode_free || !strobe_q[0];", "which descriptor waits"),
        Of("push-order", "{decode_count_high_new[7:0], decode_count_low_q,", "{decode_count_high_q[7:0], decode_count_low_q,", "the count's high bits"),
        Of("refusal", "default: accept = 1'b0;", "default: accept = 1'b1;", "the refusal of writes"),
        Of("refused-read", "known = 1'b0;\n                shown", "known = 1'b1;\n                shown", "the refusal of reads"),
        Of("clear-strobe", "wire        clear = store && strobe_q[0] &&", "wire        clear = store &&", "a clear that leaves byte 0 alone"),
        Of("clear-halves", "encoder_clear_o = clear && word_q[0];", "encoder_clear_o = clear && word_q[1];", "which half is cleared"),
        Of("interrupt", "|(status & interrupt_enable_q);", "|status;", "the interrupt's mask"),
        Of("status-order", "        losses_i[1],\n        losses_i[0],", "        losses_i[0],\n        losses_i[1],", "the order of losses"),
        Of("alias", "case (s_axi_araddr[11:2])", "case ({5'b0, s_axi_araddr[6:2]})", "addresses that differ in high bits"),
        Of("read-waits", "if (s_axi_arready) begin\n            read_data_q", "if (s_axi_arvalid) begin\n            read_data_q", "read data that wait"),
        Of("reserved", "32'hffff0f1f;", "32'hffffffff;", "bits without a field", times: 2),
    ];

    [Fact]
    public void A_register_block_gives_what_its_model_gives_in_every_clock()
    {
        foreach (var config in (HardwareConfig[])[RegisterConfigs.Small, RegisterConfigs.Frozen])
        {
            var model = RegisterCheck.Build(new DesignEmitter().Emit(config), Fast)!;
            Assert.All(Seeds, seed => Assert.Null(RegisterCheck.Run(model, config, seed, Clocks)));
        }
    }

    [Fact]
    public void Every_fault_in_a_register_block_is_caught()
    {
        var survivors = OrderedParallel.Select(Faults, fault =>
        {
            var broken = RegisterCheck.Build(fault.Apply(Design), Fast)!;
            return Seeds.Any(seed => RegisterCheck.Run(broken, Design.Config, seed, Clocks) is not null) ? null : fault.Id;
        });
        Assert.Empty(survivors.OfType<string>());
    }

    [Fact]
    public void Co_simulation_of_a_design_with_registers_covers_them()
    {
        var options = new CoSimulationOptions { Batches = 3, Halves = Halves.Registers, Waveforms = false, Simulation = Fast };
        Assert.Null(CoSimulation.Run(Design, options).Failure);
        var failure = CoSimulation.Run(Faults.Single(fault => fault.Id == "strobes").Apply(Design), options).Failure;
        Assert.Equal(Design.Config.ModuleName("axil_registers"), failure!.Module);
    }

    [Fact]
    public void Three_parsers_accept_registers_around_any_hardware_without_a_word()
    {
        HardwareConfig[] hardware =
        [
            RegisterConfigs.Small, RegisterConfigs.Frozen, new() { Registers = true, HashNames = true },
            new HardwareConfig { Prefix = "twelve_chars", Container = Container.Bf16, Lanes = 32, Rows = 64, Word = 16, Registers = true }
                .Freeze(new Descriptor { Mantissa = 3, Exponent = 7, Low = 120, Coder = Coder.Bias, Bias = 127 }),
            new() { Container = Container.Fp16, Lanes = 1, Word = 16, Coders = [Coder.Fixed], Roundings = [Rounding.Truncate], Registers = true },
        ];
        Assert.Empty(LintCheck.Run([.. hardware.Select(new DesignEmitter().Emit)]).SelectMany(findings => findings).Select(finding => finding.ToString()));
    }

    private static Fault Of(string id, string find, string replace, string breaks, int times = 1) =>
        new(id, "axil_registers", find, replace, breaks, times);
}
