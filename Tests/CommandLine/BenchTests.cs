// SPDX-License-Identifier: Apache-2.0

using System.Xml.Linq;
using Rtlgen.CommandLine;
using Rtlgen.Comparison;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>The command that measures codecs side by side; never how fast they are.</summary>
public sealed class BenchTests : IDisposable
{
    private static readonly string[] Fields =
    [
        "codec", "coder", "tensor", "container", "threads", "ratio", "encodeGBps", "decodeGBps", "encodeToMemcpy",
        "decodeToMemcpy",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_one_object_for_each_codec_and_tensor_with_exactly_the_fields()
    {
        var input = CommandRun.WriteTensors(_folder["in.safetensors"], ("a", [1, -2, 3]), ("b", Enough));
        var picture = _folder["bench.svg"];
        var run = CommandRun.Succeeds(
            "bench", input, "--size", "1", "--repeat", "1", "--threads", "2", "--json", "--picture", picture);
        var results = run.Json.EnumerateArray().ToList();
        Assert.All(results, result => Assert.Equal(Fields, result.EnumerateObject().Select(field => field.Name)));
        var keys =
            results.Select(result => string.Join(' ', Fields[..5].Select(field => result.GetProperty(field)))).ToList();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Contains("sfp peak in.safetensors fp32 1", keys);
        Assert.Contains("split+huffman zstd gaussian, ReLU bf16 2", keys);
        Assert.Contains("bitshuffle+lz4 blosc 9 in.safetensors, rounded bf16 2", keys);
        Assert.All(
            results.Where(result => result.GetProperty("codec").GetString() == CopiedTensor.Copy),
            result => Assert.Equal((1, 1, 1), (Number("ratio", result), Number("encodeToMemcpy", result), Number("decodeToMemcpy", result))));

        var texts = XDocument.Load(picture).Descendants().Where(item => item.Name.LocalName == "text").Select(item => item.Value).ToList();
        Assert.Equal(6, texts.Count(text => text == "sfp peak"));

        static double Number(string field, System.Text.Json.JsonElement result) =>
            result.GetProperty(field).GetDouble();
    }

    [Fact]
    public void A_library_that_is_absent_is_reported_with_its_package()
    {
        var absent = new Library("Nozip", "librtlgen-none.so.9", "libnozip9", "version", false, false);
        var setup =
            new BenchSetup([new Peer([absent], _ => throw new InvalidOperationException("made")), .. Few], [], 1, 1, 1);
        var tensors = BenchTensor.Generated().Take(1).ToList();
        using var output = new StringWriter { NewLine = "\n" };
        var report = BenchCommand.Run(setup, tensors, new Terminal(output, output, false, CancellationToken.None));
        report.Write(output);
        Assert.Contains("Nozip is absent and not measured; on Debian: sudo apt-get install libnozip9", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("machine: ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(10, report.Results.Count);
    }

    [Fact]
    public void A_codec_that_changes_values_fails_the_command()
    {
        var setup = new BenchSetup([new Peer([], _ => new Forgetful())], [], 1, 1, 1);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, false, CancellationToken.None);
        var failure = Assert.Throws<CommandFailure>(
            () => BenchCommand.Run(setup, [.. BenchTensor.Generated().Take(1)], terminal));
        Assert.Equal(ExitCode.CheckFailed, failure.Code);
        Assert.Equal("forgetful none does not give back tensor 'gaussian' of fp32 bit for bit", failure.Message);
    }

    [Theory]
    [InlineData("--threads is '0', must be 1 to 256", "--threads", "0")]
    [InlineData("--repeat is 'x', must be 1 to 1000", "--repeat", "x")]
    [InlineData("--size is '513', must be 1 to 512", "--size", "513")]
    [InlineData("--picture is empty, must be a path", "--picture", "")]
    [InlineData("unknown option '--pictur', did you mean '--picture'?", "--pictur", "x")]
    public void A_bad_option_is_refused_with_what_is_allowed(string expected, params string[] options) =>
        CommandRun.Fails(ExitCode.Usage, expected, ["bench", .. options]);

    [Fact]
    public void Bad_files_are_named()
    {
        var input = CommandRun.WriteTensors(_folder["in.safetensors"], ("a", Enough));
        var few = CommandRun.WriteTensors(_folder["few.safetensors"], ("a", [1, -2, 3]), ("b", [0]));
        var empty = CommandRun.WriteTensors(_folder["empty.safetensors"], ("a", []));
        CommandRun.Succeeds("encode", input, "-o", _folder["small.safetensors"]);
        CommandRun.Fails(ExitCode.Input, "no such file", "bench", _folder["none"]);
        CommandRun.Fails(ExitCode.Input, "is compressed already", "bench", _folder["small.safetensors"]);
        CommandRun.Fails(ExitCode.Input, "has no values of type F32, BF16 or F16", "bench", empty);
        CommandRun.Fails(ExitCode.Input, "has 4 fp32 values in all, must have 4096 or more", "bench", few);
        CommandRun.Fails(ExitCode.Usage, "is the input itself", "bench", input, "--picture", input);
        CommandRun.Fails(ExitCode.Output, "there is no folder", "bench", input, "--picture", _folder["no/x.svg"]);
    }

    private static float[] Enough => [.. Enumerable.Range(-2048, 4096).Select(i => i / 64f)];

    private static IEnumerable<Peer> Few => Peer.All.Where(peer => peer.Libraries.Contains(Library.Lz4)).Take(1);

    private sealed class Forgetful : ICompressor
    {
        public string Name => "forgetful";

        public string Setting => "none";

        public int MaxBytes(int bytes) => 1;

        public int Compress(ReadOnlySpan<byte> source, Span<byte> destination) => 1;

        public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination) => destination.Clear();

        public void Dispose()
        {
            // It has nothing.
        }
    }
}
