// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>Wrong input as a new user would give it: one clear line, an exit code, no half-written output.</summary>
public sealed class WrongInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _input;

    public WrongInputTests() =>
        _input = CommandRun.WriteTensors(_folder["in.safetensors"], ("a", [1, -2, 3]), ("b", [0]));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--mantissa", "24", "--mantissa is '24', must be 0 to 23")]
    [InlineData("--mantissa", "x", "--mantissa is 'x', must be 0 to 23")]
    [InlineData("--exponent", "0", "--exponent is '0', must be 1 to 8")]
    [InlineData("--lanes", "0", "--lanes is '0', must be 1 to 32")]
    [InlineData("--rows", "1", "--rows is '1', must be 2 to 64")]
    [InlineData("--word", "24", "--word is '24', must be one of 16, 32")]
    [InlineData("--word", "16", "mantissa + sign + exponent is 32 bits, must fit the word of 16 bits")]
    [InlineData("--low", "255", "--low is '255', must be auto or 1 to 254")]
    [InlineData("--low", "2", "low is 2, must be 1 to 1 for fp32")]
    [InlineData("--sign", "2", "--sign is '2', must be auto or 0 to 1")]
    [InlineData("--coder", "gecko", "--coder is 'gecko', must be one of fixed, delta, bias, peak")]
    [InlineData("--container", "fp8", "--container is 'fp8', must be one of fp32, bf16, fp16")]
    [InlineData("--rounding", "up", "--rounding is 'up', must be one of truncate, nearest")]
    [InlineData("--mantisa", "3", "unknown option '--mantisa', did you mean '--mantissa'?")]
    public void A_bad_option_is_refused_with_what_is_allowed(string option, string value, string expected) =>
        AssertRefused(ExitCode.Usage, expected, option, value);

    [Fact]
    public void A_missing_file_folder_or_configuration_is_named()
    {
        CommandRun.Fails(ExitCode.Input, "no such file", "encode", _folder["none"], "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "no such folder", "encode", _folder["none/x"], "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "no such file", "measure", _folder["none"]);
        CommandRun.Fails(ExitCode.Input, "no such folder", "conform", _folder["none"]);
        AssertRefused(ExitCode.Input, "no such file", "--config", _folder["none"]);
    }

    [Fact]
    public void A_file_that_is_not_a_tensor_file_is_refused()
    {
        var text = _folder.Write("text.txt", "hello, world, this is no tensor");
        var fake = _folder.Write("fake.safetensors", "hello, world, this is no tensor");
        CommandRun.Fails(ExitCode.Input, "is of no known format", "encode", text, "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "header length", "encode", fake, "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "has no compressed tensors", "decode", _input, "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "has no compressed tensors", "inspect", _input);
        Assert.False(File.Exists(_folder["out"]));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var whole = File.ReadAllBytes(_input);
        var cut = _folder.Write("cut.safetensors", whole.AsSpan(0, whole.Length - 3));
        CommandRun.Fails(ExitCode.Input, cut, "encode", cut, "-o", _folder["out"]);
        CommandRun.Succeeds("encode", _input, "-o", _folder["c.safetensors"]);
        var compressed = File.ReadAllBytes(_folder["c.safetensors"]);
        var cutCompressed = _folder.Write("cutc.safetensors", compressed.AsSpan(0, compressed.Length - 4));
        CommandRun.Fails(ExitCode.Input, cutCompressed, "decode", cutCompressed, "-o", _folder["out"]);
        Assert.False(File.Exists(_folder["out"]));
    }

    [Fact]
    public void A_compressed_file_is_not_compressed_again()
    {
        CommandRun.Succeeds("encode", _input, "-o", _folder["c.safetensors"]);
        CommandRun.Fails(
            ExitCode.Input, "is compressed already", "encode", _folder["c.safetensors"], "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Input, "is compressed already", "measure", _folder["c.safetensors"]);
    }

    [Fact]
    public void A_typo_in_a_configuration_is_found_with_its_line()
    {
        var config = _folder.Write("b.json", "{\n  \"schemaVersion\": 1,\n  \"layers\": [\n    { \"match\": \"a\", \"mantisa\": 3 }\n  ]\n}\n");
        AssertRefused(ExitCode.Input, $"{config}:4: unknown field 'layers[0].mantisa', did you mean 'mantissa'?", "--config", config);
    }

    [Fact]
    public void A_configuration_that_does_not_fit_the_tensor_is_refused()
    {
        var count = _folder.Write("count.json", """{"schemaVersion": 1, "layers": [{"match": "a", "count": 4}]}""");
        AssertRefused(ExitCode.Input, "layer 'a' has count 4, but tensor 'a' has 3 values", "--config", count);
        var low = _folder.Write("low.json", """{"schemaVersion": 1, "layers": [{"match": "a", "low": 9}]}""");
        AssertRefused(ExitCode.Input, "tensor 'a': low is 9, must be 1 to 1 for fp32", "--config", low);
    }

    [Fact]
    public void Negative_values_without_a_sign_are_refused() =>
        AssertRefused(ExitCode.Input, "tensor 'a' has negative values", "--sign", "0");

    [Fact]
    public void An_output_that_cannot_be_written_is_named()
    {
        CommandRun.Fails(ExitCode.Output, "there is no folder", "encode", _input, "-o", _folder["none/out"]);
        Directory.CreateDirectory(_folder["dir"]);
        CommandRun.Fails(ExitCode.Output, "is a folder", "encode", _input, "-o", _folder["dir"]);
        CommandRun.Fails(ExitCode.Usage, "is the input itself", "encode", _input, "-o", _input);
        CommandRun.Fails(ExitCode.Output, "no space left on device", "encode", _input, "-o", "/dev/full");
        CommandRun.Succeeds("encode", _input, "-o", _folder["c.safetensors"]);
        CommandRun.Fails(
            ExitCode.Output, "no space left on device", "decode", _folder["c.safetensors"], "-o", "/dev/full");
        CommandRun.Fails(ExitCode.Output, "/proc/rtlgen", "encode", _input, "-o", "/proc/rtlgen");
        Assert.Equal(["c.safetensors", "dir", "in.safetensors"], _folder.Names);
    }

    [Fact]
    public void An_output_that_was_there_survives_a_failure()
    {
        var output = _folder.Write("out", "precious");
        AssertRefused(ExitCode.Input, "negative values", "--sign", "0");
        Assert.Equal("precious", File.ReadAllText(output));
    }

    [Fact]
    public void A_missing_command_argument_or_output_is_named()
    {
        CommandRun.Fails(ExitCode.Usage, "Required command was not provided");
        CommandRun.Fails(ExitCode.Usage, "unknown command 'encod', did you mean 'encode'?", "encod", _input);
        CommandRun.Fails(ExitCode.Usage, "unknown option '--jsno'", "conform", "--jsno", "vectors");
        CommandRun.Fails(ExitCode.Usage, "rtlgen encode --help", "encode", "-o", _folder["out"]);
        CommandRun.Fails(ExitCode.Usage, "--output", "encode", _input);
        CommandRun.Fails(
            ExitCode.Usage, "unknown option '--jsno', did you mean '--json'?", "measure", _input, "--jsno");
        CommandRun.Fails(ExitCode.Usage, "there is no schema 'x', must be one of accelerator, bitlengths", "schema", "x");
        CommandRun.Fails(ExitCode.Usage, "--sort is 'size', must be one of", "measure", _input, "--sort", "size");
    }

    [Fact]
    public void A_stream_that_needs_a_taken_name_is_refused()
    {
        using (var writer = new Rtlgen.GoldenModel.Files.SafetensorsWriter(_folder["n"]))
        {
            writer.Add(new("x", Rtlgen.GoldenModel.Files.TensorType.F32), stream => stream.Write(new byte[4]));
            writer.Add(new("x.data", Rtlgen.GoldenModel.Files.TensorType.U8, 2), stream => stream.Write(new byte[2]));
            writer.Complete();
        }

        CommandRun.Fails(ExitCode.Input, "tensor 'x.data' has the name that a stream of tensor 'x' needs", "encode", _folder["n"], "-o", _folder["out"]);
    }

    private void AssertRefused(ExitCode code, string expected, params string[] options)
    {
        var before = _folder.Names;
        CommandRun.Fails(code, expected, ["encode", _input, "-o", _folder["out"], .. options]);
        Assert.Equal(before, _folder.Names);
    }
}
