// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Rtlgen.Verification.Tools;

/// <summary>How much one run of a tool may take.</summary>
/// <param name="Time">How long.</param>
/// <param name="Memory">How many MiB of address space.</param>
/// <param name="Cancellation">Stops it.</param>
public sealed record ToolBounds(TimeSpan Time, int Memory, CancellationToken Cancellation);

/// <summary>Runs of tools that may never end by themselves.</summary>
public static class BoundedTool
{
    // The shell sets the limit and becomes the tool.
    private const string Shell = "/bin/sh";

    private const string Limit = "ulimit -v \"$1\" && shift && exec \"$@\"";

    /// <summary>Runs a tool until it ends or has had its time.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="bounds">What it may take.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it did; null if its time was up.</returns>
    /// <exception cref="ToolMissingException">The program is not installed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ToolResult? RunWithin(
        this Tool tool, string folder, ToolBounds bounds, params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(bounds);
        tool.RequireInstalled();
        var kibibytes = (bounds.Memory * 1024L).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Shell, ["-c", Limit, Shell, kibibytes, tool.Command, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(bounds.Cancellation);
        deadline.CancelAfter(bounds.Time > TimeSpan.Zero ? bounds.Time : TimeSpan.Zero);
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"{tool.Command} did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.WaitForExitAsync(deadline.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            bounds.Cancellation.ThrowIfCancellationRequested();
            return null;
        }

        return new ToolResult(process.ExitCode, (output.Result + errors.Result).TrimEnd());
    }

    private static void RequireInstalled(this Tool tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, tool.Command))))
        {
            throw new ToolMissingException(
                $"{tool.Command} is not installed: install the Debian package {tool.Package}");
        }
    }
}
