// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Generator.Software;

/// <summary>The Python module, by test_sfp.py; its files and those of the command line are the same.</summary>
public sealed class PythonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Arrays_and_files_pass_the_tests_in_python()
    {
        var sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");
        Directory.CreateDirectory(_folder["encoded"]);
        Directory.CreateDirectory(_folder["written"]);
        CommandRun.Succeeds("generate", "--c", "-o", _folder["module"]);
        CommandRun.Succeeds("encode", sample, "-o", _folder["encoded/lossless.safetensors"]);
        CommandRun.Succeeds("encode", sample, "-o", _folder["encoded/lossless-peak.safetensors"], "--coder", "peak");
        CommandRun.Succeeds("encode", sample, "-o", _folder["encoded/short.safetensors"], "--coder", "bias", "--mantissa", "3",
            "--exponent", "4", "--rounding", "nearest", "--lanes", "3", "--rows", "5", "--word", "16");
        CommandRun.Succeeds("encode", sample, "-o", _folder["encoded/bf16.safetensors"], "--container", "bf16");
        CommandRun.Succeeds("encode", sample, "-o", _folder["encoded/fp16.safetensors"], "--container", "fp16");

        var run = Python(Repository.Path("Tests", "Generator", "Software", "test_sfp.py"));
        Assert.True(run.Code == 0, run.Text);
        Assert.Matches("Ran [0-9]+ tests", run.Text);

        foreach (var name in new[] { "lossless", "lossless-peak", "short" })
        {
            CommandRun.Succeeds("decode", _folder[$"written/{name}.safetensors"], "-o", _folder["ours.safetensors"]);
            CommandRun.Succeeds("decode", _folder[$"encoded/{name}.safetensors"], "-o", _folder["its.safetensors"]);
            Assert.Equal(File.ReadAllBytes(_folder["its.safetensors"]), File.ReadAllBytes(_folder["ours.safetensors"]));
        }
    }

    // A Python of the user's own may be the first on the path and lack NumPy; Debian's package serves Debian's.
    private (int Code, string Text) Python(string script)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(command => File.Exists(command) && Run(command, "-c", "import numpy").Code == 0);
        Assert.True(python is not null, "no python3 with NumPy; run: sudo apt-get install python3 python3-numpy");
        return Run(python, script);
    }

    private (int Code, string Text) Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, ["-B", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["SFP_DIR"] = _folder["module"];
        start.Environment["SFP_SAMPLE"] = Repository.Path("samples", "esrgan-medium-sample.safetensors");
        start.Environment["SFP_ENCODED"] = _folder["encoded"];
        start.Environment["SFP_WRITTEN"] = _folder["written"];
        start.Environment["XDG_CACHE_HOME"] = _folder["cache"];
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }
}
