// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Rtlgen.Verification.Tools;

/// <summary>What a tool did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, then standard error, without trailing white space.</param>
public sealed record ToolResult(int ExitCode, string Output);

/// <summary>A program that verification runs.</summary>
/// <param name="Command">The program's name, found on the path.</param>
/// <param name="Package">The Debian package that has it.</param>
public sealed record Tool(string Command, string Package)
{
    /// <summary>Verilog to C++; also a linter.</summary>
    public static Tool Verilator { get; } = new("verilator", "verilator");

    /// <summary>The C++ compiler.</summary>
    public static Tool Compiler { get; } = new("g++", "g++");

    /// <summary>The C compiler.</summary>
    public static Tool CCompiler { get; } = new("gcc", "gcc");

    /// <summary>Icarus Verilog.</summary>
    public static Tool Icarus { get; } = new("iverilog", "iverilog");

    /// <summary>The synthesiser.</summary>
    public static Tool Yosys { get; } = new("yosys", "yosys");

    /// <summary>ABC, as it comes with Yosys.</summary>
    public static Tool Abc { get; } = new("yosys-abc", "yosys");

    /// <summary>Static timing analysis: OpenSTA. It exits with 0 after errors.</summary>
    public static Tool OpenSta { get; } = new("sta", "opensta");

    /// <summary>Place and route for iCE40.</summary>
    public static Tool Nextpnr { get; } = new("nextpnr-ice40", "nextpnr-ice40");

    /// <summary>The shell.</summary>
    public static Tool Shell { get; } = new("sh", "dash");

    /// <summary>A SAT solver.</summary>
    public static Tool Cadical { get; } = new("cadical", "cadical");

    /// <summary>Runs the tool to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments; no shell reads them.</param>
    /// <exception cref="ToolMissingException">The program is not installed.</exception>
    public ToolResult Run(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.Append(line.Data).Append(line.Data is null ? "" : "\n");
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, (output + errors).TrimEnd());
    }

    /// <summary>Runs the tool and refuses failure.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments; no shell reads them.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="ToolMissingException">The program is not installed.</exception>
    /// <exception cref="ToolFailedException">Its exit code is not 0; the message quotes its output.</exception>
    public string Require(string folder, params IEnumerable<string> arguments)
    {
        var list = arguments.ToList();
        var result = Run(folder, list);
        return result.ExitCode == 0
            ? result.Output
            : throw new ToolFailedException(
                $"{Command} {string.Join(' ', list)}: exit code {result.ExitCode}\n{result.Output}");
    }

    private Process Start(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException($"{Command} did not start");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception) when (Directory.Exists(folder))
        {
            throw new ToolMissingException(
                $"{Command} is not installed: install the Debian package {Package}", exception);
        }
    }
}
