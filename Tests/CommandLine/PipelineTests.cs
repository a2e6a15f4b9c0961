// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.RegularExpressions;
using Rtlgen.CommandLine;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Training;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>Whole pipelines on small data, one at a time: they set libtorch's seed and threads.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed partial class PipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mnist;

    public PipelineTests() => _mnist = TinyData.WriteMnist(_folder, "mnist");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trained_network_finds_its_own_tensors_equal_in_its_own_hardware()
    {
        var run = CommandRun.Succeeds([.. Arguments("out"), "--json"]);
        Assert.True(run.Json.GetProperty("passed").GetBoolean());
        var tensors = run.Json.GetProperty("tensors").EnumerateArray().ToList();
        Assert.Equal(
            ["fc1.weight", "relu1.out", "fc2.weight", "relu2.out", "fc3.weight"],
            tensors.Select(tensor => tensor.GetProperty("name").GetString()));
        Assert.All(tensors, tensor => Assert.Equal(
            Math.Min(1500, tensor.GetProperty("count").GetInt64()), tensor.GetProperty("values").GetInt64()));
        Assert.All(tensors, tensor => Assert.Equal(1, tensor.GetProperty("decoderRowsPerClock").GetDouble()));
        Assert.Contains("of each tensor, ratio", run.Error, StringComparison.Ordinal);
        Assert.Contains("| relu1.out | 1 | activation | 1,500 | 16,384 |", File.ReadAllText(_folder["out/report.md"]), StringComparison.Ordinal);

        // What it leaves is what the single commands take and make.
        CommandRun.Succeeds("generate", "-c", _folder["out/train/bitlengths.json"], "--check", "-o", _folder["out/rtl"]);
        CommandRun.Succeeds("encode", _folder["out/tensors.safetensors"], "-c", _folder["out/train/bitlengths.json"], "-o", _folder["small.safetensors"]);
        CommandRun.Succeeds("decode", _folder["small.safetensors"], "-o", _folder["again.safetensors"]);
        AssertSame(_folder["out/adapted.safetensors"], _folder["again.safetensors"]);
    }

    [Fact]
    public void A_wrong_record_of_the_table_is_noticed_and_its_tensor_named()
    {
        var (code, output) = Planted(design => design with { Modules = [.. design.Modules.Select(Broken)] });
        Assert.Equal(ExitCode.CheckFailed, code);
        Assert.Single(Regex.Matches(output, "DIFFERS"));
        Assert.Matches("FAIL fc2.weight \\(layer 2, weight\\): m_axis_(meta)?data word [0-9]+: expected .* value [0-9]+", output);
        Assert.Contains("FAIL fc2.weight", File.ReadAllText(_folder["out/report.md"]), StringComparison.Ordinal);

        EmittedModule Broken(EmittedModule module) => module.Name.StartsWith("sfp_layer_table", StringComparison.Ordinal)
            ? module with { Text = Record().Replace(module.Text, "${start}3") }
            : module;
    }

    [Fact]
    public void A_value_that_training_keeps_otherwise_is_noticed_and_named()
    {
        var (code, output) = Planted(design =>
        {
            // The last tensor is the last in the file: bias and activations of the head are not stashed.
            using var file = new FileStream(_folder["out/adapted.safetensors"], FileMode.Open);
            file.Seek(-1, SeekOrigin.End);
            var last = file.ReadByte();
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte((byte)(last ^ 128));
            return design;
        });
        Assert.Equal(ExitCode.CheckFailed, code);
        Assert.Matches("FAIL fc3.weight \\(layer 4, weight\\): value kept in training\\[1279\\]: expected [0-9a-f]{8}, got [0-9a-f]{8}", output);
    }

    [Fact]
    public void A_folder_with_results_is_neither_lost_nor_kept_without_asking()
    {
        CommandRun.Succeeds(Arguments("out"));
        var report = File.ReadAllText(_folder["out/report.md"]);
        CommandRun.Fails(
            ExitCode.Usage, $"{_folder["out"]}: holds a run already (train/log.jsonl); --resume goes on with it, --overwrite", Arguments("out"));
        CommandRun.Fails(ExitCode.Usage, "--resume and --overwrite exclude each other", [.. Arguments("out"), "--resume", "--overwrite"]);
        File.Delete(_folder["out/report.md"]);
        File.WriteAllText(_folder["out/rtl/old.v"], "");
        CommandRun.Succeeds([.. Arguments("out"), "--resume"]);
        Assert.Equal(report, File.ReadAllText(_folder["out/report.md"]));
        Assert.False(File.Exists(_folder["out/rtl/old.v"]));
        CommandRun.Succeeds([.. Arguments("out"), "--overwrite"]);
        Assert.Equal(report, File.ReadAllText(_folder["out/report.md"]));
    }

    [Fact]
    public void A_run_that_is_there_takes_the_place_of_training()
    {
        var arguments = Arguments("run");
        CommandRun.Succeeds(["train", .. arguments[1..^2]]);
        var whole = CommandRun.Succeeds("pipeline", "--from", _folder["run"], "--values", "1500", "--threads", "1", "--out", _folder["out"]);
        Assert.Contains("simulate  5 tensors", whole.Output, StringComparison.Ordinal);
        CommandRun.Succeeds(Arguments("other"));
        AssertSame(_folder["other/tensors.safetensors"], _folder["out/tensors.safetensors"]);
        AssertSame(_folder["other/adapted.safetensors"], _folder["out/adapted.safetensors"]);

        CommandRun.Fails(
            ExitCode.Usage, "--model is given beside --from, must be absent", "pipeline", "--from", _folder["run"], "--model", "mlp", "--out", _folder["new"]);
        CommandRun.Fails(
            ExitCode.Input, "has no log.jsonl, must be the folder of a run of rtlgen train", "pipeline", "--from", _folder["none"], "--out", _folder["new"]);
        File.AppendAllText(_folder["run/log.jsonl"], """{"event":"end","reason":"interrupted"}""" + "\n");
        CommandRun.Fails(
            ExitCode.Input, "the run has not come to its end, rtlgen train --resume", "pipeline", "--from", _folder["run"], "--out", _folder["new"]);
        File.AppendAllText(_folder["run/log.jsonl"], "{\n");
        CommandRun.Fails(ExitCode.Input, "is damaged, or no line of rtlgen train: ", "pipeline", "--from", _folder["run"], "--out", _folder["new"]);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public void An_interrupted_pipeline_says_so_and_goes_on()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var run = CommandRun.Of(cancellation.Token, Arguments("out"));
        Assert.Equal((ExitCode.Interrupted, ""), (run.Code, run.Output));
        Assert.False(File.Exists(_folder["out/tensors.safetensors"]));
        CommandRun.Succeeds([.. Arguments("out"), "--resume"]);
    }

    [Fact]
    public void Hardware_that_the_lengths_do_not_suit_is_named()
    {
        var frozen = _folder.Write("frozen.json", """{ "schemaVersion": 1, "frozen": { "mantissa": 3 } }""");
        CommandRun.Fails(ExitCode.Input, "frozen is there, must be absent", [.. Arguments("out"), "--hardware", frozen]);
        Assert.False(Directory.Exists(_folder["out"]));
        var narrow = _folder.Write("narrow.json", """{ "schemaVersion": 1, "lanes": 4, "coders": [ "fixed" ] }""");
        var run = CommandRun.Of([.. Arguments("out"), "--hardware", narrow]);
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.Contains("must be one that the hardware has: fixed", run.Error, StringComparison.Ordinal);
    }

    // Few steps with lengths that are given: training takes a second, and the hardware is the same in every test.
    private string[] Arguments(string name) =>
    [
        "pipeline", "--model", "mlp", "--data", "mnist", "--data-path", _mnist, "--method", "static", "--batch", "64", "--epochs", "1",
        "--threads", "1", "--out", _folder[name], "--values", "1500",
    ];

    private (ExitCode Code, string Output) Planted(Func<Design, Design> plant)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, TextWriter.Null, false, CancellationToken.None);
        var code = PipelineCommand.Create(terminal, plant).Parse(Arguments("out")[1..]).Invoke();
        return ((ExitCode)code, output.ToString());
    }

    private static void AssertSame(string expected, string actual)
    {
        using var one = TensorFiles.Open(expected);
        using var other = TensorFiles.Open(actual);
        Assert.Equal(one.Tensors.Select(tensor => tensor.ToString()), other.Tensors.Select(tensor => tensor.ToString()));
        Assert.All(one.Tensors, tensor => Assert.Equal(one.ReadBytes(tensor), other.ReadBytes(other.Find(tensor.Name)!)));
    }

    /// <summary>The mantissa length, 2 bits, of the weight of layer 2.</summary>
    [GeneratedRegex("(?<start>\\{2'd0, 3'd2\\}: word = \\{1'd1, 5'd)2")]
    private static partial Regex Record();
}
