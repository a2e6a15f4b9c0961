// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Every shell of the decoder, in the order that rows pass through them.</summary>
internal static class DecoderShells
{
    /// <summary>What is to be proved of them.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        .. SequencerShell.Of(config), .. RequestShell.Of(config), .. UnpackerObligations.Of(config),
        .. config.HasMetadata ? GeckoDecodeShell.Of(config) : [], .. TensorOutputShell.Of(config),
        .. DecoderShell.Of(config),
    ];
}
