// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Replays;

namespace Rtlgen.CommandLine;

/// <summary>A proof's result as JSON has it.</summary>
internal sealed record ProofRow(
    string Property,
    string Claim,
    string? Assumes,
    IReadOnlyList<string> Modules,
    string? Sha256,
    string Configuration,
    string? Engine,
    int Cases,
    double Seconds,
    string Verdict,
    Counterexample? Counterexample,
    Replay? Replay,
    string? Reason)
{
    /// <summary>The row of a result.</summary>
    public static ProofRow Of(ProofResult result, Replay? replay = null) => new(
        result.Name,
        result.Property,
        NullIfEmpty(result.Assumes),
        result.Modules,
        NullIfEmpty(result.Sha256),
        result.Configuration,
        NullIfEmpty(result.Engine),
        result.Cases,
        Math.Round(result.Seconds, 3),
        Name(result.Verdict),
        result.Counterexample,
        replay,
        result.Reason);

    /// <summary>A verdict's name: <c>proved</c>, <c>refuted</c> or <c>unknown</c>.</summary>
    public static string Name(Verdict verdict) => verdict switch
    {
        Rtlgen.Verification.Proofs.Verdict.Proved => "proved",
        Rtlgen.Verification.Proofs.Verdict.Refuted => "refuted",
        _ => "unknown",
    };

    /// <summary>The modules of a result without the configuration in their names.</summary>
    public static IEnumerable<string> Kinds(ProofResult result) => result.Modules
        .Select(module => module.Replace($"_{result.Configuration}", "", StringComparison.Ordinal));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
