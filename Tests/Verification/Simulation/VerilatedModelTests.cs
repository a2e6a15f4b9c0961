// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation;

public sealed class VerilatedModelTests
{
    [Fact]
    public void A_combinational_module_with_wide_ports_computes()
    {
        using var adder = VerilatedModel.Build(Fixtures.Adder, [Fixtures.Adder]).CreateInstance();
        var left = adder.Layout.Input("left_i").Offset;
        var right = adder.Layout.Input("right_i").Offset;
        var sum = adder.Layout.Output("sum_o").Offset;
        adder.Inputs.Slice(left, 4).Fill(uint.MaxValue);
        adder.Inputs[right] = 1;
        adder.Set("narrow_i", 0x12_3456_789a);
        adder.Set("bit_i", 0xfe);

        adder.Evaluate();

        Assert.Equal([0u, 0, 0, 16], adder.Outputs.Slice(sum, 4).ToArray());
        Assert.Equal(0xed_cba9_8765u, adder.Get("narrow_o"));
        Assert.Equal(1u, adder.Get("bit_o"));
    }

    [Fact]
    public void Outputs_are_sampled_before_the_edge()
    {
        using var counter = VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]).CreateInstance();
        counter.Clock();
        counter.Set("aresetn", 1);
        counter.Set("enable_i", 1);
        for (var cycle = 0u; cycle < 1000; cycle++)
        {
            counter.Clock();
            Assert.Equal(cycle, counter.Get("count_o"));
        }

        Assert.Equal(1001, counter.Cycle);
    }

    [Fact]
    public void An_input_can_have_one_value_in_all_instances()
    {
        using var counter =
            VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]).With("enable_i", 1).CreateInstance();
        counter.Clock();
        counter.ClearInputs();
        counter.Set("aresetn", 1);
        counter.Clock();
        counter.Clock();
        Assert.Equal(1u, counter.Get("count_o"));
        Assert.Throws<ArgumentException>(
            () => VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]).With("enabled_i", 1));
    }

    [Fact]
    public void Registers_start_at_random_so_that_a_missing_reset_is_noticed()
    {
        var model = VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]);
        var starts = Enumerable.Range(1, 8).Select(seed =>
        {
            using var counter = model.CreateInstance(seed);
            counter.Set("aresetn", 1);
            counter.Evaluate();
            return counter.Get("count_o");
        });

        Assert.True(starts.Distinct().Count() > 4);
    }

    [Fact]
    public void Instances_of_one_model_do_not_share_state()
    {
        var model = VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]);
        using var one = model.CreateInstance();
        using var other = model.CreateInstance();
        foreach (var counter in new[] { one, other })
        {
            counter.Clock();
            counter.Set("aresetn", 1);
        }

        one.Set("enable_i", 1);
        one.Clock();
        one.Evaluate();
        other.Evaluate();

        Assert.Equal((1u, 0u), (one.Get("count_o"), other.Get("count_o")));
    }

    [Fact]
    public void The_tracing_flavour_writes_a_waveform()
    {
        var model = VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter], new SimulationOptions { Trace = true });
        var path = Path.Combine(Directory.CreateTempSubdirectory("rtlgen").FullName, "counter.vcd");
        using (var counter = model.CreateInstance())
        {
            counter.TraceTo(path);
            counter.Clock();
            counter.Set("aresetn", 1);
            counter.Set("enable_i", 1);
            counter.Clock();
        }

        Assert.Contains("count_q", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_flavour_refuses_to_trace()
    {
        using var counter = VerilatedModel.Build(Fixtures.Counter, [Fixtures.Counter]).CreateInstance();
        var fault = Assert.Throws<SimulationException>(() => counter.TraceTo("never.vcd"));
        Assert.Contains("without waveforms", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_combinational_loop_is_an_exception_not_the_end_of_the_process()
    {
        var broken = Fixtures.Break(Fixtures.Adder, "= !bit_i", "= !bit_o || bit_i");
        using var loop = VerilatedModel.Build(broken, [broken]).CreateInstance();
        var fault = Assert.Throws<SimulationException>(loop.Evaluate);
        Assert.Contains("converge", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_error_is_quoted()
    {
        var broken = Fixtures.Break(Fixtures.Counter, "endmodule", "endmodul");
        var fault = Assert.Throws<ToolFailedException>(() => VerilatedModel.Build(broken, [broken]));
        Assert.Contains("syntax error", fault.Message, StringComparison.Ordinal);
        Assert.Contains("fixture_counter.v", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_that_are_not_the_modules_are_an_error()
    {
        var broken = Fixtures.Counter with { Ports = [.. Fixtures.Counter.Ports, new Port("missing_o", false, 8)] };
        var fault = Assert.Throws<ToolFailedException>(() => VerilatedModel.Build(broken, [broken]));
        Assert.Contains("missing_o", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_build_leaves_nothing_in_the_cache()
    {
        var cache = new FolderCache(Directory.CreateTempSubdirectory("rtlgen").FullName);
        var broken = Fixtures.Break(Fixtures.Counter, "endmodule", "endmodul");
        Assert.Throws<ToolFailedException>(
            () => VerilatedModel.Build(broken, [broken], new SimulationOptions { Cache = cache }));
        Assert.Empty(Directory.EnumerateDirectories(cache.Root));
    }
}
