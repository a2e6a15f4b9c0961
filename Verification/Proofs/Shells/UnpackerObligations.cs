// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Unpackers refine a reader that reads a whole row in one step: docs/proofs.md.</summary>
internal static class UnpackerObligations
{
    /// <summary>What is to be proved of a configuration's unpackers.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        .. Unpacker("data_unpacker", config.Lanes, config.Word, Depth(config.Depth)),
        .. config.HasMetadata ? Unpacker("metadata_unpacker", 1, 32, Depth(config.Depth)) : [],
    ];

    /// <summary>How many rows an unpacker holds: in front of the rotation, and behind it.</summary>
    public static int Depth(PipelineDepth depth) => depth.HasUnpacked ? 2 : 1;

    private static IEnumerable<Obligation> Unpacker(string kind, int lanes, int word, int depth)
    {
        string[] kernels = [$"position_mask{word}", $"lane_select{word}", $"rotate{word}"];
        yield return Stages.Refines(
            kind, "every clock reads the row that is accepted, takes a word exactly for it or to drain, and queues the row; damage is section 7's",
            claim => Refines(claim, kind, lanes, word), kernels) with
        {
            Assumes = "a row that continues a tensor finds the position within the word; its width is at most B; or it is in error",
        };

        // Lanes share control and nothing else: one at a time is far easier for the solver than all at once.
        for (var number = 0; number < lanes && lanes > 1; number++)
        {
            var lane = number;
            yield return Stages.About(
                kind, $"lane{lane}", "every row leaves with the lane's bits that it asked for, rotated to its offset",
                claim => Queues(claim, kind, lanes, lane, word), kernels);
        }

        yield return Stages.About(kind, "reset", "after reset nothing is on its way, and nothing is drained", claim =>
        {
            var after = new ShellClock(claim, kind, given: ("rst_i", SmtTerm.Constant(1, 1))).Next;
            Stages.Drained(claim, after, null, "after reset");
            claim.Holds("not draining", ~after["drain_q"]);
        });
        yield return Stages.About(
            kind, "progress", $"with the sink ready a row is accepted whenever the word that it needs is there, and leaves within {depth} clock{(depth == 1 ? "" : "s")}; draining takes a word in every clock",
            claim => Progresses(claim, kind, lanes, word, depth), kernels);
    }

    private static void Queues(Claim claim, string kind, int lanes, int lane, int word)
    {
        var clock = new ShellClock(claim, kind);
        var (before, after) =
            (State(claim, clock.Before, lanes, [lane], word), State(claim, clock.After, lanes, [lane], word));
        var leaving = before.Offered(clock.Out("out")).Only([UnpackerState.Bits(lane)]);
        var row = before.Step(clock.In("row"), clock.In("word")).Row;
        Stages.Refine(
            claim, before.Rows, new Beat(clock.Moves("row"), row), new Beat(clock.Moves("out"), leaving), after.Rows);
    }

    private static UnpackerState State(Claim claim, Func<string, SmtTerm> register, int lanes, IReadOnlyList<int> shown, int word) =>
        new(claim, register, lanes, shown, word);

    private static void Refines(Claim claim, string kind, int lanes, int word)
    {
        var clock = new ShellClock(claim, kind);
        IReadOnlyList<int> shown = lanes == 1 ? [0] : [];
        var (before, after) =
            (State(claim, clock.Before, lanes, shown, word), State(claim, clock.After, lanes, shown, word));
        var read = before.Step(clock.In("row"), clock.In("word"));
        claim.Assume(
            clock["row_error_i"] | ~SmtTerm.Less(Terms.Number(PackRule.WidthBits, word), clock["row_width_i"]));
        claim.Assume(clock["row_first_i"] | before.Within(before.Place));

        var (entering, leaving) =
            (new Beat(clock.Moves("row"), read.Row), new Beat(clock.Moves("out"), before.Offered(clock.Out("out"))));
        Stages.Refine(claim, before.Rows, entering, leaving, after.Rows);
        RowOrder.Keep(claim, before.Rows, entering, leaving, after.Rows);

        var accepted = clock.Moves("row");
        claim.Holds("no row while draining", ~(accepted & before.Drain));
        claim.Holds("a word where one is needed", Terms.Implies(accepted & read.Takes, clock["word_valid_i"]));
        claim.Equal(
            "word taken", clock["word_valid_i"] & (before.Drain | (accepted & read.Takes)), clock.Moves("word"));
        claim.Equal(
            "draining", SmtTerm.Mux(accepted, read.Late, before.Drain & ~(clock.Moves("word") & clock["word_last_i"])), after.Drain);

        var (from, to, place) = (before.Place, read.Place, after.Place);
        claim.Equal("word", SmtTerm.Mux(accepted, to.Word, from.Word), place.Word);
        claim.Equal("position", SmtTerm.Mux(accepted, to.Position, from.Position), place.Position);
        claim.Equal("ended", SmtTerm.Mux(accepted, to.Ended, from.Ended), place.Ended);
        claim.Equal("any", SmtTerm.Mux(accepted, to.Any, from.Any), place.Any);
        claim.Equal("failed", SmtTerm.Mux(accepted, to.Failed, from.Failed), place.Failed);
        claim.Holds("position within the word", ~accepted | after.Within(place));
    }

    private static void Progresses(Claim claim, string kind, int lanes, int word, int depth)
    {
        var ready = (Sink: "out_ready_i", SmtTerm.Constant(1, 1));
        var clock = new ShellClock(claim, kind, given: ready);
        var state = State(claim, clock.Before, lanes, [], word);
        var takes = state.Step(clock.In("row"), clock.In("word")).Takes;
        claim.Holds("accepted", state.Drain | (takes & ~clock["word_valid_i"]) | clock["row_ready_o"]);
        claim.Holds("asks for the word", state.Drain | ~clock["row_valid_i"] | ~takes | clock["word_ready_o"]);

        var anySink = new ShellClock(claim, kind, clock.Registers, ", any sink");
        claim.Holds("drains", ~state.Drain | anySink["word_ready_o"]);
        Stages.Leaves(claim, kind, depth, ready, ("row_valid_i", SmtTerm.Constant(1, 0)));
    }
}
