// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>gecko_decode</c>: rows of fields to exponents; lanes keep the bases of <c>delta</c>.</summary>
internal static class GeckoDecodeShell
{
    private const string Kind = "gecko_decode";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        Stages.Refines(
            Kind, "every row's fields become exponents, lane by lane, against the reference of the coder; a lane's base is its exponent in the group's first row",
            Refines, "exponent_mask", "gecko_exponent"),
        .. Stages.Flow(Kind, depth: config.Depth.HasField ? 1 : 0),
    ];

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var (held, bases) = Inside(claim, clock, clock.Registers);
        var (heldThen, basesThen) = Inside(claim, clock, clock.Next);
        var entering = Decoded(claim, clock.In("in"), bases).When(clock.Moves("in"));
        var leaving = new Beat(clock.Moves("out"), clock.Out("out"));
        Stages.Refine(claim, held, entering, leaving, heldThen);
        RowOrder.Keep(claim, held, entering, leaving, heldThen);
        claim.Equal("bases", Bases(claim, entering, bases), basesThen);
    }

    // The row inside, if there is a place for one, and the bases once it has left.
    private static (IReadOnlyList<Beat> Rows, SmtTerm Bases) Inside(
        Claim claim, ShellClock clock, IReadOnlyDictionary<string, SmtTerm> registers)
    {
        var lanes = Enumerable.Range(0, claim.Config.Lanes);
        var bases = claim.Config.Coders.Contains(Coder.Delta)
            ? SmtTerm.Concat(lanes.Select(lane => registers[$"g_exponent[{lane}].base_q"]))
            : Terms.Number(1, 0);
        if (!claim.Config.Depth.HasField)
        {
            return ([], bases);
        }

        var row = Decoded(claim, clock.Stage(registers, "field"), bases).When(registers["out_valid_o"]);
        return ([row], Bases(claim, row, bases));
    }

    private static SmtTerm Bases(Claim claim, Beat row, SmtTerm bases) => claim.Config.Coders.Contains(Coder.Delta)
        ? SmtTerm.Mux(row.Valid & row.Payload["group_first"], row.Payload["exponents"], bases)
        : bases;

    private static Beat Decoded(Claim claim, Signals row, SmtTerm bases)
    {
        var (exponentBits, coders) = (claim.Container.ExponentBits, claim.Config.Coders);
        var top = claim.Rtl("exponent_mask", ("exponent_i", row["exponent"]))["top_o"];
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "gecko_exponent", lane, ("field_i", row.Lane("fields", lane, exponentBits)),
            ("reference_i", Reference(lane)),
            ("zeros_i", row["zero"]), ("peak_i", Uses(Coder.Peak)), ("raw_i", row["raw"]),
            ("magnitude_bits_i", row["magnitude_bits"]), ("top_i", top)));
        return new Beat(SmtTerm.Constant(1, 1), row.With(("exponents", lanes("exponent_o"))));

        SmtTerm Reference(int lane)
        {
            var common = row.Has("reference") ? row["reference"] : null;
            var own = coders.Contains(Coder.Delta) ? bases.Slice(lane * exponentBits, exponentBits) : null;
            return common is null ? own! : own is null ? common : SmtTerm.Mux(Uses(Coder.Delta), own, common);
        }

        SmtTerm Uses(Coder coder) => SmtTerm.Equal(
            row["coder"], Terms.Number(DescriptorBits<SmtTerm>.CoderWidth, (int)coder));
    }
}
