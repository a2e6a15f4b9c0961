// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.RoundTrip;
using Rtlgen.Verification.Proofs.Shells;

namespace Rtlgen.Verification.Proofs;

/// <summary>Everything that is proved of a configuration: docs/proofs.md.</summary>
public static class ProofPlan
{
    /// <summary>The obligations in a fixed order, each with a name of its own.</summary>
    public static IReadOnlyList<Obligation> Of(HardwareConfig config) =>
    [
        .. KernelObligations.Of(config), .. EncoderShells.Of(config), .. DecoderShells.Of(config),
        .. StableObligations.Of(config), .. TableObligations.Of(config), .. RegisterObligations.Of(config),
        .. RoundTripObligations.Of(config),
    ];
}
