// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Lint;

/// <summary>A line that a tool says against a design.</summary>
/// <param name="Tool">The tool: <c>verilator</c>, <c>iverilog</c> or <c>yosys</c>.</param>
/// <param name="Top">The module that was the top.</param>
/// <param name="Line">The line.</param>
public sealed record LintFinding(string Tool, string Top, string Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Tool}, {Top}: {Line}";
}
