// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>CaDiCaL on the claim's clauses.</summary>
public sealed class CadicalEngine : SatEngine
{
    private const string Never = "s UNSATISFIABLE";

    private const string Sometimes = "s SATISFIABLE";

    // What SAT solvers return, by agreement.
    private const int NeverCode = 20;

    private const int SometimesCode = 10;

    private readonly Tool _tool;

    private readonly Lazy<string> _version;

    /// <summary>The engine.</summary>
    /// <param name="tool">The program; null for the one on the path.</param>
    public CadicalEngine(Tool? tool = null)
    {
        _tool = tool ?? Tool.Cadical;
        _version = new(() => $"CaDiCaL {_tool.Require(".", "--version").Trim()}");
    }

    /// <inheritdoc/>
    public override string Name => "cadical";

    /// <inheritdoc/>
    public override string Version => _version.Value;

    /// <inheritdoc/>
    protected override SatAnswer Ask(ClaimNetlist netlist, string output, string folder, ToolBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        File.WriteAllText(Path.Combine(folder, "claim.cnf"), netlist.Aiger.ToDimacs(output));
        var result = _tool.RunWithin(folder, bounds, "-q", "claim.cnf");
        if (result is null)
        {
            return new SatAnswer(SatStatus.Unknown);
        }

        if (result.ExitCode == NeverCode && Says(result.Output, Never, Sometimes))
        {
            return new SatAnswer(SatStatus.Never);
        }

        return result.ExitCode == SometimesCode && Says(result.Output, Sometimes, Never)
            ? new SatAnswer(SatStatus.Sometimes, netlist.Values(Set(netlist.Aiger, result.Output)))
            : Odd(result);
    }

    private static IEnumerable<string> Set(AigerFile aiger, string output) => output.Split('\n')
        .Where(line => line.StartsWith("v ", StringComparison.Ordinal))
        .SelectMany(line => line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(literal => int.Parse(literal, CultureInfo.InvariantCulture) - 2)
        .Where(input => input >= 0 && input < aiger.Inputs.Count)
        .Select(input => aiger.Inputs[input]);
}
