// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Training.Own;

/// <summary><c>samples/own-network</c> as somebody would build it who has copied it elsewhere, with the package that
/// this build's <c>Training</c> gives.</summary>
public sealed class OwnSample : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    public OwnSample()
    {
        var project = Directory.CreateDirectory(_folder["project"]).FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.Path("samples", "own-network")))
        {
            if (Path.GetFileName(file) != "Directory.Build.props")
            {
                File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
            }
        }

        // A version and a cache of its own, as NuGet keeps what it has seen; all else is in the cache that is there.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        Run(
            Repository.Path(), "pack", "Training", "-c", configuration, "--no-build", "-o",
            Path.Combine(project, "packages"), "-p:PackageVersion=0.0.1-test");
        Run(
            project, "build", "-c", "Release", "-o", _folder["own"], "-p:RtlgenVersion=0.0.1-test",
            $"-p:RestoreFallbackFolders={Cache()}", "-p:UseSharedCompilation=false");
    }

    public string Folder => _folder["own"];

    public string Assembly => Path.Combine(Folder, "OwnNetwork.dll");

    public void Dispose() => _folder.Dispose();

    private static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "--nologo", "-v", "quiet", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };

        // What `dotnet test` tells its children of its own build is not for this one.
        foreach (var name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        if (arguments[0] == "build")
        {
            start.Environment["NUGET_PACKAGES"] = _folder["cache"];
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {output.Result}");
    }
}
