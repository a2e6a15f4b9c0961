// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.CommandLine;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class SynthTests
{
    private static readonly string[] Fields =
    [
        "module", "target", "liberty", "areaUm2", "gateEquivalents", "luts", "flipFlops", "fmaxMHz", "criticalPath",
        "bytesPerClock", "latencyClocks", "powerMw", "picojoulePerBit",
    ];

    [Fact]
    public void Standard_cells_have_every_field_and_no_look_up_tables()
    {
        var report = CommandRun.Succeeds("synth", "--module", "gecko_field", "--json").Json[0];
        Assert.All(Fields, field => Assert.True(report.TryGetProperty(field, out _), field));
        Assert.Equal("asic", report.GetProperty("target").GetString());
        Assert.Equal("osu018_stdcells", report.GetProperty("liberty").GetString());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("luts").ValueKind);
        Assert.True(report.GetProperty("gateEquivalents").GetDouble() > 10);
    }

    [Fact]
    public void An_fpga_has_every_field_and_a_clock_for_each_seed()
    {
        var report = CommandRun.Succeeds("synth", "--module", "gecko_field", "--target", "ice40", "--seeds", "2", "--json").Json[0];
        Assert.All(Fields, field => Assert.True(report.TryGetProperty(field, out _), field));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("areaUm2").ValueKind);
        Assert.Equal(2, report.GetProperty("fmaxMHz").GetProperty("seeds").GetArrayLength());
        Assert.True(report.GetProperty("luts").GetInt32() > 0);
    }

    [Fact]
    public void The_table_says_what_limits_the_clock_and_that_wires_are_not_in_it()
    {
        var output = CommandRun.Succeeds("synth", "--module", "gecko_field").Output;
        Assert.Contains("(gecko_field, port) to ", output, StringComparison.Ordinal);
        Assert.Contains("pre-layout, zero-wire", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--liberty does not go with --target ice40", "--target", "ice40", "--liberty", "x.lib")]
    [InlineData("--clock does not go with --target ice40", "--target", "ice40", "--clock", "100")]
    [InlineData("--seeds does not go with --target asic", "--seeds", "2")]
    [InlineData("--seeds is '0', must be 1 to 100", "--target", "ice40", "--seeds", "0")]
    [InlineData("--target is 'fpga', must be one of asic, ice40", "--target", "fpga")]
    [InlineData("--stages auto does not go with --target ice40", "--target", "ice40", "--stages", "auto")]
    [InlineData("--stages auto looks for a clock, --clock must be there", "--stages", "auto")]
    [InlineData("--stages is '7', must be auto or 3 to 6", "--stages", "7")]
    [InlineData("--module is 'none', must be a module of fp32_l8_r8_w32", "--module", "none")]
    [InlineData("--liberty is empty", "--liberty", "")]
    public void Options_that_make_no_sense_are_refused(string expected, params string[] options) =>
        CommandRun.Fails(ExitCode.Usage, expected, ["synth", .. options]);

    [Fact]
    public void The_fewest_stages_that_reach_a_clock_are_found_and_a_clock_that_none_reaches_is_refused()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("small.json", """{ "schemaVersion": 1, "container": "bf16", "lanes": 1, "coders": ["fixed"], "roundings": ["truncate"] }""");
        var reports = CommandRun.Succeeds("synth", "-c", config, "--stages", "auto", "--clock", "50", "--no-power", "--json").Json;
        Assert.All(reports.EnumerateArray(), report =>
        {
            Assert.Contains("_p3_fixed", report.GetProperty("module").GetString(), StringComparison.Ordinal);
            Assert.True(report.GetProperty("fmaxMHz").GetProperty("median").GetDouble() >= 50);
        });
        CommandRun.Fails(
            ExitCode.CheckFailed, "--clock is 90000, must be ", "synth", "-c", config, "--stages", "auto", "--clock", "90000", "--no-power");
    }

    [Fact]
    public void A_library_that_cannot_serve_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Fails(ExitCode.Input, "none.lib", "synth", "--module", "gecko_field", "--liberty", folder["none.lib"]);
        folder.Write("cut.lib", File.ReadAllText(CellLibrary.DefaultPath)[..20_000]);
        CommandRun.Fails(ExitCode.Input, "cut.lib:", "synth", "--module", "gecko_field", "--liberty", folder["cut.lib"]);
    }
}
