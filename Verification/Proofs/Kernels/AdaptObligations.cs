// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Kernels;

/// <summary>Descriptors, masks, adapt and restore: docs/format.md sections 1 and 2.</summary>
internal static class AdaptObligations
{
    private static readonly (string, int) ByMantissa = ("mantissa", DescriptorBits<SmtTerm>.MantissaWidth);

    public static Obligation DescriptorCheck { get; } = new(
        "descriptor_check", "legal_o is DescriptorRule.IsLegal, coder and rounding generated", claim =>
        {
            var descriptor = claim.AnyDescriptor();
            var rtl = claim.Rtl(
                "descriptor_check", ("mantissa_i", descriptor.Mantissa), ("exponent_i", descriptor.Exponent),
                ("low_i", descriptor.Low), ("sign_i", descriptor.Sign), ("coder_i", descriptor.Coder),
                ("bias_i", descriptor.Bias), ("rounding_i", descriptor.Rounding));
            claim.Equal("legal", claim.LegalHere(descriptor), rtl["legal_o"]);
        })
    {
        Kernels = ["descriptor_check"],
    };

    public static Obligation MantissaMask { get; } = new(
        "mantissa_mask", "keep_o has the top n of M bits", claim =>
        {
            var rtl = claim.Rtl("mantissa_mask", ("mantissa_i", claim.Descriptor.Mantissa));
            claim.Equal("keep", Terms.Keep(claim.Container.MantissaBits, claim.Descriptor), rtl["keep_o"]);
        })
    {
        Kernels = ["mantissa_mask"],
    };

    public static Obligation ExponentMask { get; } = new(
        "exponent_mask", "top_o is 2^w - 1", claim =>
        {
            // Also the mask of a field: w is 0 to E.
            var width = claim.Variable("width", DescriptorBits<SmtTerm>.ExponentWidth);
            claim.AssumeAtMost(width, Terms.Number(width.Width, claim.Container.ExponentBits));
            var rtl = claim.Rtl("exponent_mask", ("exponent_i", width));
            claim.Equal("top", BitMath.Ones(claim.Container.ExponentBits, width), rtl["top_o"]);
        })
    {
        Kernels = ["exponent_mask"],
        Assumes = "w is at most E",
    };

    public static Obligation Round { get; } = new(
        "adapt_round", "every output is AdaptRule.Round's, mantissa in place", claim =>
        {
            var code = claim.Variable(Terms.Value, claim.Container.Bits);
            var golden = claim.Rules.Round(claim.Container, code, claim.Descriptor);
            var rtl = RoundRtl(claim, code, Terms.Keep(claim.Container.MantissaBits, claim.Descriptor));
            claim.Equal("sign", golden.Sign, rtl["sign_o"]);
            claim.Equal("exponent", golden.Exponent, rtl["exponent_o"]);
            claim.Equal("mantissa (in place)", Terms.InPlace(golden.Mantissa, claim.Descriptor), rtl["mantissa_o"]);
            claim.Equal("nonzero", golden.NonZero, rtl["nonzero_o"]);
            claim.Equal("NaN lost", golden.NanLost, rtl["nan_lost_o"]);
        })
    {
        Kernels = ["adapt_round"],
        Split = [ByMantissa],
    };

