// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>An engine's answer to whether an output can be set.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Values">Variables that set it, if it can be.</param>
/// <param name="Reason">Why there is no answer, if there is none; null too if time was up.</param>
public sealed record SatAnswer(
    SatStatus Status, IReadOnlyDictionary<string, BigInteger>? Values = null, string? Reason = null);

/// <summary>Whether an output can be set.</summary>
public enum SatStatus
{
    /// <summary>No input sets it: the engine said so in the very words that mean this.</summary>
    Never,

    /// <summary>Some input sets it.</summary>
    Sometimes,

    /// <summary>There is no answer.</summary>
    Unknown,
}

/// <summary>A program that decides whether an output of a claim's netlist can be set; independent of Z3.</summary>
public abstract class SatEngine
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Name and version of what is asked, and how.</summary>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public abstract string Version { get; }

    /// <summary>Asks.</summary>
    /// <param name="netlist">The claim.</param>
    /// <param name="output">One of its outputs.</param>
    /// <param name="bounds">What the engine may take.</param>
    /// <exception cref="ToolMissingException">It is not installed.</exception>
    public SatAnswer Ask(ClaimNetlist netlist, string output, ToolBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        var folder = Directory.CreateTempSubdirectory("rtlgen-proof-").FullName;
        try
        {
            return Ask(netlist, output, folder, bounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asks, with a folder for files.</summary>
    protected abstract SatAnswer Ask(ClaimNetlist netlist, string output, string folder, ToolBounds bounds);

    /// <summary>No answer, with the tool's last words.</summary>
    protected SatAnswer Odd(ToolResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var last = result.Output.Split('\n').LastOrDefault(line => line.Trim().Length > 0) ?? "nothing";
        return new SatAnswer(
            SatStatus.Unknown, Reason: $"{Name}: exit code {result.ExitCode}, its last words: {last.Trim()}");
    }

    /// <summary>A line that is there just once, and nothing else that could be an answer.</summary>
    protected static bool Says(string output, string line, params IEnumerable<string> others)
    {
        ArgumentNullException.ThrowIfNull(output);
        var lines = output.Split('\n').Select(text => text.TrimEnd()).ToList();
        return lines.Count(text => text.StartsWith(line, StringComparison.Ordinal)) == 1
            && !lines.Exists(text => others.Any(other => text.StartsWith(other, StringComparison.Ordinal)));
    }
}
