// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Training.Native;

/// <summary>The program where libtorch is not.</summary>
public sealed class TorchMissingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_without_libtorch_says_what_to_do_in_one_line_and_leaves_nothing()
    {
        // The program's assemblies alone, without the list of what else belongs to it.
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(".dll", StringComparison.Ordinal) || name == "rtlgen.runtimeconfig.json")
            {
                File.Copy(file, _folder[name]);
            }
        }

        var start = new ProcessStartInfo(
            "dotnet", [_folder["rtlgen.dll"], "train", "--model", "mlp", "--out", _folder["run"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // TorchSharp would look for it among the packages.
        start.Environment["NUGET_PACKAGES"] = _folder["none"];
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        Assert.Equal("", await output);
        await process.WaitForExitAsync();
        Assert.StartsWith("rtlgen: error: libLibTorchSharp.so or libtorch does not ", error, StringComparison.Ordinal);
        Assert.EndsWith("restore it and build again\n", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
        Assert.Equal(ExitCode.MissingTool, (ExitCode)process.ExitCode);
        Assert.False(Directory.Exists(_folder["run"]));
    }
}
