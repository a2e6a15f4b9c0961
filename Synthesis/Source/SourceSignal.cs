// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis.Source;

/// <summary>A net in the words of the generated Verilog.</summary>
/// <param name="Path">Instances from the top down, and the signal: <c>u_gecko.field_width[2]</c>.</param>
/// <param name="Module">Kind of the module that declares it: <c>gecko_encode</c>.</param>
/// <param name="Stage">The pipeline stage, the first word of a register's name: <c>field</c>; <c>port</c> for ports of
/// the top.</param>
public sealed record SourceSignal(string Path, string Module, string Stage)
{
    /// <summary>The stage of a top's ports.</summary>
    public const string Port = "port";

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Module}, {Stage})";
}

/// <summary>The path that limits the clock.</summary>
/// <param name="From">The register or input where it starts.</param>
/// <param name="To">The register or output where it ends.</param>
/// <param name="Nanoseconds">How long it is, with a register's setup.</param>
/// <param name="Cells">Cells on it, that of its start among them.</param>
public sealed record CriticalPath(SourceSignal From, SourceSignal To, double Nanoseconds, int Cells);
