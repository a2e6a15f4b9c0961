// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class ReportTests : IDisposable
{
    private static readonly string Sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measuring_with_a_coder_shows_that_coder_alone()
    {
        var all = CommandRun.Succeeds("measure", Sample, "--json").Json.GetProperty("total");
        var one = CommandRun.Succeeds("measure", Sample, "--coder", "bias", "--json").Json.GetProperty("total");
        Assert.Equal("peak", all.GetProperty("best").GetString());
        Assert.Equal("bias", one.GetProperty("best").GetString());
        var coder = Assert.Single(one.GetProperty("coders").EnumerateObject());
        Assert.Equal(all.GetProperty("coders").GetProperty("bias").ToString(), coder.Value.ToString());
        Assert.DoesNotContain(
            "peak", CommandRun.Succeeds("measure", Sample, "--coder", "bias").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Measuring_says_on_a_terminal_how_far_it_has_come_within_each_tensor()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Null, error, ShowProgress: true, CancellationToken.None);
        Assert.Equal(0, Application.Run(["measure", Sample], terminal));
        for (var tensor = 1; tensor <= 4; tensor++)
        {
            Assert.Contains($"measuring {tensor}/4, 100% of ", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Measure_agrees_with_encode_for_every_coder()
    {
        var measured = CommandRun.Succeeds("measure", Sample, "--mantissa", "3", "--rounding", "nearest", "--json").Json.GetProperty("total");
        foreach (var coder in measured.GetProperty("coders").EnumerateObject())
        {
            var encoded = CommandRun.Succeeds("encode", Sample, "-o", _folder["c"], "--mantissa", "3", "--rounding", "nearest", "--coder", coder.Name, "--json").Json;
            Assert.Equal(encoded.GetProperty("streamBytes").GetInt64(), coder.Value.GetProperty("bytes").GetInt64());
        }
    }

    [Fact]
    public void Real_weights_cost_the_bits_per_exponent_that_are_expected_of_them()
    {
        var total = CommandRun.Succeeds("measure", Sample, "--json").Json.GetProperty("total");
        Assert.InRange(Exponent(total, "delta"), 4.3, 4.6);
        Assert.InRange(Exponent(total, "peak"), 3.0, 3.4);
        Assert.InRange(total.GetProperty("exponentEntropy").GetDouble(), 2.2, 2.5);
    }

    [Theory]
    [InlineData("file", "b,a,c")]
    [InlineData("name", "a,b,c")]
    [InlineData("values", "c,a,b")]
    [InlineData("zeros", "b,a,c")]
    public void Measure_sorts_as_asked(string order, string expected)
    {
        CommandRun.WriteTensors(_folder["in"], ("b", [0]), ("a", [0, 1]), ("c", [1, 2, 3]));
        var tensors =
            CommandRun.Succeeds("measure", _folder["in"], "--sort", order, "--json").Json.GetProperty("tensors");
        Assert.Equal(expected, string.Join(',', tensors.EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString())));
    }

    [Fact]
    public void Measure_names_the_file_of_each_tensor_when_there_are_several()
    {
        CommandRun.WriteTensors(_folder["1"], ("a", [1]));
        CommandRun.WriteTensors(_folder["2"], ("a", [1]));
        var output = CommandRun.Succeeds("measure", _folder["1"], _folder["2"]).Output;
        Assert.Contains($"{_folder["1"]}: a", output, StringComparison.Ordinal);
        Assert.Contains($"{_folder["2"]}: a", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_the_fields_that_the_rules_give()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, 2, -0.5f, 0]));
        CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--coder", "peak", "--lanes", "2", "--rows", "2", "--mantissa", "1");
        var report = CommandRun.Succeeds("inspect", _folder["c"], "--json").Json;
        var rows = report.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([128, 128], rows.Select(row => row.GetProperty("peak").GetInt32()));
        Assert.Equal([1, 1], rows.Select(row => row.GetProperty("zeros").GetInt32()));
        Assert.Equal([2, 2], rows.Select(row => row.GetProperty("width").GetInt32()));
        var values = rows.SelectMany(row => row.GetProperty("values").EnumerateArray()).ToList();
        Assert.Equal([2, 1, 3, 0], values.Select(value => value.GetProperty("field").GetInt32()));
        Assert.Equal([127, 128, 126, 0], values.Select(value => value.GetProperty("exponent").GetInt32()));
        Assert.Equal([0, 0, 1, 0], values.Select(value => value.GetProperty("sign").GetInt32()));
        var table = CommandRun.Succeeds("inspect", _folder["c"]).Output;
        Assert.Contains("a, group 0, peak p=128 z=1", table, StringComparison.Ordinal);
        Assert.Contains("bf000000", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_takes_the_tensor_and_the_groups_asked_for()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", new float[100]), ("b", new float[200]));
        CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"]);
        var report = CommandRun.Succeeds("inspect", _folder["c"], "--tensor", "b", "--groups", "2", "--json").Json;
        Assert.Equal("b", report.GetProperty("traced").GetString());
        Assert.Equal(16, report.GetProperty("rows").GetArrayLength());
        Assert.Equal(0, CommandRun.Succeeds("inspect", _folder["c"], "--groups", "0", "--json").Json.GetProperty("rows").GetArrayLength());
        CommandRun.Fails(ExitCode.Input, "has no tensor 'c', did you mean", "inspect", _folder["c"], "--tensor", "c");
    }

    [Fact]
    public void Conform_passes_every_vector()
    {
        var run = CommandRun.Succeeds("conform", Repository.Path("vectors"));
        Assert.EndsWith("48 passed, 0 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Conform_names_the_first_field_that_differs()
    {
        var source =
            Directory.GetFiles(Repository.Path("vectors"), "*fp32-delta.json").Order(StringComparer.Ordinal).First();
        File.Copy(source, _folder["1.json"]);
        _folder.Write("2.json", File.ReadAllText(source).Replace("\"data\": [\"", "\"data\": [\"8", StringComparison.Ordinal).Replace("\"800000100\"", "\"80000100\"", StringComparison.Ordinal));
        _folder.Write("3.json", "{}");
        var run = CommandRun.Of("conform", _folder["."]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains(
            "FAIL 2.json (golden): data[0]: expected 80000100, got 00000100", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL 3.json (golden): ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 passed, 2 failed\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("conform", _folder["."], "--json").Json.GetProperty("failed").GetInt32());
    }

    [Fact]
    public void Doctor_says_what_is_off_without_a_missing_tool()
    {
        ExternalTool[] tools =
        [
            new("sh", null, null, "dash", true, "nothing"),
            new("rtlgen-no-such-tool", "--version", "1.0", "none", false, "much"),
        ];
        Assert.True(DoctorCommand.Examine(tools).Ready);
        Assert.Equal(["ok", "missing"], DoctorCommand.Examine(tools).Tools.Select(tool => tool.State));
        Assert.False(DoctorCommand.Examine([tools[1] with { Required = true }]).Ready);
        var library =
            new ExternalTool("true or false", "-c \"exit 1\"", null, "none", true, "much") { Interpreter = "sh" };
        Assert.Null(library.FindVersion());
        Assert.Equal("1.2", (library with { VersionArgument = "-c \"echo 1.2\"" }).FindVersion());
        Assert.False(tools[1].IsRecent("0.9"));
        Assert.True(tools[1].IsRecent("1.0.3"));
        var run = CommandRun.Of("doctor", "--json");
        Assert.Equal(run.Json.GetProperty("ready").GetBoolean() ? ExitCode.Success : ExitCode.MissingTool, run.Code);
        Assert.Contains("verilator", CommandRun.Of("doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_and_version_print_to_standard_output()
    {
        var schema = JsonDocument.Parse(CommandRun.Succeeds("schema", "bitlengths").Output).RootElement;
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.StartsWith("rtlgen 0.", CommandRun.Succeeds("version").Output, StringComparison.Ordinal);
        Assert.Equal(1, CommandRun.Succeeds("version", "--json").Json.GetProperty("format").GetInt32());
    }

    [Fact]
    public void Help_names_the_exit_codes() =>
        Assert.Contains("2 wrong command line", CommandRun.Succeeds("--help").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("rtlgen enc", "encode")]
    [InlineData("rtlgen encode --co", "--coder")]
    [InlineData("rtlgen encode --coder ", "peak")]
    [InlineData("rtlgen schema ", "bitlengths")]
    public void Completion_suggests(string line, string expected)
    {
        var run = CommandRun.Succeeds($"[suggest:{line.Length}]", line);
        Assert.Contains(expected, run.Output.Split('\n'));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Every_shell_has_a_completion_script(string shell) =>
        Assert.Contains("[suggest:", CommandRun.Succeeds("completion", shell).Output, StringComparison.Ordinal);

    private static double Exponent(JsonElement tensor, string coder) =>
        tensor.GetProperty("coders").GetProperty(coder).GetProperty("bitsPerExponent").GetDouble();
}
