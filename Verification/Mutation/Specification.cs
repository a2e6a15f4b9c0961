// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.Shells;

namespace Rtlgen.Verification.Mutation;

/// <summary>What is claimed of a kind of module.</summary>
internal static class Specification
{
    /// <summary>All obligations that name the kind.</summary>
    public static IReadOnlyList<Obligation> Of(HardwareConfig config, string kind) =>
        [.. ProofPlan.Of(config).Where(obligation => obligation.Kernels.Contains(kind))];

    /// <summary>
    /// True if the obligations say all that the module must do: every output of a kernel, every step of a shell. A
    /// claim like that offered beats hold says a part only.
    /// </summary>
    public static bool IsWhole(HardwareConfig config, string kind) =>
        KernelObligations.Of(config).Concat(EncoderShells.Of(config)).Concat(DecoderShells.Of(config))
            .Concat(TableObligations.Of(config))
            .Any(obligation => obligation.Kernels.Contains(kind));
}
