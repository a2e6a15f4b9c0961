// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>ABC's SAT solver on the claim's and gates.</summary>
public sealed partial class AbcEngine : SatEngine
{
    private const string Never = "UNSATISFIABLE ";

    private const string Sometimes = "SATISFIABLE ";

    private readonly Tool _tool;

    private readonly Lazy<string> _version;

    /// <summary>The engine.</summary>
    /// <param name="tool">The program; null for the one on the path.</param>
    public AbcEngine(Tool? tool = null)
    {
        _tool = tool ?? Tool.Abc;
        _version = new(() => VersionNumber().Match(_tool.Require(".", "-q", "version")) is { Success: true } match
            ? $"{match.Value} (dsat)" : "ABC (dsat)");
    }

    /// <inheritdoc/>
    public override string Name => "abc";

    /// <inheritdoc/>
    public override string Version => _version.Value;

    /// <inheritdoc/>
    protected override SatAnswer Ask(ClaimNetlist netlist, string output, string folder, ToolBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        File.WriteAllBytes(Path.Combine(folder, "claim.aig"), netlist.Aiger.WithOutput(output));
        var result = _tool.RunWithin(folder, bounds, "-q", "read_aiger claim.aig; dsat; write_cex -n claim.cex");
        if (result is null)
        {
            return new SatAnswer(SatStatus.Unknown);
        }

        if (result.ExitCode == 0 && Says(result.Output, Never, Sometimes))
        {
            return new SatAnswer(SatStatus.Never);
        }

        var counterexample = Path.Combine(folder, "claim.cex");
        return result.ExitCode == 0 && Says(result.Output, Sometimes, Never) && File.Exists(counterexample)
            ? new SatAnswer(SatStatus.Sometimes, netlist.Values(Set(netlist.Aiger, File.ReadAllText(counterexample))))
            : Odd(result);
    }

    private static IEnumerable<string> Set(AigerFile aiger, string counterexample) => SetInput().Matches(counterexample)
        .Select(match => aiger.Inputs[int.Parse(match.Groups["input"].Value, CultureInfo.InvariantCulture)]);

    [GeneratedRegex(@"^pi(?<input>\d+)@0=1\r?$", RegexOptions.Multiline)]
    private static partial Regex SetInput();

    [GeneratedRegex(@"ABC \d+\.\d+ \(compiled [^)]*\)")]
    private static partial Regex VersionNumber();
}
