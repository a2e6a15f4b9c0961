// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rtlgen.CommandLine;

/// <summary>A program that rtlgen calls.</summary>
/// <param name="Name">Its name on the path.</param>
/// <param name="VersionArgument">What makes it print its version; null if nothing does.</param>
/// <param name="Minimum">The oldest version that is known to do; null if any.</param>
/// <param name="Package">The Debian package that has it.</param>
/// <param name="Required">True if <c>./test</c> needs it.</param>
/// <param name="Purpose">What does not work without it.</param>
internal sealed partial record ExternalTool(
    string Name, string? VersionArgument, string? Minimum, string Package, bool Required, string Purpose)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Every program that rtlgen may call.</summary>
    public static IReadOnlyList<ExternalTool> All { get; } =
    [
        new("dotnet", "--version", "10.0", "the .NET SDK", true, "everything"),
        new("g++", "--version", "10.0", "g++", true, "simulation"),
        new("make", "--version", "4.0", "make", true, "simulation"),
        new("verilator", "--version", "5.006", "verilator", true, "simulation, lint"),
        new("iverilog", "-V", "11.0", "iverilog", true, "lint by a second parser, replays, packages"),
        new("yosys", "-V", "0.23", "yosys", true, "proofs, synth, lint by a third parser"),
        new("yosys-abc", "-h", null, "yosys", true, "prove --engine abc"),
        new("sta", "-version", "2.0", "opensta", true, "synth --target asic"),
        new("nextpnr-ice40", "--version", "0.4", "nextpnr-ice40", true, "synth --target ice40"),
        new("cadical", "--version", null, "cadical", true, "prove --engine cadical"),
        new("gcc", "--version", "10.0", "gcc", true, "tests of the C codec"),
        new("clang", "--version", "11.0", "clang", true, "tests of the C codec by a second compiler"),
        new("numpy", "-c \"import numpy; print(numpy.__version__)\"", "1.20", "python3-numpy", true, "tests of the Python module")
        {
            Interpreter = "python3",
        },
        new("rsvg-convert", "--version", null, "librsvg2-bin", true, "pictures of training runs as PNG"),
        new("npm", "--version", null, "npm", false, "demo on the real network (a sample takes its place)"),
        new("gtkwave", "--version", "3.3", "gtkwave", false, "looking at waveforms"),
    ];

    /// <summary>What runs the argument, where the tool is no program of its own: the first on the path that
    /// succeeds.</summary>
    public string? Interpreter { get; init; }

    /// <summary>Looks for the program and asks for its version.</summary>
    /// <returns>Null if it is not there; an empty version if it does not say.</returns>
    public string? FindVersion()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, Interpreter ?? Name))
            .Where(File.Exists);
        return paths.Take(Interpreter is null ? 1 : int.MaxValue)
            .Select(path => VersionArgument is null ? "" : Ask(path, VersionArgument))
            .FirstOrDefault(version => version is not null);
    }

    /// <summary>True if a version is not older than the oldest that does, or unknown.</summary>
    public bool IsRecent(string version) =>
        Minimum is null || !System.Version.TryParse(version, out var found) || found >= System.Version.Parse(Minimum);

    private string? Ask(string path, string argument)
    {
        var start = new ProcessStartInfo(path, argument)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return "";
            }

            if (Interpreter is not null && process.ExitCode != 0)
            {
                return null;
            }

            return VersionNumber().Match(output.Result + error.Result).Value;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
