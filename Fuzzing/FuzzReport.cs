// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Fuzzing.Running;

namespace Rtlgen.Fuzzing;

/// <summary>What a run found.</summary>
/// <param name="Options">Which inputs were tried.</param>
/// <param name="Tally">What became of them.</param>
/// <param name="Fault">The first input that was not treated as it must be.</param>
/// <param name="Time">How long it took.</param>
internal sealed record FuzzReport(FuzzOptions Options, FuzzTally Tally, FuzzFault? Fault, TimeSpan Time)
{
    /// <summary>The command that tries the input at fault alone.</summary>
    public string? Rerun => Fault is not { Number: >= 0 } fault ? null
        : $"./rtlgen fuzz --seed {Options.Seed} --from {fault.Number} -n 1"
        + (Options.Only is { } only ? $" --only {only}" : "");
}
