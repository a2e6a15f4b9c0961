// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Support;
using Rtlgen.Training.Run;
using Xunit;

namespace Rtlgen.Tests.Training.Own;

/// <summary>The sample's network, method and data set through the real command line.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class OwnNetworkTests(OwnSample sample) : IClassFixture<OwnSample>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_user_s_classes_train_resume_with_the_same_bits_and_become_hardware()
    {
        Train(sample.Assembly, "whole", "--max-steps", "12");
        Train(sample.Assembly, "parts", "--max-steps", "5");

        // The file may have moved since.
        var moved = Directory.CreateDirectory(_folder["moved"]).FullName;
        foreach (var file in Directory.EnumerateFiles(sample.Folder))
        {
            File.Copy(file, Path.Combine(moved, Path.GetFileName(file)));
        }

        Train(Path.Combine(moved, "OwnNetwork.dll"), "parts", "--max-steps", "12", "--resume");
        foreach (var file in (string[])["weights.safetensors", "bitlengths.json"])
        {
            Assert.Equal(File.ReadAllBytes(_folder[$"whole/{file}"]), File.ReadAllBytes(_folder[$"parts/{file}"]));
        }

        var lengths = BitlengthFile.Read(_folder["whole/bitlengths.json"]);
        Assert.Equal("ConvNeXt,width=4 on Shapes,count=512", lengths.Provenance!.Model);
        Assert.Equal("Plateau,patience=2", lengths.Provenance.Method);
        var gelu = Assert.Single(lengths.Layers, rule => rule.Match == "stage2_1.gelu.out");
        Assert.Equal(("stage2_1.gelu", TensorKind.Activation, 5), (gelu.Layer, gelu.Kind, gelu.Exponent));
        CommandRun.Succeeds("generate", "-c", _folder["whole/bitlengths.json"], "-o", _folder["rtl"]);
        Assert.NotEmpty(Directory.GetFiles(_folder["rtl"], "*.v", SearchOption.AllDirectories));
        var pictures = CommandRun.Succeeds("plot", _folder["whole"], "--svg", "-o", _folder["pictures"]);
        Assert.Contains("lengths.svg", pictures.Output, StringComparison.Ordinal);
        var system = CommandRun.Succeeds("system", _folder["whole"]);
        Assert.Contains("ConvNeXt,width=4 on Shapes,count=512", system.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_pipeline_captures_has_the_network_s_sites_as_training_kept_them()
    {
        Train(sample.Assembly, "run", "--max-steps", "3");
        var run = RunFolder.Read(_folder["run"]);
        var capture = StashCapture.Write(run, _folder["raw"], _folder["adapted"]);
        using var raw = TensorFiles.Open(_folder["raw"]);
        using var weights = TensorFiles.Open(run.Weights);
        Assert.Equal((raw.Tensors.Length, 32), (capture.Tensors, capture.Batch));
        Assert.Equal(
            BitlengthFile.Read(run.Lengths).Layers.Select(layer => layer.Match),
            raw.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(weights.ReadBytes(weights.Find("head.weight")!), raw.ReadBytes(raw.Find("head.weight")!));
    }

    [Fact]
    public void A_run_of_another_network_data_set_or_method_is_not_resumed()
    {
        Train(sample.Assembly, "run", "--max-steps", "1");
        Fails(
            "is of a run with --model OwnNetwork.ConvNeXt,OwnNetwork,width=4, --resume needs the same, not "
            + "OwnNetwork.ConvNeXt,OwnNetwork,width=8", ["ConvNeXt,width=8", "Shapes,count=512", "Plateau,patience=2"]);
        Fails(
            "--data OwnNetwork.Shapes,OwnNetwork,count=512, ",
            ["ConvNeXt,width=4", "Shapes,count=256", "Plateau,patience=2"]);
        Fails(
            "--method OwnNetwork.Plateau,OwnNetwork,patience=2, ", ["ConvNeXt,width=4", "Shapes,count=512", "Plateau"]);

        void Fails(string expected, string[] classes) => CommandRun.Fails(
            ExitCode.Input, expected, [.. Arguments(sample.Assembly, "run", classes), "--resume"]);
    }

    [Fact]
    public void A_user_s_network_learns_its_lengths_with_a_method_of_rtlgen_s_own()
    {
        var mnist = TinyData.WriteMnist(_folder, "mnist", 256, 64);
        var run = CommandRun.Succeeds(
            "train", "--model", $"{sample.Assembly}:OwnNetwork.ConvNeXt", "--data", "mnist", "--data-path", mnist,
            "--batch", "32", "--epochs", "2", "--length-warmup", "2", "--threads", "1", "--no-pictures", "--out",
            _folder["run"], "--json");
        Assert.Equal("done", run.Json.GetProperty("end").GetString());
        var lengths = BitlengthFile.Read(_folder["run/bitlengths.json"]);
        Assert.All(lengths.Layers, layer => Assert.NotNull(layer.LearnedMantissa));
        Assert.True(lengths.Layers.Select(layer => layer.LearnedMantissa).Distinct().Count() > 10);
    }

    private void Train(string assembly, string name, params string[] options) => CommandRun.Succeeds(
        [.. Arguments(assembly, name, ["ConvNeXt,width=4", "Shapes,count=512", "Plateau,patience=2"]), .. options]);

    private string[] Arguments(string assembly, string name, string[] classes) =>
    [
        "train", "--model", $"{assembly}:{classes[0]}", "--data", $"{assembly}:{classes[1]}", "--method",
        $"{assembly}:{classes[2]}", "--batch", "32", "--test-limit", "32", "--threads", "1", "--no-pictures", "--out",
        _folder[name],
    ];
}
