// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.Verification.Hardware;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen conform DIR</c>: conformance vectors through everything that codes.</summary>
internal static class ConformCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = Inputs.PathArgument<string>("DIR", "Folder with *.json vectors, or one vector");
        var rtl = new Option<bool>("--rtl") { Description = "Run them through the generated hardware, too" };
        var json = Inputs.Json();
        var command = new Command("conform", "Run conformance vectors; exit code 1 if any fails") { input, rtl, json };
        command.SetAction(parsed =>
        {
            using var hardware = new HardwareCheck();
            List<Subject> subjects = [new("golden", GoldenCheck.FirstDifference)];
            if (parsed.GetValue(rtl))
            {
                subjects.Add(new Subject("rtl", hardware.FirstDifference));
            }

            var log = parsed.GetValue(json) ? TextWriter.Null : terminal.Out;
            var report = Run(parsed.GetRequiredValue(input), subjects, terminal, log);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                terminal.Out.WriteLine($"{report.Passed} passed, {report.Failed} failed");
            }

            return (int)(report.Failed == 0 ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }

    private static ConformReport Run(string path, List<Subject> subjects, Terminal terminal, TextWriter log)
    {
        var files = FindVectors(path);
        var failures = new List<ConformFailure>();
        for (var i = 0; i < files.Count; i++)
        {
            terminal.Cancellation.ThrowIfCancellationRequested();
            terminal.Progress("vectors", i + 1, files.Count);
            foreach (var failure in Check(files[i], subjects))
            {
                terminal.ClearProgress();
                log.WriteLine($"FAIL {failure.Vector} ({failure.Subject}): {failure.Difference}");
                failures.Add(failure);
            }
        }

        terminal.ClearProgress();
        var total = files.Count * subjects.Count;
        return new ConformReport(total - failures.Count, failures.Count, failures);
    }

    private static List<string> FindVectors(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).ToList()
            : throw new DirectoryNotFoundException($"{path}: no such folder");
        return files.Count > 0 ? files : throw new InvalidDataException($"{path}: has no *.json vectors");
    }

    private static IEnumerable<ConformFailure> Check(string file, List<Subject> subjects)
    {
        ConformanceVector? vector = null;
        var damage = Attempt(() =>
        {
            vector = ConformanceVector.Read(file);
            return null;
        });
        var name = Path.GetFileName(file);
        return subjects
            .Select(subject => (subject.Name, Difference: damage ?? Attempt(() => subject.FirstDifference(vector!))))
            .Where(result => result.Difference is not null)
            .Select(result => new ConformFailure(name, result.Name, result.Difference!));
    }

    private static string? Attempt(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception) when (exception
            is InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>Something that codes: its name, and what finds the first field that differs from a vector.</summary>
    private sealed record Subject(string Name, Func<ConformanceVector, string?> FirstDifference);

    private sealed record ConformFailure(string Vector, string Subject, string Difference);

    private sealed record ConformReport(int Passed, int Failed, IReadOnlyList<ConformFailure> Failures);
}
