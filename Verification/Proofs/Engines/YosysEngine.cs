// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>Yosys's own command <c>sat</c> (MiniSat) on the claim's netlist.</summary>
public sealed partial class YosysEngine : SatEngine
{
    private const string Never = "SAT solving finished - no model found.";

    private const string Sometimes = "SAT solving finished - model found:";

    private const string Interrupted = "Interrupted SAT solver";

    private readonly Tool _tool;

    /// <summary>The engine.</summary>
    /// <param name="tool">The program; null for the one on the path.</param>
    public YosysEngine(Tool? tool = null) => _tool = tool ?? Tool.Yosys;

    /// <inheritdoc/>
    public override string Name => "yosys";

    /// <inheritdoc/>
    public override string Version => $"{YosysNetlist.CheckedVersion} (sat)";

    /// <inheritdoc/>
    protected override SatAnswer Ask(ClaimNetlist netlist, string output, string folder, ToolBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        var flat = Path.Combine(netlist.Folder, ClaimNetlist.FlatFile);
        var result = _tool.RunWithin(
            folder, bounds, "-p", $"read_rtlil {flat}; sat -set {output} 1 -show-inputs");
        if (result is null)
        {
            return new SatAnswer(SatStatus.Unknown);
        }

        if (result.ExitCode == 0 && Says(result.Output, Never, Sometimes, Interrupted))
        {
            return new SatAnswer(SatStatus.Never);
        }

        return result.ExitCode == 0 && Says(result.Output, Sometimes, Never, Interrupted)
            ? new SatAnswer(SatStatus.Sometimes, netlist.Values(Set(result.Output)))
            : Odd(result);
    }

    // Bits that Yosys leaves open are 0 here.
    private static IEnumerable<string> Set(string output) =>
        from match in Row().Matches(output)
        let bits = match.Groups["bits"].Value
        from index in Enumerable.Range(0, bits.Length)
        where bits[bits.Length - 1 - index] == '1'
        select $"{match.Groups["port"].Value}[{index}]";

    [GeneratedRegex(@"^  \\(?<port>\w+) .*?(?<bits>[01x]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
