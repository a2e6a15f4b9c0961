// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shells of an encoder, from values to streams.</summary>
internal static class EncoderShells
{
    /// <summary>What is to be proved of a configuration's.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        .. IntakeShell.Of(config), .. AdaptShell.Of(config),
        .. config.HasMetadata ? GeckoEncodeShell.Of(config) : [],
        .. config.Coders.Contains(Coder.Peak) ? GroupBufferShell.Of(config) : [],
        .. PackerObligations.Of(config), .. EncoderShell.Of(config),
    ];
}
