// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Kernels;

/// <summary>The exponent coders: docs/format.md section 4.</summary>
internal static class GeckoObligations
{
    private const string KeptFirst = "values are in the first lanes, one or more; pads have exponent 0";

    private static readonly (string Variable, int Width) ByLane = ("lane", 6);

    public static Obligation Distance { get; } = new(
        "gecko_distance", "both outputs are GeckoRule.Measure's", claim =>
        {
            var width = claim.Container.ExponentBits;
            var exponent = claim.Variable("kept exponent", width);
            var reference = claim.Variable("reference", width + 1);
            var zeros = claim.Variable("zeros", 1);
            var golden = GeckoRule.Measure(exponent, reference, zeros, claim.Descriptor);
            var rtl = claim.Rtl(
                "gecko_distance", ("exponent_i", exponent), ("reference_i", reference), ("zeros_i", zeros),
                ("peak_i", Terms.IsPeak(claim.Descriptor)));
            claim.Equal("negative", golden.Negative, rtl["negative_o"]);
            claim.Equal("magnitude", golden.Magnitude, rtl["magnitude_o"]);
        })
    {
        Kernels = ["gecko_distance"],
    };

    public static Obligation RowCode { get; } = new(
        "gecko_row_code", "code_o is GeckoRule.Code of all lanes' magnitudes", claim =>
        {
            var magnitudes = Lanes(claim, "magnitude");
            var golden = claim.Rules.Code(magnitudes.Aggregate((any, one) => any | one), claim.Descriptor);
            var rtl = claim.Rtl(
                "gecko_row_code", ("magnitudes_i", SmtTerm.Concat(magnitudes)),
                ("peak_i", Terms.IsPeak(claim.Descriptor)), ("exponent_i", claim.Descriptor.Exponent));
            claim.Equal("row code", golden, rtl["code_o"]);
        })
    {
        Kernels = ["gecko_row_code"],
    };

    public static Obligation RowShape { get; } = new(
        "gecko_row_shape", "every output is GeckoRule.Shape's", claim =>
        {
            var code = claim.Variable("row code", GeckoRule.CodeBits);
            var first = claim.Variable("first row", 1);
            var golden = GeckoRule.Shape(code, first, claim.Descriptor);
            var rtl = claim.Rtl(
                "gecko_row_shape", ("code_i", code), ("first_i", first), ("coder_i", claim.Descriptor.Coder),
                ("exponent_i", claim.Descriptor.Exponent));
            claim.Equal("coded", golden.HasCode, rtl["coded_o"]);
            claim.Equal("raw", golden.Raw, rtl["raw_o"]);
            claim.Equal("magnitude bits", golden.MagnitudeBits, rtl["magnitude_bits_o"]);
            claim.Equal("width", golden.Width, rtl["width_o"]);
            claim.Equal("legal", golden.Legal, rtl["legal_o"]);
        })
    {
        Kernels = ["gecko_row_shape"],
    };

    public static Obligation Field { get; } = new(
        "gecko_field", "field_o is GeckoRule.Field", claim =>
        {
            var width = claim.Container.ExponentBits;
            var exponent = claim.Variable("kept exponent", width);
            var distance = new Distance<SmtTerm>(claim.Variable("negative", 1), claim.Variable("magnitude", width));
            var shape = AnyShape(claim);
            var rtl = claim.Rtl(
                "gecko_field", ("exponent_i", exponent), ("negative_i", distance.Negative),
                ("magnitude_i", distance.Magnitude), ("raw_i", shape.Raw),
                ("magnitude_bits_i", shape.MagnitudeBits.Resize(3)));
            claim.Equal("field", GeckoRule.Field(exponent, distance, shape), rtl["field_o"]);
        })
    {
        Kernels = ["gecko_field"],
    };

    public static Obligation Exponent { get; } = new(
        "gecko_exponent", "exponent_o is GeckoRule.Exponent", claim =>
        {
            var width = claim.Container.ExponentBits;
            var field = claim.Variable("field", width);
            var reference = claim.Variable("reference", width + 1);
            var zeros = claim.Variable("zeros", 1);
            var shape = AnyShape(claim);
            var rtl = claim.Rtl(
                "gecko_exponent", ("field_i", field), ("reference_i", reference.Resize(width)), ("zeros_i", zeros),
                ("peak_i", Terms.IsPeak(claim.Descriptor)), ("raw_i", shape.Raw),
                ("magnitude_bits_i", shape.MagnitudeBits.Resize(3)), ("top_i", Terms.Top(width, claim.Descriptor)));
            claim.Equal(
                "exponent", GeckoRule.Exponent(field, reference, zeros, shape, claim.Descriptor), rtl["exponent_o"]);
        })
    {
        Kernels = ["gecko_exponent"],
        Assumes = "the mask is that of e",
        Split = [("magnitude bits", 3)],
    };

