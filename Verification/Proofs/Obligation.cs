// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Proofs;

/// <summary>Something to be proved of a design, or of the rules alone.</summary>
/// <param name="Name">A short name of its own, such as <c>adapt_round</c>.</param>
/// <param name="Property">What is claimed, in words.</param>
/// <param name="State">States it: variables, assumptions, equalities.</param>
public sealed record Obligation(string Name, string Property, Action<Claim> State)
{
    /// <summary>Kinds of the emitted modules that it is about; none if it is about the rules alone.</summary>
    public IReadOnlyList<string> Kernels { get; init; } = [];

    /// <summary>The claim holds whatever the kernels in it compute, so that their texts need not be looked
    /// at.</summary>
    public bool AnyKernels { get; init; }

    /// <summary>Kinds of the modules whose texts it says something about: a shell's claim for any kernels is about the
    /// shell.</summary>
    public IEnumerable<string> Subjects => AnyKernels ? Kernels.Take(1) : Kernels;

    /// <summary>What is taken for granted beside a legal descriptor, in words.</summary>
    public string Assumes { get; init; } = "";

    /// <summary>
    /// Variables whose every value is a case of its own, which is easier for the solver. All 2^width values are gone
    /// through, so that the split leaves nothing out.
    /// </summary>
    public IReadOnlyList<(string Variable, int Width)> Split { get; init; } = [];
}
