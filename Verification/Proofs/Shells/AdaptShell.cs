// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>adapt</c>: rows of values to rows of kept bits, pads zero.</summary>
internal static class AdaptShell
{
    private const string Kind = "adapt";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        Stages.Refines(Kind, "every row is rounded, then windowed, lane by lane; pads become zero", Refines,
            "mantissa_mask", "exponent_mask", "adapt_round", "adapt_window"),
        .. Stages.Flow(Kind, depth: config.Depth.HasWindow ? 1 : 0),
    ];

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        Stages.Refine(
            claim,
            Inside(clock.Registers),
            new Beat(clock.Moves("in"), Windowed(claim, Rounded(claim, clock.In("in")))),
            new Beat(clock.Moves("out"), clock.Out("out")),
            Inside(clock.Next));

        IReadOnlyList<Beat> Inside(IReadOnlyDictionary<string, SmtTerm> registers) => claim.Config.Depth.HasWindow
            ? [new Beat(registers["out_valid_o"], Windowed(claim, clock.Stage(registers, "window")))]
            : [];
    }

    private static Signals Rounded(Claim claim, Signals row)
    {
        var keep = claim.Rtl("mantissa_mask", ("mantissa_i", row["mantissa"]))["keep_o"];
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "adapt_round", lane, ("code_i", row.Lane("codes", lane, claim.Container.Bits)), ("keep_i", keep),
            ("nearest_i", row["rounding"])));
        return row.With(
            ("signs", lanes("sign_o")), ("exponents", lanes("exponent_o")), ("mantissas", lanes("mantissa_o")),
            ("nonzero", lanes("nonzero_o")), ("origin", Terms.Origin(claim.Container.ExponentBits, row["exponent"], row["low"])),
            ("nan_lost", Terms.Any(lanes("nan_lost_o") & row["keep"])));
    }

    private static Signals Windowed(Claim claim, Signals row)
    {
        var (exponentBits, mantissaBits) = (claim.Container.ExponentBits, claim.Container.MantissaBits);
        var keep = claim.Rtl("mantissa_mask", ("mantissa_i", row["mantissa"]))["keep_o"];
        var top = claim.Rtl("exponent_mask", ("exponent_i", row["exponent"]))["top_o"];
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "adapt_window", lane,
            ("sign_i", row.Lane("signs", lane, 1)), ("exponent_i", row.Lane("exponents", lane, exponentBits)),
            ("mantissa_i", row.Lane("mantissas", lane, mantissaBits)), ("nonzero_i", row.Lane("nonzero", lane, 1)),
            ("windowed_i", ~SmtTerm.Equal(row["exponent"], Terms.Number(row["exponent"].Width, exponentBits))),
            ("origin_i", row["origin"]), ("top_i", top), ("keep_i", keep), ("keep_sign_i", row["sign"])));
        return row.With(
            ("signs", lanes("sign_o") & row["keep"]),
            ("exponents", lanes("exponent_o") & Stages.Spread(claim, row["keep"], exponentBits)),
            ("mantissas", lanes("mantissa_o") & Stages.Spread(claim, row["keep"], mantissaBits)),
            ("losses", SmtTerm.Concat(
            [
                row["nan_lost"], Terms.Any(lanes("flushed_o") & row["keep"]),
                Terms.Any(lanes("saturated_o") & row["keep"]),
                Terms.Any(lanes("sign_lost_o") & row["keep"]),
            ])));
    }
}