    public static Obligation PairPeaks { get; } = new(
        "pair_peaks", "peaks_o are pairs' larger exponents; zero_o is GeckoRule.Peak's of lanes that hold values", claim =>
        {
            var (exponents, kept) = KeptLanes(claim);
            var (peaks, zero) = Pairs(claim, exponents, kept);
            for (var lane = 0; lane < exponents.Count; lane += 2)
            {
                var (left, right) = (exponents[lane], exponents[int.Min(lane + 1, exponents.Count - 1)]);
                claim.Equal(
                    $"pair {lane / 2}", SmtTerm.Mux(SmtTerm.Less(left, right), right, left),
                    peaks.Slice(lane / 2 * left.Width, left.Width));
            }

            for (var lanes = 1; lanes <= exponents.Count; lanes++)
            {
                var (_, hasZero) = GeckoRule.Peak<SmtTerm>(exponents.Take(lanes).ToArray());
                var here = SmtTerm.Equal(kept, Terms.Number(6, lanes));
                claim.EqualWhere(here, $"zero among {lanes}", hasZero, zero);
            }
        })
    {
        Kernels = ["pair_peaks"],
        Assumes = KeptFirst,
    };

    public static Obligation RowPeak { get; } = new(
        "row_peak", "peak_o is the largest of peaks_i", claim =>
        {
            var peaks = Lanes(claim, "pair's peak").Take((claim.Config.Lanes + 1) / 2).ToList();
            IsLargest(claim, peaks, claim.Rtl("row_peak", ("peaks_i", SmtTerm.Concat(peaks)))["peak_o"]);
        })
    {
        Kernels = ["row_peak"],
        Split = [ByLane],
    };

    /// <summary>
    /// The hardware finds the maximum in a tree, the rule in a chain, which solvers find hard to compare: so both are
    /// shown to be the maximum, here and in <see cref="PeakRule"/>.
    /// </summary>
    public static Obligation RowMaximum { get; } = new(
        "row_maximum", "peak_o of the pairs' peaks is the largest exponent", claim =>
        {
            var (exponents, kept) = KeptLanes(claim);
            var (peaks, _) = Pairs(claim, exponents, kept);
            IsLargest(claim, exponents, claim.Rtl("row_peak", ("peaks_i", peaks))["peak_o"]);
        })
    {
        Kernels = ["pair_peaks", "row_peak"],
        Assumes = KeptFirst,
        Split = [ByLane],
    };

    public static Obligation PeakRule { get; } = new(
        "peak_rule", "GeckoRule.Peak of a row is its largest exponent", claim =>
        {
            var exponents = Lanes(claim, "kept exponent");
            IsLargest(claim, exponents, GeckoRule.Peak<SmtTerm>(exponents.ToArray()).Largest);
        })
    {
        Split = [ByLane],
    };

    private static (List<SmtTerm> Exponents, SmtTerm Kept) KeptLanes(Claim claim)
    {
        var exponents = Lanes(claim, "kept exponent");
        var kept = claim.Variable("lanes kept", 6);
        claim.Assume(BitMath.Any(kept));
        claim.AssumeAtMost(kept, Terms.Number(6, claim.Config.Lanes));
        var keep = BitMath.Ones(claim.Config.Lanes, kept);
        for (var lane = 0; lane < exponents.Count; lane++)
        {
            claim.Assume(keep.Slice(lane, 1) | ~BitMath.Any(exponents[lane]));
        }

        return (exponents, kept);
    }

    private static (SmtTerm Peaks, SmtTerm Zero) Pairs(Claim claim, List<SmtTerm> exponents, SmtTerm kept)
    {
        var rtl = claim.Rtl(
            "pair_peaks", ("exponents_i", SmtTerm.Concat(exponents)),
            ("keep_i", BitMath.Ones(claim.Config.Lanes, kept)));
        return (rtl["peaks_o"], rtl["zero_o"]);
    }

    // The maximum is the only value that is none of them less than, and one of them. A lane a case: the first one's
    // case shows the second half.
    private static void IsLargest(Claim claim, List<SmtTerm> exponents, SmtTerm largest)
    {
        var lane = claim.Variable(ByLane.Variable, ByLane.Width);
        claim.Assume(SmtTerm.Less(lane, Terms.Number(ByLane.Width, exponents.Count)));
        var here = exponents.Select((_, i) => SmtTerm.Equal(lane, Terms.Number(ByLane.Width, i))).ToList();
        var exponent = exponents.Zip(here).Aggregate(
            exponents[0], (other, one) => SmtTerm.Mux(one.Second, one.First, other));
        claim.Holds("peak not below the lane's exponent", ~SmtTerm.Less(largest, exponent));
        var same = exponents.Select(one => SmtTerm.Equal(one, largest)).Aggregate((any, one) => any | one);
        claim.Holds("peak is some lane's exponent", same | ~here[0]);
    }

    private static RowShape<SmtTerm> AnyShape(Claim claim)
    {
        var bit = SmtTerm.Constant(1, 0);
        var length = claim.Variable("magnitude bits", 3).Resize(4);
        return new(bit, claim.Variable("raw", 1), length, length, bit);
    }

    private static List<SmtTerm> Lanes(Claim claim, string name) => [.. Enumerable.Range(0, claim.Config.Lanes)
        .Select(lane => claim.Variable($"{name}[{lane}]", claim.Container.ExponentBits))];
}
