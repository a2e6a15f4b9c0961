// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Views;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>row_request</c>: what a row asks of the metadata, and what that says of its data.</summary>
/// <remarks>Its unpacker is cut out: what it is asked are outputs here, what it answers are inputs.</remarks>
internal static class RequestShell
{
    private const string Kind = "row_request";
    private const string Unpacker = "u_meta_unpacker";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        string[] kernels = config.HasMetadata ? ["gecko_row_shape"] : [];
        yield return Stages.About(Kind, "width", "a row asks for no more bits than a word has, or is in error", Fits, kernels) with
        {
            AnyKernels = false,
            Assumes = "the row's descriptor is legal, or it is refused and in error already",
        };
        yield return Stages.Refines(Kind, "every row asks for its header and row code; what they say is what it asks of the data", Refines, kernels);
        yield return Stages.About(Kind, "reset", "after reset nothing is on its way", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("rst_i", SmtTerm.Constant(1, 1)));
            Stages.Drained(claim, clock.Next, null, "after reset");
            claim.Holds(
                "resets its unpacker", config.HasMetadata ? clock[$"{Unpacker}.rst_i"] : SmtTerm.Constant(1, 1));
        }, kernels);
        var (valid, accepts) = config.HasMetadata
            ? ($"{Unpacker}.out_valid_o", $"{Unpacker}.out_ready_i")
            : ("row_valid_i", "row_ready_o");
        yield return Stages.About(Kind, "progress", "with the sink ready a row is accepted in every clock, and leaves in the next", claim =>
        {
            var ready = (Sink: "out_ready_i", SmtTerm.Constant(1, 1));
            claim.Holds("accepts", new ShellClock(claim, Kind, given: ready)[accepts]);
            Stages.Leaves(claim, Kind, 1, ready, (valid, SmtTerm.Constant(1, 0)));
        }, kernels);
        yield return Stages.About(Kind, "room", "a row is accepted unless one waits that cannot leave", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("out_ready_i", SmtTerm.Constant(1, 0)));
            claim.Equal("accepted", ~clock["out_valid_o"], clock[accepts]);
        }, kernels);
        yield return Stages.About(Kind, "waits", "a row that is offered and not taken is offered again", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("out_ready_i", SmtTerm.Constant(1, 0)));
            claim.Holds("offered again", ~clock["out_valid_o"] | clock.After("out_valid_o"));
        }, kernels);
    }

    private static void Fits(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var row = claim.Config.HasMetadata
            ? new SideBus(claim, new DecoderSignals(claim.Config).MetaSide).Unpack(clock[$"{Unpacker}.out_side_o"])
            : clock.In("row");
        claim.Assume(row["refused"] | claim.LegalHere(Descriptor(claim, row)));
        if (claim.Config.HasMetadata)
        {
            claim.Assume(Terms.Implies(row["refused"], clock[$"{Unpacker}.out_error_o"]));
        }

        var request = clock.Stage(clock.Next, "request");
        var comes = clock.Moves(claim.Config.HasMetadata ? $"{Unpacker}.out" : "row");
        var wide = SmtTerm.Less(Terms.Number(PackRule.WidthBits, claim.Config.Word), request["row_width"]);
        claim.Holds("fits", ~comes | request["failed"] | ~wide);
    }

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var leaving = new Beat(clock.Moves("out"), clock.Out("out"));
        Beat[] before = [new(clock["out_valid_o"], clock.Out("out"))];
        Beat[] after = [new(clock.After("out_valid_o"), clock.Stage(clock.Next, "request"))];
        var entering = claim.Config.HasMetadata ? Coded(claim, clock) : Raw(claim, clock);
        Stages.Refine(claim, before, entering, leaving, after);
        RowOrder.Keep(claim, before, entering, leaving, after);
    }

    // Without metadata every row is raw, and only the descriptor can be in error.
    private static Beat Raw(Claim claim, ShellClock clock)
    {
        var row = clock.In("row");
        var request = row.With(("failed", row["refused"]), ("row_width", DataBits(claim, row, row["exponent"])), ("width", row["exponent"]));
        return new Beat(clock.Moves("row"), request);
    }

    private static Beat Coded(Claim claim, ShellClock clock)
    {
        var side = new SideBus(claim, new DecoderSignals(claim.Config).MetaSide);
        var wiring = new Wiring(claim, clock);
        Asks(claim, clock, wiring, side);

        // What comes back: the row as it was, its bits, and whether the metadata was damaged.
        var row = side.Unpack(clock[$"{Unpacker}.out_side_o"]);
        var bits = clock[$"{Unpacker}.out_bits_o"];
        var comes = clock.Moves($"{Unpacker}.out");
        var (code, zero, reference) =
            (bits.Slice(0, GeckoRule.CodeBits), SmtTerm.Constant(1, 0), row.Has("bias") ? row["bias"] : null);
        if (claim.Config.Coders.Contains(Coder.Peak))
        {
            // A group's header comes before its first row code, and holds for the whole group.
            var exponentBits = claim.Container.ExponentBits;
            var (isPeak, held) = (Descriptor(claim, row).Uses(Coder.Peak), clock.Before("header_q"));
            var headed = isPeak & row["group_first"];
            code = SmtTerm.Mux(headed, bits.Slice(GeckoRule.HeaderBits, GeckoRule.CodeBits), code);
            var peak = SmtTerm.Mux(headed, bits.Slice(0, exponentBits), held.Slice(0, exponentBits));
            zero = SmtTerm.Mux(headed, bits.Slice(GeckoRule.HeaderBits - 1, 1), held.Slice(exponentBits, 1));
            claim.Equal("header", SmtTerm.Mux(comes, SmtTerm.Concat([peak, zero]), held), clock.After("header_q"));
            var raised = peak + zero.Resize(exponentBits);
            reference = reference is null ? raised : SmtTerm.Mux(isPeak, raised, reference);
        }

        var shape = claim.Rtl(
            "gecko_row_shape", ("code_i", code), ("first_i", row["group_first"]), ("coder_i", row["coder"]), ("exponent_i", row["exponent"]));
        var failed = clock[$"{Unpacker}.out_error_o"] | (~shape["legal_o"] & ~row["void"]) | (~row["first"] & clock.Before("failed_q"));
        claim.Equal(
            "metadata damaged so far", SmtTerm.Mux(comes, failed, clock.Before("failed_q")), clock.After("failed_q"));
        wiring.Port("damaged_o", comes & failed & ~row["refused"]);
        wiring.Complete("out_");
        return new Beat(comes, row.With(
        [
            ("last", clock[$"{Unpacker}.out_last_o"]), ("failed", failed),
            ("row_width", DataBits(claim, row, shape["width_o"])),
            ("width", shape["width_o"]), ("raw", shape["raw_o"]), ("magnitude_bits", shape["magnitude_bits_o"]),
            ("zero", zero),
            .. reference is null ? [] : new[] { ("reference", reference) },
        ]));
    }

    private static void Asks(Claim claim, ShellClock clock, Wiring wiring, SideBus side)
    {
        var row = clock.In("row");
        var coded = GeckoRule.Shape(Terms.Number(GeckoRule.CodeBits, 0), row["group_first"], Descriptor(claim, row)).HasCode & ~row["void"];
        var headed = coded & Descriptor(claim, row).Uses(Coder.Peak) & row["group_first"];
        var width = SmtTerm.Mux(coded, Width(GeckoRule.CodeBits), Width(0)) + SmtTerm.Mux(
            headed, Width(GeckoRule.HeaderBits), Width(0));
        wiring.Stream("row", $"{Unpacker}.row");
        wiring.Port($"{Unpacker}.row_first_i", row["first"]);
        wiring.Port($"{Unpacker}.row_last_i", row["last"]);
        wiring.Port($"{Unpacker}.row_error_i", row["refused"]);
        wiring.Port($"{Unpacker}.row_width_i", width);
        wiring.Port($"{Unpacker}.row_offset_i", Terms.Number(Terms.IndexBits(32), 0));
        wiring.Port($"{Unpacker}.row_side_i", side.Pack(row));
        wiring.Words("word", "", "_i", Unpacker);
        wiring.Clocked(Unpacker, "clk_i", SmtTerm.Constant(1, 0));
        wiring.Stated($"{Unpacker}.out_ready_i");

        static SmtTerm Width(int bits) => Terms.Number(PackRule.WidthBits, bits);
    }

    private static SmtTerm DataBits(Claim claim, Signals row, SmtTerm fieldBits) => SmtTerm.Mux(
        row["void"], Terms.Number(PackRule.WidthBits, 0), Descriptor(claim, row).PlainBits + fieldBits.Resize(PackRule.WidthBits));

    // What neither shape nor width depends on may be anything legal.
    private static DescriptorBits<SmtTerm> Descriptor(Claim claim, Signals row) => new(
        row["mantissa"], row["exponent"], row["low"].Resize(DescriptorBits<SmtTerm>.LowWidth), row["sign"],
        row["coder"],
        Terms.Number(DescriptorBits<SmtTerm>.BiasWidth, 0), Terms.Number(1, (int)claim.Config.Roundings[0]));
}
