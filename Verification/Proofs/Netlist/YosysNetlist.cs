// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>Has Yosys turn emitted Verilog into SMT-LIB.</summary>
public static partial class YosysNetlist
{
    /// <summary>The oldest Yosys whose output is known.</summary>
    public static readonly Version Oldest = new(0, 23);

    private const string Output = "netlist.smt2";

    private static readonly Lazy<string> VersionLine = new(() => Tool.Yosys.Require(".", "-V"));

    /// <summary>What Yosys says of its version.</summary>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="NetlistException">It is too old.</exception>
    public static string CheckedVersion
    {
        get
        {
            var match = VersionNumber().Match(VersionLine.Value);
            return match.Success && Version.Parse(match.Groups[1].Value) >= Oldest
                ? VersionLine.Value
                : throw new NetlistException(string.Create(
                    CultureInfo.InvariantCulture, $"yosys is too old, must be {Oldest} or newer: {VersionLine.Value}"));
        }
    }

    /// <summary>The SMT-LIB of one module.</summary>
    /// <param name="module">A module that instantiates none.</param>
    /// <param name="cache">Where answers are kept; null for the default.</param>
    /// <returns>Yosys's text, as it is.</returns>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the module.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    public static string Read(EmittedModule module, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Run(module, [module], "proc; flatten; opt; memory_map; opt; dffunmap; check -assert", cache);
    }

    /// <summary>The SMT-LIB of one clock of a shell: every register R becomes an input R.q and an output R.d.</summary>
    /// <param name="shell">A shell that instantiates kernels only.</param>
    /// <param name="modules">The modules that it may instantiate.</param>
    /// <param name="cache">Where answers are kept; null for the default.</param>
    /// <returns>Yosys's text, as it is.</returns>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the module.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    public static string ReadStep(EmittedModule shell, IReadOnlyList<EmittedModule> modules, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(shell);

        // Registers are turned into ports while they have the shell's own names only.
        const string steps = "proc; opt_expr; dffunmap; opt_clean -purge; expose -evert-dff; flatten; opt; check -assert";
        return Run(shell, modules, steps, cache);
    }

    private static string Run(EmittedModule top, IReadOnlyList<EmittedModule> modules, string steps, FolderCache? cache)
    {
        var files = string.Join(' ', modules.Select(module => module.FileName));
        var script = $"read_verilog {files}; hierarchy -check -top {top.Name}; {steps}; write_smt2 {Output}";
        var key = FolderCache.Key([CheckedVersion, script, .. modules.Select(module => module.Text)]);
        var folder = (cache ?? FolderCache.Default).GetOrBuild("smt2-" + key, unfinished =>
        {
            foreach (var module in modules)
            {
                File.WriteAllText(Path.Combine(unfinished, module.FileName), module.Text);
            }

            Tool.Yosys.Require(unfinished, "-q", "-p", script);
        });
        return File.ReadAllText(Path.Combine(folder, Output));
    }

    [GeneratedRegex(@"^Yosys (\d+\.\d+)")]
    private static partial Regex VersionNumber();
}
