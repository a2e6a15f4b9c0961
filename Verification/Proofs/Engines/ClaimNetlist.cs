// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Printing;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>A claim's Verilog, flattened by Yosys together with the emitted modules that it instantiates.</summary>
public sealed partial class ClaimNetlist
{
    /// <summary>File with the flat module in Yosys's own format.</summary>
    public const string FlatFile = "claim.il";

    private const string AigerName = "claim.aig";

    private const string ClaimFile = "claim.v";

    private readonly Lazy<AigerFile> _aiger;

    private ClaimNetlist(string folder, VerilogClaim claim)
    {
        (Folder, Claim) = (folder, claim);
        _aiger = new(() => AigerFile.Parse(File.ReadAllBytes(Path.Combine(folder, AigerName))));
    }

    /// <summary>The folder that has the files; it is not written to.</summary>
    public string Folder { get; }

    /// <summary>The claim.</summary>
    public VerilogClaim Claim { get; }

    /// <summary>The claim as and gates, an input for each bit.</summary>
    public AigerFile Aiger => _aiger.Value;

    /// <summary>Builds it, if it was not built before.</summary>
    /// <param name="printed">The claim's text.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="modules">All modules of the design.</param>
    /// <param name="cache">Where it is kept; null for the default.</param>
    /// <param name="bounds">What Yosys may take.</param>
    /// <returns>The netlist; null if time was up.</returns>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the text.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    public static ClaimNetlist? Build(
        VerilogClaim printed, Claim claim, IReadOnlyList<EmittedModule> modules, FolderCache? cache, ToolBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(printed);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(modules);
        var script = ReadClaim(printed.Module, claim, modules, ClaimFile)
            + $"proc; flatten; opt; memory_map; opt; check -assert; write_rtlil {FlatFile}; "
            + $"techmap; opt; aigmap; opt_clean; check -assert; write_aiger -symbols {AigerName}";
        var key = FolderCache.Key(
            [YosysNetlist.CheckedVersion, script, printed.Text, .. modules.Select(module => module.Text)]);
        try
        {
            var folder = (cache ?? FolderCache.Default).GetOrBuild("claim-" + key, unfinished =>
            {
                foreach (var module in modules)
                {
                    File.WriteAllText(Path.Combine(unfinished, module.FileName), module.Text);
                }

                File.WriteAllText(Path.Combine(unfinished, ClaimFile), printed.Text);
                var result =
                    Tool.Yosys.RunWithin(unfinished, bounds, "-q", "-p", script) ?? throw new TimeoutException();
                if (result.ExitCode != 0)
                {
                    throw new ToolFailedException($"yosys: exit code {result.ExitCode}: {result.Output}");
                }
            });
            return new ClaimNetlist(folder, printed);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Yosys's commands that read a claim with its modules: shells as one clock of them, kernels as they
    /// are.</summary>
    /// <param name="top">The claim's module.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="modules">The modules of the design that belong to it, or all.</param>
    /// <param name="claimFile">The claim's file.</param>
    /// <param name="read">The command that reads the claim.</param>
    internal static string ReadClaim(
        string top, Claim claim, IReadOnlyList<EmittedModule> modules, string claimFile, string read = "read_verilog")
    {
        var all =
            modules.Count == 0 ? "" : $"read_verilog {string.Join(' ', modules.Select(module => module.FileName))}; ";
        var shells = claim.Steps.Select(step => step.Shell.Module).DistinctBy(shell => shell.Name).ToList();
        var steps = shells.Select(shell => $"{all}hierarchy -check -top {shell.Name}; "
            + $"{YosysNetlist.StepOf(shell.Name)}; rename {shell.Name} {VerilogClaim.StepModule(shell)}; design -stash {shell.Name}; ");
        var copies = shells.Select(
            shell => VerilogClaim.StepModule(shell) is var step ? $"design -copy-from {shell.Name} {step}; " : "");
        return $"{string.Concat(steps)}{all}{string.Concat(copies)}"
            + $"{read} {claimFile}; hierarchy -check -top {top}; ";
    }

    /// <summary>The values of the claim's variables under those of the netlist's inputs, named <c>PORT</c> or
    /// <c>PORT[BIT]</c>.</summary>
    internal IReadOnlyDictionary<string, BigInteger> Values(IEnumerable<string> setBits)
    {
        var values = Claim.Inputs.ToDictionary(input => input.Port, _ => BigInteger.Zero);
        foreach (var match in setBits.Select(bit => BitName().Match(bit)))
        {
            var index =
                match.Groups["bit"] is { Success: true } bit ? int.Parse(bit.Value, CultureInfo.InvariantCulture) : 0;
            values[match.Groups["port"].Value] |= BigInteger.One << index;
        }

        return Claim.Inputs.ToDictionary(input => input.Variable, input => values[input.Port]);
    }

    [GeneratedRegex(@"^(?<port>\w+)(?:\[(?<bit>\d+)\])?$")]
    private static partial Regex BitName();
}
