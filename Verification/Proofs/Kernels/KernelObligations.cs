// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Proofs.Kernels;

/// <summary>What is to be proved of the combinational modules of a design.</summary>
public static class KernelObligations
{
    /// <summary>Every obligation about the kernels of a configuration.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return [.. Adapt(config), .. config.HasMetadata ? Gecko(config) : [], .. Pack(config)];
    }

    private static IEnumerable<Obligation> Adapt(HardwareConfig config)
    {
        IEnumerable<Obligation> check = config.Frozen is null ? [AdaptObligations.DescriptorCheck] : [];
        return
        [
            .. check, AdaptObligations.MantissaMask, AdaptObligations.ExponentMask, AdaptObligations.Round,
            AdaptObligations.Window, AdaptObligations.Adapt, AdaptObligations.Restore,
        ];
    }

    private static IEnumerable<Obligation> Gecko(HardwareConfig config)
    {
        IEnumerable<Obligation> peak = config.Coders.Contains(Coder.Peak)
            ? [GeckoObligations.PairPeaks, GeckoObligations.RowPeak, GeckoObligations.RowMaximum, GeckoObligations.PeakRule] : [];
        return
        [
            GeckoObligations.Distance, GeckoObligations.RowCode, GeckoObligations.RowShape, GeckoObligations.Field,
            GeckoObligations.Exponent, .. peak,
        ];
    }

    private static IEnumerable<Obligation> Pack(HardwareConfig config)
    {
        var words = config.HasMetadata ? new[] { config.Word, 32 }.Distinct() : [config.Word];
        return
        [
            PackObligations.Align, PackObligations.Split,
            PackObligations.WithWord(PackObligations.Pack, config.Word),
            PackObligations.WithWord(PackObligations.Unpack, config.Word),
            .. words.SelectMany(PackObligations.OfWord),
        ];
    }
}
