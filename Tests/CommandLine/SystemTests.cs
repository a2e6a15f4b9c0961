// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Xml.Linq;
using Rtlgen.Accelerator;
using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Training;
using Rtlgen.Tests.Training.Run;
using Rtlgen.Training.Run;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary><c>rtlgen system</c>: figures of a real run, pictures, and what is refused.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class SystemTests : IDisposable
{
    private const int Batch = 64;

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public SystemTests()
    {
        _run = Train("run", "--method", "static", "--mantissa", "2", "--exponent", "4");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_runs_stash_is_what_its_log_measured_and_the_baselines_are_bits_times_values()
    {
        var report = CommandRun.Succeeds("system", _run, "--json").Json;
        var tensors = RunHistory.Read(Path.Combine(_run, "log.jsonl")).Epochs[^1].Tensors
            .Where(tensor => tensor.Kind == TensorKind.Activation).ToList();
        var values = tensors.Sum(tensor => tensor.Count);
        Assert.Equal(4 * values / 1e6, Method(report, "fp32").GetProperty("stashMegabytes").GetDouble(), 9);
        Assert.Equal(2 * values / 1e6, Method(report, "bf16").GetProperty("stashMegabytes").GetDouble(), 9);
        var best = tensors.Sum(tensor => Math.Min(tensor.FixedBits, Math.Min(tensor.DeltaBits, tensor.PeakBits)));
        Assert.Equal(best / 8e6, Method(report, "run").GetProperty("stashMegabytes").GetDouble(), 9);
        var same = CommandRun.Succeeds("system", _run, "--json", "--coder", "fixed").Json;
        Assert.Equal(
            tensors.Sum(tensor => tensor.FixedBits) / 8e6,
            Method(same, "run").GetProperty("stashMegabytes").GetDouble(), 9);
        Assert.Equal(3.0 * Batch * ((784 * 256) + (256 * 128) + 1280), Method(report, "run").GetProperty("layers")
            .EnumerateArray().Sum(layer => layer.GetProperty("macs").GetDouble()));
    }

    [Fact]
    public void Layers_add_up_to_the_step_and_a_batch_twice_as_large_doubles_the_stash()
    {
        var report = CommandRun.Succeeds("system", _run, "--json").Json;
        foreach (var method in report.GetProperty("methods").EnumerateArray())
        {
            Assert.Equal(Sum(method, "microseconds") / 1e3, method.GetProperty("milliseconds").GetDouble(), 9);
            Assert.Equal(Sum(method, "microjoules") / 1e3, method.GetProperty("millijoules").GetDouble(), 9);
            Assert.Equal(
                Sum(method, "readMegabytes") + Sum(method, "writtenMegabytes"),
                method.GetProperty("megabytes").GetDouble(), 9);
        }

        var twice = CommandRun.Succeeds("system", _run, "--json", "--batch", $"{2 * Batch}").Json;
        Assert.Equal(
            2 * Method(report, "run").GetProperty("stashMegabytes").GetDouble(),
            Method(twice, "run").GetProperty("stashMegabytes").GetDouble(), 9);

        static double Sum(JsonElement method, string field) =>
            method.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty(field).GetDouble());
    }

    [Fact]
    public void A_step_in_FP32_writes_activations_once_and_each_weight_its_gradient_and_its_momentum_once()
    {
        var report = CommandRun.Succeeds("system", _run, "--json", "--batch", "100").Json;
        var first = Method(report, "fp32").GetProperty("layers")[0];
        Assert.Equal(
            4.0 * ((100 * 256) + (3 * 784 * 256)) / 1e6, first.GetProperty("writtenMegabytes").GetDouble(), 9);
    }

    [Fact]
    public void The_text_has_every_layer_every_method_and_what_is_assumed()
    {
        var text = CommandRun.Succeeds("system", _run, "--gradients", "bf16").Output;
        foreach (var words in (string[])[
            "fc1 ", "fc3 ", "(norms, biases)", "speed-up", "memory-bound", "25.6 GB/s", "each parameter and 1 more",
            "gradients: 32 bits with fp32, 16 bits with bf16, run;", "takes neither time nor energy"])
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_codec_from_synthesis_is_counted_or_bounds()
    {
        var synth = WriteSynth("sfp_encoder_x", "sfp_decoder_x");
        var free = CommandRun.Succeeds("system", _run, "--json", "--synth", synth).Json;
        var codec = free.GetProperty("codec");
        var (encoders, decoders) = (codec.GetProperty("encoders").GetInt32(), codec.GetProperty("decoders").GetInt32());
        Assert.Equal(((encoders * 1000) + (decoders * 2000)) / 1e6, codec.GetProperty("areaMm2").GetDouble(), 9);
        Assert.Equal(0, Method(free, "run").GetProperty("boundMilliseconds").GetProperty("codec").GetDouble());
        Assert.True(Method(free, "run").GetProperty("codecMillijoules").GetDouble() > 0);

        var one = AcceleratorFile.Paper with { Codec = new AcceleratorCodec { Encoders = 1, Decoders = 1 } };
        var file = _folder.Write("one.json", JsonSerializer.Serialize(one, ConfigText.Options));
        var bound = CommandRun.Succeeds("system", _run, "--json", "--synth", synth, "--accelerator", file).Json;
        Assert.True(Method(bound, "run").GetProperty("boundMilliseconds").GetProperty("codec").GetDouble() > 0);
        Assert.Equal(0, Method(bound, "fp32").GetProperty("boundMilliseconds").GetProperty("codec").GetDouble());
    }

    [Fact]
    public void The_preset_is_the_committed_sample()
    {
        var sample = AcceleratorFile.Read(Repository.Path("samples", "accelerator.json"));
        Assert.Equal(AcceleratorFile.Paper, sample with { Schema = null });
        Assert.Equal(25.6e9 * 8, AcceleratorFile.Paper.Dram.BitsPerSecond, 0);
        Assert.Equal(16.384e12, AcceleratorFile.Paper.MacsPerSecond, 0);
    }

    [Fact]
    public void Pictures_are_well_formed_and_name_every_method()
    {
        CommandRun.Succeeds("system", _run, "--out", _folder["pictures"]);
        foreach (var name in (string[])["step", "roofline"])
        {
            var texts = XDocument.Load(_folder[$"pictures/{name}.svg"]).Descendants()
                .Where(item => item.Name.LocalName == "text").Select(item => item.Value).ToList();
            Assert.All((string[])["fp32", "bf16", "run"], method => Assert.Contains(method, texts));
            Assert.DoesNotContain("NaN", File.ReadAllText(_folder[$"pictures/{name}.svg"]), StringComparison.Ordinal);
            Assert.True(File.Exists(_folder[$"pictures/{name}.png"]));
        }
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        CommandRun.Fails(ExitCode.Input, "none/log.jsonl: there is no such log", "system", _folder["none"]);
        SampleLog.Write(_folder["begun"], SampleLog.Run(epochs: 0, end: null));
        CommandRun.Fails(ExitCode.Input, "begun/log.jsonl: no epoch has ended yet", "system", _folder["begun"]);
        SampleLog.Write(_folder["other"], SampleLog.Run());
        CommandRun.Fails(ExitCode.Input, "one table is of one network", "system", _run, _folder["other"]);
        CommandRun.Fails(ExitCode.Usage, "RUN names 'run' twice", "system", _run, _run);
        CommandRun.Fails(ExitCode.Usage, "--batch is '0', must be 1 to 1000000", "system", _run, "--batch", "0");
        CommandRun.Fails(ExitCode.Usage, "--coder is 'bias', must be one of", "system", _run, "--coder", "bias");
        CommandRun.Fails(ExitCode.Input, "papr", "system", _run, "--accelerator", "papr");
        var accelerator = _folder.Write("a.json", "{\n\"schemaVersion\": 1, \"name\": \"a\", \"macsPerClok\": 3 }");
        CommandRun.Fails(
            ExitCode.Input, "a.json:2: unknown field 'macsPerClok', did you mean 'macsPerClock'?", "system", _run,
            "--accelerator", accelerator);
        CommandRun.Fails(
            ExitCode.Input, "is no output of rtlgen synth --json", "system", _run, "--synth", accelerator);
        CommandRun.Fails(
            ExitCode.Input, "has no decoder, must have encoder and decoder", "system", _run, "--synth",
            WriteSynth("sfp_encoder_x", "sfp_packer_x"));
        CommandRun.Fails(ExitCode.Input, "none.json: no such file", "system", _run, "--synth", "none.json");
        var small = TinyData.WriteText(_folder, "small.txt");
        CommandRun.Fails(ExitCode.Input, "small.txt", "system", _run, "--data-path", small);
    }

    [Fact]
    public void A_log_of_other_tensors_than_the_networks_is_refused_by_the_first_of_them()
    {
        var log = Path.Combine(_run, "log.jsonl");
        File.WriteAllText(log, File.ReadAllText(log).Replace("\"batch\":64", "\"batch\":32", StringComparison.Ordinal));
        CommandRun.Fails(
            ExitCode.Input, "tensor 2 is 'relu1.out' with 16,384 values, with the data of", "system", _run);
    }

    private string Train(string name, params string[] options)
    {
        CommandRun.Succeeds([
            "train", "--model", "mlp", "--data", "mnist", "--data-path", TinyData.WriteMnist(_folder, "mnist"),
            "--batch", $"{Batch}", "--epochs", "1", "--threads", "1", "--no-pictures", "--out", _folder[name],
            .. options]);
        return _folder[name];
    }

    private string WriteSynth(string encoder, string decoder) => _folder.Write(
        "synth.json",
        $$"""
        [
          {
            "module": "{{encoder}}", "fmaxMHz": { "median": 400 }, "bytesPerClock": 32, "areaUm2": 1000,
            "picojoulePerBit": 0.5
          },
          {
            "module": "{{decoder}}", "fmaxMHz": { "median": 600 }, "bytesPerClock": 32, "areaUm2": 2000,
            "picojoulePerBit": 0.5
          }
        ]
        """);

    private static JsonElement Method(JsonElement report, string name) =>
        report.GetProperty("methods").EnumerateArray().Single(method => method.GetProperty("name").GetString() == name);
}
