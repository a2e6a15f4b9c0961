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
        var script = $"read_verilog {module.FileName}; hierarchy -check -top {module.Name}; proc; flatten; opt; "
            + $"memory_map; opt; dffunmap; check -assert; write_smt2 {Output}";
        var key = FolderCache.Key(CheckedVersion, script, module.FileName, module.Text);
        var folder = (cache ?? FolderCache.Default).GetOrBuild("smt2-" + key, unfinished =>
        {
            File.WriteAllText(Path.Combine(unfinished, module.FileName), module.Text);
            Tool.Yosys.Require(unfinished, "-q", "-p", script);
        });
        return File.ReadAllText(Path.Combine(folder, Output));
    }

    [GeneratedRegex(@"^Yosys (\d+\.\d+)")]
    private static partial Regex VersionNumber();
}
