// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine.Packaging;

public sealed class FiguresTests : IDisposable
{
    private const string Report = """
        [{ "module": "sfp_encoder_bf16_l2_r2_w16_fixed_truncate", "target": "ice40", "luts": 1234, "flipFlops": 567, "logicCells": 1300,
           "blockRams": 0, "fmaxMHz": { "seeds": [50.5, 60.25, 70], "median": 60.25, "best": 70 },
           "criticalPath": { "from": { "path": "a", "module": "m", "stage": "port" }, "to": { "path": "b", "module": "m", "stage": "port" },
           "nanoseconds": 16.6, "cells": 9 }, "latencyClocks": 5 }]
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _config;

    public FiguresTests() => _config = _folder.Write(
        "config.json",
        """{ "schemaVersion": 1, "container": "bf16", "lanes": 2, "rows": 2, "word": 16, "coders": ["fixed"], "roundings": ["truncate"] }""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_datasheet_has_figures_only_if_they_are_given_and_says_what_made_them()
    {
        Package();
        Assert.DoesNotContain("Area and clock", Sheet(), StringComparison.Ordinal);
        Package("--figures", _folder.Write("ice40.json", Report));
        Assert.Contains($"Made by `rtlgen synth -c {_config} --target ice40 --seeds 3 --json`", Sheet(), StringComparison.Ordinal);
        Assert.Contains("| 1,234 | 567 | 1,300 | 0 | 60.25 |", Sheet(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "must have the modules of one run")]
    [InlineData("{", ":1: is not what rtlgen synth --json writes")]
    [InlineData("[{ \"module\": \"x\" }]", "is not what rtlgen synth --json writes")]
    [InlineData(null, "module is 'sfp_encoder_fp32', must be one of bf16_l2_r2_w16_fixed_truncate")]
    public void Wrong_figures_are_refused_and_nothing_is_written(string? text, string expected)
    {
        var file = _folder.Write("wrong.json", text ?? Report.Replace("bf16_l2_r2_w16_fixed_truncate", "fp32", StringComparison.Ordinal));
        CommandRun.Fails(ExitCode.Input, expected, "generate", "--package", "-c", _config, "--figures", file, "-o", _folder["out"]);
        CommandRun.Fails(
            ExitCode.Input, "no such file", "generate", "--package", "-c", _config, "--figures", _folder["none"], "-o", _folder["out"]);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private void Package(params string[] options) =>
        CommandRun.Succeeds(["generate", "--package", "-c", _config, .. options, "-o", _folder["out"]]);

    private string Sheet() => File.ReadAllText(Directory.EnumerateFiles(_folder["out/doc"], "*.md").Single());
}
