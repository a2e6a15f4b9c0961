// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class EncodeDecodeTests : IDisposable
{
    private static readonly string Sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fixed")]
    [InlineData("delta")]
    [InlineData("bias")]
    [InlineData("peak")]
    public void Real_weights_come_back_bit_for_bit(string coder)
    {
        CommandRun.Succeeds("encode", Sample, "-o", _folder["c"], "--coder", coder);
        CommandRun.Succeeds("decode", _folder["c"], "-o", _folder["d"]);
        AssertSame(Sample, _folder["d"]);
    }

    [Fact]
    public void Every_type_and_shape_comes_back_and_other_types_and_notes_stay()
    {
        var random = Properties.Random();
        TensorInfo[] tensors =
        [
            new("single", TensorType.F32, 3, 5), new("brain", TensorType.BF16, 77),
            new("half", TensorType.F16, 2, 2, 9),
            new("scalar", TensorType.F32), new("empty", TensorType.F16, 0, 4), new("steps", TensorType.I64, 3),
            new("mask", TensorType.Bool, 4),
        ];
        using (var writer = new SafetensorsWriter(_folder["in"]))
        {
            writer.SetMetadata("format", "pt");
            foreach (var tensor in tensors)
            {
                var bytes = new byte[tensor.ByteLength];
                random.NextBytes(bytes);
                writer.Add(tensor, stream => stream.Write(bytes));
            }

            writer.Complete();
        }

        var report = CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--lanes", "3", "--json").Json;
        Assert.True(report.GetProperty("lossless").GetBoolean());
        Assert.Equal(2, report.GetProperty("plainTensors").GetInt32());
        CommandRun.Succeeds("decode", _folder["c"], "-o", _folder["d"]);
        AssertSame(_folder["in"], _folder["d"]);
        using var decoded = TensorFiles.Open(_folder["d"]);
        Assert.Equal("pt", decoded.Metadata["format"]);
    }

    [Fact]
    public void A_single_tensor_goes_to_npy()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, 2, 3]), ("b", [4]));
        CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"]);
        CommandRun.Succeeds("decode", _folder["c"], "-o", _folder["b.npy"], "--tensor", "b");
        Assert.Equal([4f], Values(_folder["b.npy"], "b"));
        CommandRun.Fails(
            ExitCode.Usage, "holds one tensor, the input has 2", "decode", _folder["c"], "-o", _folder["x.npy"]);
        CommandRun.Fails(ExitCode.Input, "has no tensor 'bb', did you mean 'b'?", "decode", _folder["c"], "-o", _folder["x"], "--tensor", "bb");
    }

    [Fact]
    public void Automatic_sign_and_window_follow_the_tensor()
    {
        CommandRun.WriteTensors(_folder["in"], ("relu", [0, 1, 2.5f]), ("zero", [-0f, 1]), ("weights", [-1, 1]));
        var tensors = CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--exponent", "4", "--json").Json.GetProperty("tensors");
        var descriptors = tensors.EnumerateArray().Select(tensor => tensor.GetProperty("descriptor")).ToList();
        Assert.Equal([0, 1, 1], descriptors.Select(descriptor => descriptor.GetProperty("sign").GetInt32()));
        Assert.Equal([114, 113, 113], descriptors.Select(descriptor => descriptor.GetProperty("low").GetInt32()));
    }

    [Fact]
    public void The_command_line_wins_over_the_layer_and_the_layer_over_the_defaults()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, 2]), ("b", [1, 2]));
        _folder.Write("b.json", """{"schemaVersion": 1, "defaults": {"mantissa": 5, "coder": "bias"}, "layers": [{"match": "a", "mantissa": 3}, {"match": "aa"}]}""");
        var run = CommandRun.Succeeds(
            "encode", _folder["in"], "-o", _folder["c"], "--config", _folder["b.json"], "--coder", "peak", "--json");
        var descriptors = run.Json.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("descriptor")).ToList();
        Assert.Equal([3, 5], descriptors.Select(descriptor => descriptor.GetProperty("mantissa").GetInt32()));
        Assert.All(descriptors, descriptor => Assert.Equal("peak", descriptor.GetProperty("coder").GetString()));
        Assert.Contains("layer 'aa' matches no tensor, did you mean 'a'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_container_converts_and_says_so()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, 1.0001f]));
        var run = CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--container", "bf16");
        Assert.Contains("lossy (1 values rounded by --container)", run.Output, StringComparison.Ordinal);
        CommandRun.Succeeds("decode", _folder["c"], "-o", _folder["d"]);
        using var decoded = TensorFiles.Open(_folder["d"]);
        Assert.Equal(TensorType.BF16, decoded.Tensors[0].Type);
        Assert.Equal([0x80, 0x3F, 0x80, 0x3F], decoded.ReadBytes(decoded.Tensors[0]));
    }

    [Fact]
    public void Dropping_signs_of_negative_values_must_be_allowed()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, -2]));
        CommandRun.Fails(
            ExitCode.Input,
            "tensor 'a' has negative values, sign must be 1 or auto (--allow-sign-loss drops their signs)",
            "encode",
            _folder["in"],
            "-o",
            _folder["c"],
            "--sign",
            "0");
        Assert.Equal(["in"], _folder.Names);
        CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--sign", "0", "--allow-sign-loss");
        CommandRun.Succeeds("decode", _folder["c"], "-o", _folder["d"]);
        Assert.Equal([1f, 2f], Values(_folder["d"], "a"));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        CommandRun.Succeeds("encode", Sample, "-o", _folder["1"], "--mantissa", "3", "--word", "16");
        CommandRun.Succeeds("encode", Sample, "-o", _folder["2"], "--mantissa", "3", "--word", "16");
        Assert.Equal(File.ReadAllBytes(_folder["1"]), File.ReadAllBytes(_folder["2"]));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_file()
    {
        CommandRun.Succeeds("encode", Sample, "-o", _folder["1"], "--threads", "1");
        CommandRun.Succeeds("encode", Sample, "-o", _folder["3"], "--threads", "3", "--verify");
        Assert.Equal(File.ReadAllBytes(_folder["1"]), File.ReadAllBytes(_folder["3"]));
        CommandRun.Succeeds("decode", _folder["3"], "-o", _folder["d"], "--threads", "3");
        AssertSame(Sample, _folder["d"]);
        CommandRun.Fails(ExitCode.Usage, "--threads is '0', must be 1 to 256", "measure", Sample, "--threads", "0");
    }

    [Fact]
    public void The_best_coder_is_chosen_tensor_by_tensor_and_named()
    {
        var constant = Enumerable.Repeat(1f, 4096).ToArray();
        var wide = Enumerable.Range(0, 4096).Select(i => MathF.ScaleB(1, (i * 37 % 250) - 120)).ToArray();
        CommandRun.WriteTensors(_folder["in"], ("constant", constant), ("wide", wide));
        var run = CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--best", "--json");
        var coders = run.Json.GetProperty("tensors").EnumerateArray()
            .Select(tensor => tensor.GetProperty("descriptor").GetProperty("coder").GetString());
        Assert.Equal(["bias", "fixed"], coders);
        var report = CommandRun.Succeeds("encode", _folder["in"], "-o", _folder["c"], "--best").Output;
        Assert.Contains("best coder: bias for 1, fixed for 1", report, StringComparison.Ordinal);
        CommandRun.Fails(
            ExitCode.Usage, "--best chooses the coder", "encode", _folder["in"], "-o", _folder["c"], "--best", "--coder", "peak");
    }

    [Fact]
    public void A_damaged_file_is_refused_by_checksum_and_nothing_is_written()
    {
        CommandRun.Succeeds("encode", Sample, "-o", _folder["c"]);
        var whole = File.ReadAllBytes(_folder["c"]);
        whole[^100_000] ^= 1;
        File.WriteAllBytes(_folder["c"], whole);
        CommandRun.Fails(ExitCode.Input, ": checksum of '", "decode", _folder["c"], "-o", _folder["d"]);
        CommandRun.Fails(ExitCode.Input, ": checksum of '", "decode", _folder["c"], "-o", _folder["d.npy"], "--tensor", "F_0/kernel");
        Assert.Equal(["c"], _folder.Names);
    }

    [Fact]
    public void An_interrupted_command_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var run = CommandRun.Of(cancellation.Token, "encode", Sample, "-o", _folder["c"]);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Empty(_folder.Names);
    }

    private static void AssertSame(string expected, string actual)
    {
        using var left = TensorFiles.Open(expected);
        using var right = TensorFiles.Open(actual);
        Assert.Equal(left.Tensors.OrderBy(tensor => tensor.Name), right.Tensors.OrderBy(tensor => tensor.Name));
        foreach (var tensor in left.Tensors)
        {
            Assert.Equal(left.ReadBytes(tensor), right.ReadBytes(tensor));
        }
    }

    private static float[] Values(string path, string name)
    {
        using var file = TensorFiles.Open(path);
        return MemoryMarshal.Cast<byte, float>(file.ReadBytes(file.Find(name)!)).ToArray();
    }
}
