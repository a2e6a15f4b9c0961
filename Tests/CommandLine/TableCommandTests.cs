// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class TableCommandTests : IDisposable
{
    private static readonly string Sample = Repository.Path("samples", "bitlengths.json");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Generate_writes_a_table_and_checks_it()
    {
        CommandRun.Succeeds("generate", "-c", Sample, "-o", _folder["rtl"]);
        CommandRun.Succeeds("generate", "-c", Sample, "--check", "-o", _folder["rtl"]);
        Assert.Single(Directory.EnumerateFiles(_folder["rtl"], "sfp_layer_table_*.v"));
        Assert.True(File.Exists(Path.Combine(_folder["rtl"], "layer_table.json")));

        // Hardware without a table takes its place.
        CommandRun.Succeeds("generate", "-o", _folder["rtl"]);
        CommandRun.Succeeds("generate", "--check", "-o", _folder["rtl"]);
    }

    [Fact]
    public void Generate_writes_the_frozen_form_and_checks_it()
    {
        CommandRun.Succeeds("generate", "-c", Sample, "--frozen", "-o", _folder["rtl"]);
        CommandRun.Succeeds("generate", "-c", Sample, "--frozen", "--check", "-o", _folder["rtl"]);
        Assert.Equal(10, Directory.EnumerateDirectories(_folder["rtl"]).Count());
        File.AppendAllText(Path.Combine(_folder["rtl"], "layer_table.json"), " ");
        Assert.Equal(ExitCode.CheckFailed, CommandRun.Of("generate", "-c", Sample, "--frozen", "--check", "-o", _folder["rtl"]).Code);
    }

    [Fact]
    public void Hardware_beside_the_lengths_says_what_is_generated()
    {
        var hardware = _folder.Write("hardware.json", """{ "schemaVersion": 1, "prefix": "my", "lanes": 1 }""");
        var lengths = _folder.Write("bitlengths.json", """{ "schemaVersion": 1, "layers": [ { "match": "a" } ] }""");
        var run = CommandRun.Succeeds("generate", "-c", lengths, "--hardware", hardware, "-o", _folder["rtl"]);
        Assert.Contains("my_table_codec_t1_", run.Output, StringComparison.Ordinal);
        Assert.Contains("_fp32_l1_r8_w32", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_that_look_at_hardware_look_at_the_table()
    {
        Assert.Contains("_t6_", CommandRun.Succeeds("lint", "-c", Sample).Output, StringComparison.Ordinal);
        Assert.Contains("1 proved", CommandRun.Succeeds("prove", "-c", Sample, "--only", "layer_table").Output, StringComparison.Ordinal);
        Assert.Contains("6 proved", CommandRun.Succeeds("prove", "-c", Sample, "--only", "layer_lookup").Output, StringComparison.Ordinal);
        Assert.Contains("equal", CommandRun.Succeeds("simulate", "-c", Sample, "--batches", "3").Output, StringComparison.Ordinal);
        Assert.Contains("0 survived, 0 unknown", CommandRun.Succeeds("mutate", "-c", Sample, "-n", "10", "--only", "layer_table").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_go_together_are_refused()
    {
        var frozen = _folder.Write("frozen.json", """{ "schemaVersion": 1, "frozen": { "mantissa": 3 } }""");
        var hardware = _folder.Write("hardware.json", """{ "schemaVersion": 1 }""");
        var many = _folder.Write("many.json", $$"""{ "schemaVersion": 1, "layers": [ {{string.Join(',', Enumerable.Range(0, 65).Select(n => $$"""{ "match": "l{{n}}", "mantissa": {{n % 24}}, "coder": "{{Names.Of((Coder)(n / 24))}}" }"""))}} ] }""");
        var pattern = _folder.Write("pattern.json", """{ "schemaVersion": 1, "layers": [ { "match": "re:a.*" } ] }""");
        var output = _folder["rtl"];
        CommandRun.Fails(ExitCode.Usage, "--hardware stands beside a bitlengths.json only", "generate", "--hardware", hardware, "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--hardware stands beside a bitlengths.json only", "lint", "-c", hardware, "--hardware", hardware);
        CommandRun.Fails(ExitCode.Input, "frozen is there, must be absent", "generate", "-c", Sample, "--hardware", frozen, "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--frozen takes its lengths from a bitlengths.json", "generate", "--frozen", "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--frozen takes its lengths from a bitlengths.json", "generate", "-c", hardware, "--frozen", "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--frozen takes its lengths from a bitlengths.json", "generate", "--catalogue", "--frozen", "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--catalogue and --config exclude each other", "generate", "--catalogue", "-c", Sample, "-o", output);
        CommandRun.Fails(ExitCode.Usage, "--c and --frozen exclude each other", "generate", "--c", "--frozen", "-o", output);
        CommandRun.Fails(ExitCode.Input, "has 65 different descriptors, must be 64 or fewer with --frozen", "generate", "-c", many, "--frozen", "-o", output);
        CommandRun.Fails(ExitCode.Input, "pattern.json:1: layers[0].match is 're:a.*', must be a name", "prove", "-c", pattern);
        CommandRun.Fails(ExitCode.Input, "no such file", "generate", "-c", _folder["none.json"], "-o", output);
        Assert.False(Directory.Exists(output));
    }
}
