// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Training.Run;

/// <summary>Whole runs on small data, one at a time: they set libtorch's seed and threads.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mnist;

    public TrainTests() => _mnist = TinyData.WriteMnist(_folder, "mnist");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fp32", "mlp")]
    [InlineData("bf16", "mlp")]
    [InlineData("qm", "mlp")]
    [InlineData("qe", "mlp")]
    [InlineData("qm+qe", "lenet5")]
    [InlineData("bitchop", "mlp")]
    [InlineData("bitwave", "mlp")]
    [InlineData("static", "mlp")]
    public void Every_method_learns_and_its_footprint_is_what_its_lengths_say(string method, string model)
    {
        Train("run", "--model", model, "--method", method, "--epochs", "4", "--length-warmup", "5");
        var log = Log("run");
        Assert.Equal("start", log[0].GetProperty("event").GetString());
        Assert.Equal("end", log[^1].GetProperty("event").GetString());
        var last = log.Last(line => line.GetProperty("event").GetString() == "epoch");
        Assert.True(last.GetProperty("accuracy").GetDouble() > 0.5, last.GetProperty("accuracy").ToString());
        var footprint = last.GetProperty("footprint");
        var tensors = last.GetProperty("tensors").EnumerateArray().ToList();
        Assert.True(tensors.Count > 4);
        foreach (var tensor in tensors)
        {
            var bits = tensor.GetProperty("mantissa").GetInt32() + tensor.GetProperty("exponent").GetInt32()
                + tensor.GetProperty("sign").GetInt32();
            var count = tensor.GetProperty("count").GetInt64();

            // The last words of the lanes are topped up.
            Assert.InRange(tensor.GetProperty("fixedBits").GetInt64(), count * bits, (count * bits) + 512);
            Assert.Equal(count, tensor.GetProperty("exponentHistogram").EnumerateArray().Sum(x => x.GetInt64()));
        }

        var all = footprint.GetProperty("cumulativeFp32Bits").GetDouble();
        Assert.True(footprint.GetProperty("cumulativeBestBits").GetDouble() <= all);
        if (method == "static")
        {
            Assert.InRange(all / footprint.GetProperty("cumulativeFixedBits").GetDouble(), 32 / 7.1, 32 / 6.0);
        }
    }

    [Theory]
    [InlineData("resnet8")]
    [InlineData("resnet18")]
    [InlineData("mobilenetv2")]
    public void Every_network_of_pictures_takes_a_step(string model)
    {
        Train("run", "--model", model, "--max-steps", "2", "--batch", "8", "--test-limit", "8");
        Assert.Equal("max-steps", Log("run")[^1].GetProperty("reason").GetString());
    }

    [Fact]
    public void The_transformer_learns_text()
    {
        var text = TinyData.WriteText(_folder, "text.txt");
        var run = CommandRun.Succeeds(
            "train", "--model", "chargpt", "--data-path", text, "--length", "32", "--batch", "8", "--epochs", "1",
            "--test-limit", "4", "--out", _folder["run"], "--threads", "1", "--no-pictures", "--json");
        Assert.True(run.Json.GetProperty("last").GetProperty("validationLoss").GetDouble() < 3, run.Output);
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits()
    {
        string[] options = ["--model", "lenet5", "--epochs", "10", "--length-warmup", "5", "--log-every", "5"];
        Train("whole", [.. options, "--max-steps", "30"]);
        Train("parts", [.. options, "--max-steps", "15"]);
        Train("parts", [.. options, "--max-steps", "30", "--resume"]);
        foreach (var file in (string[])["weights.safetensors", "bitlengths.json"])
        {
            Assert.Equal(File.ReadAllBytes(_folder[$"whole/{file}"]), File.ReadAllBytes(_folder[$"parts/{file}"]));
        }

        Assert.Equal(Steps("whole"), Steps("parts"));

        List<string> Steps(string name) => Log(name).Where(line => line.GetProperty("event").GetString() == "step")
            .Select(line => line.ToString()).ToList();
    }

    [Fact]
    public void A_resumed_run_must_have_the_same_options_and_a_checkpoint()
    {
        Fails(ExitCode.Input, "there is no such checkpoint", "--model", "mlp", "--resume");
        Train("run", "--model", "mlp", "--max-steps", "2");
        Fails(ExitCode.Input, "with other options", "--model", "mlp", "--resume", "--seed", "2");
        File.WriteAllText(_folder["run/last.ckpt"], "no checkpoint at all, but some text");
        Fails(ExitCode.Input, "last.ckpt", "--model", "mlp", "--resume");
    }

    [Fact]
    public void A_folder_with_a_run_is_not_written_over_without_asking()
    {
        Train("run", "--model", "mlp", "--max-steps", "9");
        var log = File.ReadAllText(_folder["run/log.jsonl"]);
        Fails(ExitCode.Usage, "holds a run already (log.jsonl); --resume goes on with it, --overwrite begins anew", "--model", "mlp");
        Fails(ExitCode.Usage, "--resume and --overwrite exclude each other", "--model", "mlp", "--resume", "--overwrite");
        Assert.Equal(log, File.ReadAllText(_folder["run/log.jsonl"]));

        // Nothing of the old run is left where the new one has not come so far.
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        CommandRun.Of(cancellation.Token, Arguments("run", ["--model", "mlp", "--overwrite"]));
        Assert.Equal(
            ["events.out.tfevents.0000000000.rtlgen", "last.ckpt", "log.jsonl"],
            Directory.EnumerateFiles(_folder["run"]).Select(path => Path.GetFileName(path)).Order());
        File.Delete(_folder["run/log.jsonl"]);
        Fails(ExitCode.Usage, "holds a run already (last.ckpt)", "--model", "mlp");
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_run_and_names_step_and_tensor()
    {
        Fails(
            ExitCode.CheckFailed, "the first tensor that is not finite is ", "--model", "mlp", "--method", "fp32",
            "--schedule", "constant", "--learning-rate", "100", "--weight-decay", "10", "--epochs", "50");
    }

    [Fact]
    public void An_interrupted_run_saves_and_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var run = CommandRun.Of(cancellation.Token, Arguments("run", ["--model", "mlp"]));
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Equal("interrupted", Log("run")[^1].GetProperty("reason").GetString());
        Train("run", "--model", "mlp", "--resume", "--epochs", "6");
    }

    [Fact]
    public void The_results_are_what_the_encoder_takes()
    {
        Train("run", "--model", "lenet5", "--epochs", "1");
        var file = BitlengthFile.Read(_folder["run/bitlengths.json"]);
        Assert.Contains(
            file.Layers, rule => rule is { Match: "conv1.weight", Kind: TensorKind.Weight, Layer: "conv1" });
        Assert.Contains(
            file.Layers,
            rule => rule is { Match: "relu1.out", Kind: TensorKind.Activation, LearnedMantissa: not null });
        Assert.Equal("qm+qe", file.Provenance!.Method);
        var encoded = CommandRun.Succeeds(
            "encode", _folder["run/weights.safetensors"], "--config", _folder["run/bitlengths.json"], "-o",
            _folder["small.safetensors"], "--json");
        Assert.Equal("", encoded.Error);
        var weight = encoded.Json.GetProperty("tensors").EnumerateArray().First(
            tensor => tensor.GetProperty("name").GetString() == "conv1.weight");
        Assert.Contains("conv1.weight", weight.ToString(), StringComparison.Ordinal);
        Assert.True(Size("small.safetensors") < Size("run/weights.safetensors") / 2);
        CommandRun.Succeeds("decode", _folder["small.safetensors"], "-o", _folder["again.safetensors"]);
    }

    [Theory]
    [InlineData("--model", "resnet9", "--model is 'resnet9', must be one of mlp, lenet5")]
    [InlineData("--method", "qx", "--method is 'qx', must be one of fp32, bf16")]
    [InlineData("--model", "chargpt", "--model chargpt does not go with --data mnist")]
    [InlineData("--batch", "600", "--batch is 600, must be at most the 512 examples")]
    [InlineData("--gamma", "1,x", "--gamma is '1,x', must be numbers")]
    [InlineData("--epochs", "0", "--epochs is '0', must be 0.001 to 10000")]
    [InlineData("--momentun", "0", "unknown option '--momentun', did you mean '--momentum'?")]
    public void Wrong_options_are_refused_with_what_is_allowed(string option, string value, string expected) =>
        Fails(ExitCode.Usage, expected, option, value);

    [Fact]
    public void Missing_data_is_named()
    {
        CommandRun.Fails(
            ExitCode.Input, "--data cifar10 needs --data-path: the folder with data_batch_1.bin", "train",
            "--data", "cifar10", "--out", _folder["run"]);
        CommandRun.Fails(
            ExitCode.Input, "there is no such folder, --data-path must be the folder with data_batch_1.bin", "train",
            "--data", "cifar10", "--data-path", _folder["none"], "--out", _folder["run"]);
    }

    private string[] Arguments(string name, string[] options) =>
    [
        "train", "--data", "mnist", "--data-path", _mnist, "--out", _folder[name], "--threads", "1", "--batch", "64",
        "--no-pictures", .. options,
    ];

    private long Size(string name) => new FileInfo(_folder[name]).Length;

    private void Train(string name, params string[] options) =>
        CommandRun.Succeeds(Merge(Arguments(name, []), options));

    private void Fails(ExitCode code, string expected, params string[] options)
    {
        var run = CommandRun.Of(Merge(Arguments("run", []), options));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    // An option that a test gives itself replaces the usual one.
    private static string[] Merge(string[] usual, string[] options)
    {
        var merged = usual.ToList();
        foreach (var option in options.Where(option => option.StartsWith("--", StringComparison.Ordinal)))
        {
            if (merged.IndexOf(option) is >= 0 and var place)
            {
                merged.RemoveRange(place, 2);
            }
        }

        return [.. merged, .. options];
    }

    private List<JsonElement> Log(string name) =>
        [.. File.ReadAllLines(_folder[$"{name}/log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
}
