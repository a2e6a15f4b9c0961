// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Mutation;

/// <summary>How a mutant ends.</summary>
public enum MutantOutcome
{
    /// <summary>A linter says something of it that it does not say of the original.</summary>
    KilledByLint,

    /// <summary>Co-simulation with the golden model shows a difference, or a stream that is stuck or against its
    /// protocol.</summary>
    KilledBySimulation,

    /// <summary>An obligation on its module is refuted.</summary>
    KilledByProof,

    /// <summary>It is proved to change nothing.</summary>
    Equivalent,

    /// <summary>It is proved to do all that its module must do.</summary>
    MeetsSpecification,

    /// <summary>Nothing tells it from the original, and nothing proves that it is as good.</summary>
    Survived,

    /// <summary>A proof that would have decided came to no end.</summary>
    Unknown,
}

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Kind">The kind of its module.</param>
/// <param name="Text">The line of Verilog that it is in.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="By">What decided: a tool, a simulation or an obligation; what was tried if nothing did.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Detail">The evidence, in one line; empty if there is no more to say.</param>
public sealed record MutantResult(
    Mutant Mutant, string Kind, string Text, MutantOutcome Outcome, string By, double Seconds, string Detail);