    public static Obligation Window { get; } = new(
        "adapt_window", "every output is AdaptRule.Window's, mantissa in place", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            var rounded = new Rounded<SmtTerm>(
                claim.Variable("rounded sign", 1),
                claim.Variable("rounded exponent", container.ExponentBits),
                claim.Variable("rounded mantissa", container.MantissaBits, descriptor.Mantissa),
                claim.Variable("nonzero", 1),
                SmtTerm.Constant(1, 0));
            var golden = claim.Rules.Window(container, rounded, descriptor);
            var rtl = WindowRtl(
                claim, rounded.Sign, rounded.Exponent, Terms.InPlace(rounded.Mantissa, descriptor), rounded.NonZero,
                Terms.Keep(container.MantissaBits, descriptor), Terms.Top(container.ExponentBits, descriptor));
            EqualAdapted(claim, golden, rtl);
        })
    {
        Kernels = ["adapt_window"],
        Assumes = "the rounded mantissa has n bits; masks are those of n and e, the origin is that of e and low",
        Split = [ByMantissa],
    };

    public static Obligation Adapt { get; } = new(
        "adapt", "masks, round and window together are AdaptRule.Window after Round", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            var code = claim.Variable(Terms.Value, container.Bits);
            var rounded = claim.Rules.Round(container, code, descriptor);
            var golden = claim.Rules.Window(container, rounded, descriptor);
            var keep = claim.Rtl("mantissa_mask", ("mantissa_i", descriptor.Mantissa))["keep_o"];
            var top = claim.Rtl("exponent_mask", ("exponent_i", descriptor.Exponent))["top_o"];
            var first = RoundRtl(claim, code, keep);
            var rtl = WindowRtl(
                claim, first["sign_o"], first["exponent_o"], first["mantissa_o"], first["nonzero_o"], keep, top);
            EqualAdapted(claim, golden, rtl);
            claim.Equal("NaN lost", rounded.NanLost, first["nan_lost_o"]);
        })
    {
        Kernels = ["mantissa_mask", "exponent_mask", "adapt_round", "adapt_window"],
        Split = [ByMantissa],
    };

    public static Obligation Restore { get; } = new(
        "restore", "code_o is AdaptRule.Restore", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            var sign = claim.Variable("kept sign", 1);
            var exponent = claim.Variable("kept exponent", container.ExponentBits, descriptor.Exponent);
            var mantissa = claim.Variable("kept mantissa", container.MantissaBits, descriptor.Mantissa);
            var rtl = claim.Rtl(
                "restore", ("sign_i", sign), ("exponent_i", exponent),
                ("mantissa_i", Terms.InPlace(mantissa, descriptor)),
                ("windowed_i", Terms.Windowed(container.ExponentBits, descriptor)),
                ("low_i", descriptor.Low.Resize(container.ExponentBits)));
            claim.Equal("code", AdaptRule.Restore(container, sign, exponent, mantissa, descriptor), rtl["code_o"]);
        })
    {
        Kernels = ["restore"],
        Assumes = "the kept exponent has e bits, the kept mantissa n",
        Split = [ByMantissa],
    };

    private static IReadOnlyDictionary<string, SmtTerm> RoundRtl(Claim claim, SmtTerm code, SmtTerm keep) =>
        claim.Rtl("adapt_round", ("code_i", code), ("keep_i", keep), ("nearest_i", claim.Descriptor.Rounding));

    private static IReadOnlyDictionary<string, SmtTerm> WindowRtl(
        Claim claim, SmtTerm sign, SmtTerm exponent, SmtTerm mantissa, SmtTerm nonzero, SmtTerm keep, SmtTerm top)
    {
        var (exponentBits, descriptor) = (claim.Container.ExponentBits, claim.Descriptor);
        return claim.Rtl(
            "adapt_window", ("sign_i", sign), ("exponent_i", exponent), ("mantissa_i", mantissa),
            ("nonzero_i", nonzero),
            ("windowed_i", Terms.Windowed(exponentBits, descriptor)),
            ("origin_i", Terms.Origin(exponentBits, descriptor.Exponent, descriptor.Low.Resize(exponentBits))),
            ("top_i", top), ("keep_i", keep), ("keep_sign_i", descriptor.Sign));
    }

    private static void EqualAdapted(Claim claim, Adapted<SmtTerm> golden, IReadOnlyDictionary<string, SmtTerm> rtl)
    {
        claim.Equal("sign", golden.Sign, rtl["sign_o"]);
        claim.Equal("exponent", golden.Exponent, rtl["exponent_o"]);
        claim.Equal("mantissa (in place)", Terms.InPlace(golden.Mantissa, claim.Descriptor), rtl["mantissa_o"]);
        claim.Equal("flushed", golden.Flushed, rtl["flushed_o"]);
        claim.Equal("saturated", golden.Saturated, rtl["saturated_o"]);
        claim.Equal("sign lost", golden.SignLost, rtl["sign_lost_o"]);
    }
}
