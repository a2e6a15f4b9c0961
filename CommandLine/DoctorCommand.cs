// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.RegularExpressions;
using Rtlgen.Comparison;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen doctor</c>: what is there of the tools and packages that rtlgen uses.</summary>
internal static partial class DoctorCommand
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
            var report = Examine(ExternalTool.All, [ExamineZ3(), ExamineCells(), .. Library.All.Select(Examine)]);
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
        return new DoctorReport(found.TrueForAll(tool => !tool.Required || tool.State == "ok"), found);
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
        return new ExaminedTool("libz3", state, version, minimum, true, "proofs", "libz3-dev");
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
            return VersionNumber().Match(Microsoft.Z3.Version.FullVersion).Value;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or Microsoft.Z3.Z3Exception)
        {
            return null;
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
        var missing = report.Tools.Where(tool => tool.State != "ok").ToList();
        if (missing.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(
                $"On Debian: sudo apt-get install {string.Join(' ', missing.Select(tool => tool.Package))}");
        }
    }
    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionNumber();

}

/// <summary>A tool as it was found.</summary>
internal sealed record ExaminedTool(
    string Name, string State, string? Version, string? Minimum, bool Required, string OffWithout, string Package);

/// <summary>All tools and libraries.</summary>
/// <param name="Ready">True if <c>./test</c> has all that it needs.</param>
/// <param name="Tools">The tools.</param>
internal sealed record DoctorReport(bool Ready, IReadOnlyList<ExaminedTool> Tools);
