// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Rtlgen.Verification.Proofs;

/// <summary>How a proof ended.</summary>
public enum Verdict
{
    /// <summary>The claim holds for every input.</summary>
    Proved,

    /// <summary>An input breaks it.</summary>
    Refuted,

    /// <summary>Neither was found: time or memory ran out, or a tool is missing or too old.</summary>
    Unknown,
}

/// <summary>How a proof went.</summary>
/// <param name="Name">The obligation's name.</param>
/// <param name="Property">What was claimed.</param>
/// <param name="Assumes">What was taken for granted beside a legal descriptor; empty if nothing.</param>
/// <param name="Configuration">The configuration's name.</param>
/// <param name="Modules">The emitted modules it is about; none if it is about the rules alone.</param>
/// <param name="Sha256">SHA-256 of these modules' texts; empty without any.</param>
/// <param name="Engine">What was asked.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Cases">How many cases the solver was asked about.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Counterexample">What breaks it, if it was refuted.</param>
/// <param name="Reason">Why it is unknown, if it is.</param>
public sealed record ProofResult(
    string Name,
    string Property,
    string Assumes,
    string Configuration,
    IReadOnlyList<string> Modules,
    string Sha256,
    string Engine,
    Verdict Verdict,
    int Cases,
    double Seconds,
    Counterexample? Counterexample = null,
    string? Reason = null)
{
    /// <summary>What the claim's variables are in the counterexample, if there is one.</summary>
    public IReadOnlyDictionary<string, BigInteger>? Values { get; init; }
}

/// <summary>Inputs that break a claim.</summary>
/// <param name="Descriptor">Fields of the descriptor that the claim looks at.</param>
/// <param name="Inputs">The other variables.</param>
/// <param name="Differences">What is not equal.</param>
public sealed record Counterexample(
    IReadOnlyDictionary<string, string> Descriptor,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyList<Difference> Differences)
{
    /// <summary>One line for the descriptor, one for the inputs, one for each field that differs.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. Descriptor.Count > 0 ? ["descriptor: " + List(Descriptor)] : Array.Empty<string>(),
        .. Inputs.Count > 0 ? ["with: " + List(Inputs)] : Array.Empty<string>(),
        .. Differences.Select(
            difference => $"{difference.Field}: must be {difference.Expected}, is {difference.Actual}"),
    ];

    private static string List(IReadOnlyDictionary<string, string> fields) =>
        string.Join(", ", fields.Select(field => $"{field.Key} {field.Value}"));
}

/// <summary>One field that is not as it must be.</summary>
/// <param name="Field">What it is.</param>
/// <param name="Expected">The golden model's value.</param>
/// <param name="Actual">The hardware's, or what comes back.</param>
public sealed record Difference(string Field, string Expected, string Actual);
