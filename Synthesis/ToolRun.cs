// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Tools;

namespace Rtlgen.Synthesis;

/// <summary>Runs a tool of synthesis; whatever it complains of is a failure, however it exits.</summary>
internal static class ToolRun
{
    private static readonly string[] Complaints = ["ERROR", "Error:", "error:", "cmd error", "** cmd"];

    /// <summary>Runs a tool that has to succeed.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="module">What it works on, for the message.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="SynthesisException">It exits with another code than 0, or writes an error.</exception>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public static string Run(Tool tool, string module, string folder, params IEnumerable<string> arguments)
    {
        var result = tool.Run(folder, arguments);
        var complaint = Complaint(result.Output);
        return result.ExitCode == 0 && complaint is null
            ? result.Output
            : throw new SynthesisException(
                $"{module}: {tool.Command}: {complaint ?? $"exit code {result.ExitCode}: {LastLine(result.Output)}"}");
    }

    /// <summary>The first line that is an error; null if there is none.</summary>
    public static string? Complaint(string output) => output.Split('\n')
        .Where(line => Complaints.Any(word => line.Contains(word, StringComparison.Ordinal)))
        .Select(line => line.Trim()).FirstOrDefault();

    private static string LastLine(string output) => output.TrimEnd().Split('\n')[^1].Trim();
}
