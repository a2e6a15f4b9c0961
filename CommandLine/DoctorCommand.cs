// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Comparison;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Training.Native;
using Rtlgen.Verification.Proofs.Z3;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen doctor</c>: what is there of the tools and packages that rtlgen uses.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var json = Inputs.Json();
        var command = new Command(
            "doctor", "List tools and packages: found, version, what is off without; exit code 5 if ./test lacks one")
        {
            json,
        };
        command.SetAction(parsed =>
        {
            var report = Examine(ExternalTool.All, [ExamineZ3(), ExamineTorch(), ExamineCells(), .. Library.All.Select(Examine)]);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                Write(report, terminal.Out);
            }

            return (int)(report.Ready ? ExitCode.Success : ExitCode.MissingTool);
        });
        return command;
    }

    /// <summary>Looks for tools.</summary>
    internal static DoctorReport Examine(
        IReadOnlyList<ExternalTool> tools, params IReadOnlyList<ExaminedTool> libraries)
    {
        List<ExaminedTool> found =
            [.. tools.AsParallel().AsOrdered().WithDegreeOfParallelism(tools.Count).Select(Examine), .. libraries];
        List<LoadedLibrary> loaded = [.. new[] { Z3Library.LoadedFrom, TorchLibrary.LoadedFrom }
            .Zip(["libz3", "libtorch"], (from, name) => from is null ? null : new LoadedLibrary(name, from))
            .OfType<LoadedLibrary>()];
        return new DoctorReport(found.TrueForAll(tool => !tool.Required || tool.State == "ok"), found, loaded);
    }

    private static ExaminedTool Examine(ExternalTool tool)
    {
        var version = tool.FindVersion();
        var state = version is null ? "missing" : tool.IsRecent(version) ? "ok" : "too old";
        return new ExaminedTool(tool.Name, state, version, tool.Minimum, tool.Required, tool.Purpose, tool.Package);
    }

    private static ExaminedTool Examine(Library library)
    {
        var version = library.FindVersion();
        var state = version is null ? "missing" : "ok";
        return new ExaminedTool(
            library.Package, state, version, null, library.Required, $"bench beside {library.Name}", library.Package);
    }

    // A library, not a program: asked for its version through the package that wraps it.
    private static ExaminedTool ExamineZ3()
    {
        const string minimum = "4.8.12";
        var version = FindZ3();
        var state = version is null ? "missing" : Version.Parse(version) >= Version.Parse(minimum) ? "ok" : "too old";
        return new ExaminedTool("libz3", state, version, minimum, true, "proofs", "libz3-4");
    }

    private static ExaminedTool ExamineCells()
    {
        var isThere = File.Exists(CellLibrary.DefaultPath);
        return new ExaminedTool(
            "osu018", isThere ? "ok" : "missing", isThere ? "" : null, null, true, "synth without --liberty", "qflow-tech-osu018");
    }

    private static string? FindZ3()
    {
        try
        {
            return Z3Library.Load();
        }
        catch (ToolMissingException)
        {
            return null;
        }
    }

    // libtorch is a package's, not the system's: without it nothing trains, and a build brings it.
    private static ExaminedTool ExamineTorch()
    {
        try
        {
            var version = TorchLibrary.Load();
            return new ExaminedTool("libtorch", "ok", version, null, true, "training", "");
        }
        catch (TorchMissingException)
        {
            return new ExaminedTool("libtorch", "missing", null, null, true, "training", "");
        }
    }

    private static void Write(DoctorReport report, TextWriter writer)
    {
        var table = new TextTable("<tool", "<state", "<version", "<at least", "<for ./test", "<off without it");
        foreach (var tool in report.Tools)
        {
            var required = tool.Required ? "needed" : "";
            table.Add(tool.Name, tool.State, tool.Version ?? "", tool.Minimum ?? "any", required, tool.OffWithout);
        }

        table.Write(writer);
        foreach (var library in report.Loaded)
        {
            writer.WriteLine();
            writer.WriteLine($"{library.Name} is {library.From}");
        }

        var missing = report.Tools.Where(tool => tool.State != "ok").ToList();
        if (missing.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(
                $"On Debian: sudo apt-get install {string.Join(' ', missing.Select(tool => tool.Package).Where(name => name.Length > 0))}");
        }
    }
}

/// <summary>A tool as it was found.</summary>
internal sealed record ExaminedTool(
    string Name, string State, string? Version, string? Minimum, bool Required, string OffWithout, string Package);

/// <summary>A native library of this process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Its file, and what stands in front of it or was changed in a copy.</param>
internal sealed record LoadedLibrary(string Name, string From);

/// <summary>All tools and libraries.</summary>
/// <param name="Ready">True if <c>./test</c> has all that it needs.</param>
/// <param name="Tools">The tools.</param>
/// <param name="Loaded">Where native libraries that may need help were loaded from.</param>
internal sealed record DoctorReport(
    bool Ready, IReadOnlyList<ExaminedTool> Tools, IReadOnlyList<LoadedLibrary> Loaded);
