// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Verification.Lint;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen lint [-c CONFIG]</c>: the generated Verilog under three tools' strictest settings.</summary>
internal static class LintCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var hardware = new HardwareOptions();
        var json = Inputs.Json();
        var command = new Command(
            "lint", "Lint the generated Verilog with Verilator, Icarus and Yosys; exit code 1 if any finds something")
        {
            json,
        };
        hardware.AddTo(command);
        command.SetAction(parsed =>
        {
            var design = hardware.Emit(parsed);
            var findings = LintCheck.Run(design);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new LintReport(design.Config.DesignName, findings));
            }
            else
            {
                foreach (var finding in findings)
                {
                    terminal.Out.WriteLine(finding.ToString());
                }

                terminal.Out.WriteLine(
                    $"{design.Config.DesignName}: {design.Modules.Count} modules, {findings.Count} findings");
            }

            return (int)(findings.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }

    private sealed record LintReport(string Configuration, IReadOnlyList<LintFinding> Findings);
}
