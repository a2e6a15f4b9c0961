// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The decoder counts the ends of tensors inside, and cuts short the tensor that is being discarded: no
/// other.</summary>
/// <remarks>
/// For each shell inside, unknowns stand for how many tensors end in it, and whether the rows that entered and left
/// last
/// left their tensor open. What is assumed of them is what <see cref="RowOrder"/> claims of each shell.
/// </remarks>
internal static class DecoderAbort
{
    private const int CountBits = 8;

    private sealed record Place(
        string Shell, int Rows, SmtTerm Ends, SmtTerm Entered, SmtTerm Left, SmtTerm EndEnters, SmtTerm EndLeaves)
    {
        public SmtTerm EndsThen => Ends + EndEnters.Resize(CountBits) - EndLeaves.Resize(CountBits);
    }

    /// <summary>What is to be proved.</summary>
    public static Obligation Of(HardwareConfig config, string[] kernels) => Stages.About(
        "decoder", "abort", "ahead_q is the number of tensors that end inside, and has room for it; what abort cuts short is the tensor that is being discarded",
        State, kernels) with
    {
        Assumes = "that the shells inside keep ends of tensors in number and order, which their own obligations claim; the invariant",
    };

    private static void State(Claim claim)
    {
        var clock = new ShellClock(claim, "decoder");
        var places = Places(claim, clock);
        foreach (var place in places)
        {
            var rows = Terms.Number(CountBits, place.Rows);
            claim.AssumeAtMost(place.Ends, rows);
            claim.AssumeAtMost(place.EndsThen, rows);
            claim.Assume(Terms.Implies(place.EndLeaves, place.Rows > 0 ? Terms.Any(place.Ends) : place.EndEnters));
            claim.Assume(RowOrder.Law(place.Ends, place.Left, place.Entered));
        }

        claim.Assume(SmtTerm.Equal(clock.Before("ahead_q").Resize(CountBits), Sum(places, place => place.Ends)));
        claim.Equal("ends of tensors inside", Sum(places, place => place.EndsThen), clock.After("ahead_q"));
        claim.Holds("room for them", SmtTerm.Constant(1, places.Sum(place => place.Rows) < 1 << clock.Before("ahead_q").Width ? 1u : 0));

        // What leaves one shell enters the next in the same clock.
        foreach (var (from, to) in places.Zip(places.Skip(1)))
        {
            claim.Assume(SmtTerm.Equal(from.Left, to.Entered));
            claim.Equal($"ends from {from.Shell} to {to.Shell}", from.EndLeaves, to.EndEnters);
        }

        claim.Assume(Terms.Implies(clock["u_output.skip_o"], places[^1].Left));
        claim.Holds(
            "what is cut short is what is discarded", Terms.Implies(clock["u_sequencer.abort_i"], places[0].Entered));
        claim.Holds(
            "what is discarded is cut short, if it is not sequenced yet",
            Terms.Implies(clock["u_output.skip_o"] & ~Terms.Any(Sum(places, place => place.Ends)), clock["u_sequencer.abort_i"]));
    }

    // The shells that rows pass through, with the places for rows that their obligations count.
    private static List<Place> Places(Claim claim, ShellClock clock)
    {
        var (metadata, depth) = (claim.Config.HasMetadata, claim.Config.Depth);
        var unpacker = UnpackerObligations.Depth(depth);
        var row = clock.Moves("u_sequencer.row") & clock["u_sequencer.row_last_o"];
        var request = clock.Moves("u_request.out") & clock["u_request.out_last_o"];
        var data = clock.Moves("u_data_unpacker.out") & clock["u_data_unpacker.out_last_o"];
        var exponents = metadata ? clock.Moves("u_gecko.out") & clock["u_gecko.out_last_o"] : data;
        return
        [
            At("u_request", metadata ? unpacker + 1 : 1, row, request),
            At("u_data_unpacker", unpacker, clock.Moves("u_data_unpacker.row") & clock["u_data_unpacker.row_last_i"], data),
            .. metadata ? [At("u_gecko", depth.HasField ? 1 : 0, clock.Moves("u_gecko.in") & clock["u_gecko.in_last_i"], exponents)] : Array.Empty<Place>(),
            At("u_output", depth.HasRestore ? 1 : 0, clock.Moves("u_output.in") & clock["u_output.in_last_i"], clock["u_output.leaves_o"]),
        ];

        Place At(string shell, int rows, SmtTerm enters, SmtTerm leaves) => new(
            shell, rows, claim.Variable($"ends in {shell}", CountBits),
            claim.Variable($"open where {shell} is entered", 1),
            claim.Variable($"open where {shell} is left", 1), enters, leaves);
    }

    private static SmtTerm Sum(IEnumerable<Place> places, Func<Place, SmtTerm> count) =>
        places.Select(count).Aggregate((sum, one) => sum + one);
}
