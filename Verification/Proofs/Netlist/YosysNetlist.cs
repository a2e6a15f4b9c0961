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

    private const string InstanceList = "instances.il";

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
        var folder = Run(module, [module], "proc; flatten; opt; memory_map; opt; dffunmap; check -assert", cache);
        return File.ReadAllText(Path.Combine(folder, Output));
    }

    /// <summary>
    /// The SMT-LIB of one clock of a shell: every register R becomes an input R.q and an output R.d, every port P of an
    /// instance or memory I a port I.P of the other direction.
    /// </summary>
    /// <param name="shell">A module.</param>
    /// <param name="modules">The modules that it may instantiate.</param>
    /// <param name="cache">Where answers are kept; null for the default.</param>
    /// <returns>Yosys's text, as it is, and the instances by name with their modules; a memory's is $mem_v2.</returns>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the module.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    public static (string Text, IReadOnlyList<(string Name, string Module)> Instances) ReadStep(
        EmittedModule shell, IReadOnlyList<EmittedModule> modules, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(shell);
        var folder = Run(shell, modules, StepOf(shell.Name), cache);
        var instances = InstanceLine().Matches(File.ReadAllText(Path.Combine(folder, InstanceList)))
            .Select(line => (line.Groups["name"].Value, line.Groups["module"].Value))
            .OrderBy(instance => instance.Item1, StringComparer.Ordinal);
        return (File.ReadAllText(Path.Combine(folder, Output)), [.. instances]);
    }

    /// <summary>Yosys's commands that turn a module's registers, memories and instances into ports.</summary>
    public static string StepOf(string module) =>
        // Buffers keep a register and the port that shows it apart, and nothing is simplified before: registers have
        // one name.
        $"proc -noopt; memory_collect; dffunmap; opt_clean -purge; insbuf {module}; "
        + $"expose -evert-dff {module}/t:$dff %x:+[Q]; dump -o {InstanceList} {module}/c:*; "
        + $"expose -evert {module}/c:*; delete -output {Unused(module)}; "
        + $"opt_expr -mux_undef {module}/w:*.WR_* %ci2 {module}/t:$mux %i; hierarchy -top {module}; opt; check -assert";

    // Where a memory is not written Yosys leaves open what it would be, and where.
    // A memory that is read without a clock has inputs for one all the same; nothing drives them.
    private static string Unused(string module) => $"{module}/w:*.RD_CLK {module}/w:*.RD_ARST {module}/w:*.RD_SRST";

    private static string Run(EmittedModule top, IReadOnlyList<EmittedModule> modules, string steps, FolderCache? cache)
    {
        var files = string.Join(' ', modules.Select(module => module.FileName));
        var script = $"read_verilog {files}; hierarchy -check -top {top.Name}; {steps}; write_smt2 {Output}";
        var key = FolderCache.Key([CheckedVersion, script, .. modules.Select(module => module.Text)]);
        return (cache ?? FolderCache.Default).GetOrBuild("smt2-" + key, unfinished =>
        {
            foreach (var module in modules)
            {
                File.WriteAllText(Path.Combine(unfinished, module.FileName), module.Text);
            }

            Tool.Yosys.Require(unfinished, "-q", "-p", script);
        });
    }

    [GeneratedRegex(@"^  cell \\?(?<module>\S+) \\(?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex InstanceLine();

    [GeneratedRegex(@"^Yosys (\d+\.\d+)")]
    private static partial Regex VersionNumber();
}
