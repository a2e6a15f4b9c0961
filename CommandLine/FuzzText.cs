// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text;
using Rtlgen.Fuzzing;
using Rtlgen.Fuzzing.Targets;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary>What a run of <c>fuzz</c> found, as text, as JSON and as a part of a document.</summary>
/// <param name="Report">The run.</param>
internal sealed record FuzzText(FuzzReport Report)
{
    private const string Heading = "## Recorded run";
    private const int MostKinds = 12;

    private string Command =>
        $"./rtlgen fuzz -n {Report.Tally.Total()} --seed {Report.Options.Seed}"
        + (Report.Options.From > 0 ? $" --from {Report.Options.From}" : "")
        + (Report.Options.Only is { } only ? $" --only {only}" : "");

    private string Summary =>
        $"{TextTable.Count(Report.Tally.Total())} inputs, seed {Report.Options.Seed}, "
        + $"{(Report.Fault is null ? "no fault" : "1 fault")}";

    /// <summary>Writes what people see.</summary>
    public void Write(TextWriter writer)
    {
        var table = new TextTable("<target", "inputs", "accepted", "refused", "kinds of refusal");
        foreach (var (target, kinds) in Report.Tally.Counts)
        {
            var sum = kinds.Values.Sum();
            var accepted = kinds.GetValueOrDefault(FuzzTarget.Accepted);
            var refusals = kinds.Count - (accepted > 0 ? 1 : 0);
            table.Add(
                target,
                TextTable.Count(sum),
                TextTable.Count(accepted),
                TextTable.Count(sum - accepted),
                TextTable.Count(refusals));
        }

        table.Write(writer);
        writer.WriteLine();
        if (Report.Fault is { } fault)
        {
            writer.WriteLine($"input {fault.Number}: {fault.Problem}");
            writer.WriteLine($"    rerun  {Report.Rerun ?? "the process ended before its first input"}");
            writer.WriteLine($"    input  {fault.Input ?? "could not be made again"}");
            writer.WriteLine();
        }

        writer.WriteLine(Summary);
    }

    /// <summary>The report as JSON has it.</summary>
    public object ToJson() => new
    {
        Report.Options.Seed,
        Report.Options.From,
        Inputs = Report.Tally.Total(),
        Seconds = Math.Round(Report.Time.TotalSeconds, 1),
        Versions = Versions(),
        Targets = Report.Tally.Counts,
        Fault = Report.Fault is { } fault ? new { fault.Number, fault.Problem, fault.Input, Report.Rerun } : null,
    };

    /// <summary>Replaces what a Markdown file has below its heading of the recorded run.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public void Record(string path)
    {
        var text = File.ReadAllText(path);
        var heading = text.IndexOf(Heading, StringComparison.Ordinal);
        if (heading < 0)
        {
            throw new IOException($"{path}: has no line '{Heading}'");
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes($"{text[..heading]}{Markdown()}")));
    }

    private static Dictionary<string, string> Versions() => new()
    {
        ["rtlgen"] = VersionCommand.Version,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = $"{RuntimeInformation.RuntimeIdentifier}",
    };

    private string Markdown()
    {
        var text = new StringBuilder();
        text.Append($"{Heading}\n\nWritten by `{Command} --record docs/fuzzing.md`, with {Report.Options.Threads} ");
        text.Append($"process{(Report.Options.Threads == 1 ? "" : "es")} in {Report.Time.TotalMinutes:F0} minutes; ");
        text.Append($"{string.Join(", ", Versions().Select(pair => $"{pair.Key} {pair.Value}"))}.\n\n```text\n");
        using var plain = new StringWriter { NewLine = "\n" };
        Write(plain);
        text.Append(plain).Append("```\n");
        foreach (var (target, kinds) in Report.Tally.Counts)
        {
            text.Append($"\n| {target} | inputs |\n|---|---|\n");
            foreach (var (kind, count) in kinds.OrderByDescending(kind => kind.Value).Take(MostKinds))
            {
                text.Append($"| {Escape(kind)} | {TextTable.Count(count)} |\n");
            }

            var others = kinds.OrderByDescending(kind => kind.Value).Skip(MostKinds).ToList();
            if (others.Count > 0)
            {
                text.Append($"| {others.Count} other kinds | {TextTable.Count(others.Sum(kind => kind.Value))} |\n");
            }
        }

        return text.ToString();
    }

    private static string Escape(string kind) =>
        kind == FuzzTarget.Accepted
            ? kind
            : $"`{kind.Replace("|", "\\|", StringComparison.Ordinal).Replace('`', '\'')}`";
}
