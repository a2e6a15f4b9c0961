// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The group buffer: rows in order, each held group with its largest exponent.</summary>
/// <remarks>
/// The memories are cut out and looked at in one place, which may be any. A row's life there is: written at the end of
/// the queue, unchanged while it waits, read when it is the oldest.
/// </remarks>
internal static class GroupBufferShell
{
    private const string Kind = "group_buffer";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        var groups = $"the invariant; a row is its group's first if the one before was the last; a group has at most {config.Rows} rows, all held or none";
        return
        [
            Named("rows", "a row is written behind the newest, stays as it is until it is the oldest and read, and is offered until it is taken; nothing is read while it is written", "the invariant", Rows),
            Named("holds", "rows of a held group may be read once it is complete, others at once", groups, Holds),
            Named("headers", "a held group's p and z are written with its last row, come out with its first one and stay for the rest; nothing is read while it is written", groups, Headers),
            Named("progress", "with the sink ready a row that may be read moves on in every clock; a full buffer has one", groups, Progress),
            Named("reset", "reset leaves an empty buffer, where the invariant holds", "nothing: any state", Resets),
        ];
    }

    private static Obligation Named(string suffix, string property, string assumes, Action<Claim> state) => new(
        $"{Kind}_{suffix}", property, state)
    {
        Kernels = [Kind],
        AnyKernels = true,
        Assumes = assumes,
    };

    private static void Rows(Claim claim)
    {
        var (clock, before, after) = AnyClock(claim);
        claim.Assume(before.Invariant);
        var place = Place(claim, before);
        var rows = new WatchedMemory(claim, clock, "rows", place);
        var (accepted, offset) = (clock.Moves("in"), before.Offset(place));
        var (free, read) = Reads(clock, before);
        claim.Holds("invariant", after.Invariant);
        claim.Equal("a row is accepted where there is room", SmtTerm.Less(before.Count, before.Number(before.Depth)), clock["in_ready_o"]);

        // Rows enter at the end and leave at the front.
        claim.Equal("rows in it", before.Count + accepted.Resize(before.Count.Width) - read.Resize(before.Count.Width), after.Count);
        claim.Equal(
            "the front moves by the row that is read", read.Resize(before.Count.Width), before.Offset(after.Read));
        claim.Holds("a row that waits stays", Terms.Implies(SmtTerm.Less(offset, before.Count), SmtTerm.Equal(rows.Before, rows.After)));
        var row = SmtTerm.Concat([clock["in_row_i"], clock["in_group_first_i"]]);
        claim.EqualWhere(
            accepted & SmtTerm.Equal(place, clock.Before("write_q")), "the row that is written", row, rows.After);
        claim.Equal("it is written behind the newest", before.Count, SmtTerm.Mux(
            SmtTerm.Less(before.Count, before.Number(before.Depth)), before.Offset(clock.Before("write_q")), before.Count));

        // The output register takes the oldest, whatever a RAM gives where it is written just then.
        claim.Holds("a row is not written where one is read", ~(read & SmtTerm.Equal(place, before.Read) & rows.Written));
        claim.Equal("offered next", SmtTerm.Mux(free, read, clock["out_valid_o"]), clock.After("out_valid_o"));
        claim.EqualWhere(
            read & SmtTerm.Equal(place, before.Read), "the row that is read", rows.Before, clock.After("out_row_q"));
        claim.EqualWhere(
            ~free, "the row that waits at the output", clock.Before("out_row_q"), clock.After("out_row_q"));
        claim.Equal("the row at the output", clock.Before("out_row_q"), SmtTerm.Concat([clock["out_row_o"], clock["out_group_first_o"]]));
    }

    private static void Holds(Claim claim)
    {
        var (clock, before, after) = AnyClock(claim);
        var (open, hold) = OpenGroup(claim, clock, before);
        var (accepted, width) = (clock.Moves("in"), before.Count.Width);
        var (_, read) = Reads(clock, before);
        var complete = accepted & (clock["in_group_last_i"] | ~clock["in_hold_i"]);
        claim.Holds(
            "invariant", after.GroupInvariant(OpenNext(clock, open), SmtTerm.Mux(accepted, clock["in_hold_i"], hold)));
        claim.Equal(
            "rows that may be read",
            SmtTerm.Mux(complete, before.Count + SmtTerm.Constant(width, 1), before.Readable) - read.Resize(width),
            after.Readable);
    }

    // The watched place holds the first row of a held group that is complete: then its header is there too, and an
    // unfinished group's first row lies behind it.
    private static void Headers(Claim claim)
    {
        var (clock, before, after) = AnyClock(claim);
        var (open, _) = OpenGroup(claim, clock, before);
        var place = Place(claim, before);
        var headers = new WatchedMemory(claim, clock, "headers", place);
        var (watched, header) =
            (claim.Variable("its group is complete", 1), claim.Variable("its header", headers.Before.Width));
        claim.Assume(Keeps(before, place, watched, header, headers.Before, open));

        // p and z of the group so far, and with the row that comes in.
        var (first, accepted) = (clock["in_group_first_i"], clock.Moves("in"));
        var (peak, zero) = (clock.Before("peak_q"), clock.Before("zero_q"));
        var larger = SmtTerm.Mux(SmtTerm.Less(peak, clock["in_peak_i"]), clock["in_peak_i"], peak);
        var newPeak = SmtTerm.Mux(first, clock["in_peak_i"], larger);
        var newZero = SmtTerm.Mux(first, clock["in_zero_i"], zero | clock["in_zero_i"]);
        claim.Equal("largest so far", SmtTerm.Mux(accepted, newPeak, peak), clock.After("peak_q"));
        claim.Equal("zero so far", SmtTerm.Mux(accepted, newZero, zero), clock.After("zero_q"));

        var start = SmtTerm.Mux(first, clock.Before("write_q"), before.Group);
        claim.EqualWhere(accepted, "first row of the group", start, after.Group);
        var ends = accepted & clock["in_group_last_i"] & SmtTerm.Equal(start, place) & clock["in_hold_i"];
        var made = SmtTerm.Concat([newPeak, newZero & Terms.Any(newPeak)]);
        var leaves = Reads(clock, before).Read & SmtTerm.Equal(place, before.Read);
        claim.EqualWhere(
            watched & leaves, "the header that comes with the group's first row", header, clock.After("out_header_q"));
        claim.Holds("a header is not written where one is read", ~(leaves & headers.Written));
        claim.Holds("invariant", Keeps(
            after, place, ends | (watched & ~leaves), SmtTerm.Mux(ends, made, header), headers.After, OpenNext(clock, open)));

        // From its first row on a group's header is that of every row.
        var now = SmtTerm.Mux(clock["out_group_first_o"], clock.Before("out_header_q"), clock.Before("group_header_q"));
        var waits = clock["out_valid_o"] & ~clock["out_ready_i"];
        claim.Equal("p and z at the output", now, SmtTerm.Concat([clock["out_peak_o"], clock["out_zero_o"]]));
        claim.Equal("p and z for the rest of the group", SmtTerm.Mux(clock.Moves("out"), now, clock.Before("group_header_q")), clock.After("group_header_q"));
        claim.EqualWhere(waits, "p and z wait", clock.Before("out_header_q"), clock.After("out_header_q"));
    }

    private static SmtTerm Keeps(
        GroupBufferState state, SmtTerm place, SmtTerm watched, SmtTerm header, SmtTerm stored, SmtTerm open)
    {
        var (offset, behind) = (state.Offset(place), state.Offset(state.Group));
        return Terms.Implies(watched, SmtTerm.Less(offset, state.Readable) & SmtTerm.Equal(stored, header))
            & Terms.Implies(watched & open, SmtTerm.Less(offset, behind) & SmtTerm.Less(behind, state.Count));
    }

    private static void Progress(Claim claim)
    {
        var clock = new ShellClock(claim, Kind, given: ("out_ready_i", SmtTerm.Constant(1, 1)));
        var (before, after) = (new GroupBufferState(claim, clock.Registers), new GroupBufferState(claim, clock.Next));
        OpenGroup(claim, clock, before);
        var some = Terms.Any(before.Readable);
        claim.Holds("full, and nothing to read", clock["in_ready_o"] | some);
        claim.Holds("a row moves on", Terms.Implies(some, SmtTerm.Equal(before.Offset(after.Read), before.Number(1)) & clock.After("out_valid_o")));
    }

    private static void Resets(Claim claim)
    {
        var clock = new ShellClock(claim, Kind, given: ("rst_i", SmtTerm.Constant(1, 1)));
        var after = new GroupBufferState(claim, clock.Next);
        claim.Holds("invariant", after.GroupInvariant(SmtTerm.Constant(1, 0), SmtTerm.Constant(1, 0)));
        claim.Equal("rows in it", after.Number(0), after.Count);
        claim.Holds("nothing offered", ~clock.After("out_valid_o"));
    }

    private static (ShellClock Clock, GroupBufferState Before, GroupBufferState After) AnyClock(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        return (clock, new GroupBufferState(claim, clock.Registers), new GroupBufferState(claim, clock.Next));
    }

    private static SmtTerm Place(Claim claim, GroupBufferState state)
    {
        var place = claim.Variable("place", state.Read.Width);
        claim.Assume(SmtTerm.Less(place.Resize(state.Count.Width), state.Number(state.Depth)));
        return place;
    }

    private static (SmtTerm Free, SmtTerm Read) Reads(ShellClock clock, GroupBufferState state)
    {
        var free = ~clock["out_valid_o"] | clock["out_ready_i"];
        return (free, free & Terms.Any(state.Readable));
    }

    // What is assumed of the rows that come in; intake gives them so.
    private static (SmtTerm Open, SmtTerm Hold) OpenGroup(Claim claim, ShellClock clock, GroupBufferState state)
    {
        var (open, hold) = (claim.Variable("group open", 1), claim.Variable("group held", 1));
        claim.Assume(state.GroupInvariant(open, hold));
        claim.Assume(SmtTerm.Equal(clock["in_group_first_i"], ~open));
        claim.Assume(Terms.Implies(open, SmtTerm.Equal(clock["in_hold_i"], hold)));
        var full = SmtTerm.Equal(
            SmtTerm.Mux(open & hold, state.HeldBack, state.Number(0)), state.Number(claim.Config.Rows - 1));
        claim.Assume(Terms.Implies(full, clock["in_group_last_i"]));
        return (open, hold);
    }

    private static SmtTerm OpenNext(ShellClock clock, SmtTerm open) =>
        SmtTerm.Mux(clock.Moves("in"), ~clock["in_group_last_i"], open);
}
