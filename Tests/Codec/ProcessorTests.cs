// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>Processors without the vector instructions of this one, as the runtime can pretend to have them.</summary>
public sealed class ProcessorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX512v2")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Without_some_vector_instructions_the_codec_writes_and_reads_the_same(string setting)
    {
        foreach (var coder in (string[])["delta", "peak"])
        {
            var expected = Encode(coder, "here", null);
            Assert.Equal(expected, Encode(coder, "there", setting));
        }

        Run(setting, "fuzz", "-n", "1500", "--only", "stream", "--threads", "1");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private byte[] Encode(string coder, string name, string? setting)
    {
        var output = _folder[$"{name}-{coder}.safetensors"];
        var sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");
        Run(setting, "encode", sample, "-o", output, "--coder", coder, "--verify");
        return File.ReadAllBytes(output);
    }

    private static void Run(string? setting, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "rtlgen.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (setting is not null)
        {
            start.Environment[setting] = "0";
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{setting}: {errors}{output.Result}");
    }
}
