// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>tensor_output</c>: kept bits to container values, and each tensor ends with its first row in
/// error.</summary>
internal static class TensorOutputShell
{
    private const string Kind = "tensor_output";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        Stages.Refines(
            Kind, "every row is restored, lane by lane; a row in error ends its tensor with a null beat, and what follows of the tensor is discarded",
            Refines, "restore") with
        {
            Assumes = "a tensor that is discarded is one whose last row did not arrive yet, which is kept",
        },
        .. Stages.Flow(Kind, depth: config.Depth.HasRestore ? 2 : 1, output: "values"),
        Stages.About(Kind, "begins", "after reset no tensor is discarded", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("rst_i", SmtTerm.Constant(1, 1)));
            claim.Holds("nothing is discarded", ~clock.After("skip_o"));
        }),
    ];

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var (rows, rowsThen) = (Inside(claim, clock, clock.Registers), Inside(claim, clock, clock.Next));
        var (skips, skipsThen) = (clock.Before("skip_o"), clock.After("skip_o"));
        var entering = new Beat(clock.Moves("in"), clock.In("in"));
        var inside = Discards(skips, rows);
        Stages.Refine(
            claim,
            [Shown(claim, clock.Registers), .. rows.Select(row => Value(claim, row).When(~skips))],
            Value(claim, entering).When(~inside),
            new Beat(clock.Moves("values"), clock.Out("values")),
            [Shown(claim, clock.Next), .. rowsThen.Select(row => Value(claim, row).When(~skipsThen))]);
        claim.Equal("a tensor is discarded", Discards(inside, [entering]), Discards(skipsThen, rowsThen));

        // What the decoder sees of it: rows arrive where the output register takes or discards them.
        var arrives = rows.Count > 0 ? rows[0].When(clock["in_ready_o"]) : entering;
        claim.Equal("skip_o", skips, clock["skip_o"]);
        claim.Equal("skip_o then", Discards(skips, [arrives]), skipsThen);
        claim.Equal("leaves_o", arrives.Valid & arrives.Payload["last"], clock["leaves_o"]);
        var (open, openThen) = RowOrder.Keep(claim, rows, entering, arrives, rowsThen);
        claim.Assume(Terms.Implies(skips, open));
        claim.Holds("what is discarded has more rows", Terms.Implies(skipsThen, openThen));
    }

    // The row in front of the restoration, if there is a place for one.
    private static IReadOnlyList<Beat> Inside(
        Claim claim, ShellClock clock, IReadOnlyDictionary<string, SmtTerm> registers) => claim.Config.Depth.HasRestore
        ? [new Beat(registers["restore_valid_q"], clock.Stage(registers, "restore", port: "-"))]
        : [];

    private static Beat Shown(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers)
    {
        var shown = Signals.Of(claim, registers, "values_", "_o");
        return new Beat(registers["values_valid_o"], shown.With(("keep", Bytes(claim, registers["out_keep_q"]))));
    }

    // Is a tensor discarded behind these rows?
    private static SmtTerm Discards(SmtTerm before, IReadOnlyList<Beat> rows) => rows.Aggregate(before, (skips, row) =>
        SmtTerm.Mux(row.Valid, (skips | row.Payload["error"]) & ~row.Payload["last"], skips));

    private static Beat Value(Claim claim, Beat beat)
    {
        var row = beat.Payload;
        var (exponentBits, mantissaBits) = (claim.Container.ExponentBits, claim.Container.MantissaBits);
        var codes = Stages.Lanes(claim, lane => claim.Rtl(
            "restore", lane, ("sign_i", row.Lane("signs", lane, 1)),
            ("exponent_i", row.Lane("exponents", lane, exponentBits)),
            ("mantissa_i", row.Lane("mantissas", lane, mantissaBits)),
            ("windowed_i", ~SmtTerm.Equal(row["exponent"], Terms.Number(row["exponent"].Width, exponentBits))), ("low_i", row["low"])));
        var there = SmtTerm.Mux(row["error"], Terms.Number(claim.Config.Lanes, 0), row["keep"]);
        return beat with
        {
            Payload = row.Only(
                [], ("data", codes("code_o") & Stages.Spread(claim, there, claim.Container.Bits)),
                ("keep", Bytes(claim, there)),
                ("last", row["last"] | row["error"]), ("error", row["error"])),
        };
    }

    private static SmtTerm Bytes(Claim claim, SmtTerm keep) => Stages.Spread(claim, keep, claim.Container.Bits / 8);
}
