// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What a shell of the decoder does to the ends of tensors: it keeps count of them, and their order.</summary>
/// <remarks>
/// The decoder's abort rests on it: if no tensor ends inside and the row that left last ended none, then neither did
/// the one that entered last. All of it is said of <see cref="Beat"/>s that carry <c>last</c>.
/// </remarks>
internal static class RowOrder
{
    private const int CountBits = 4;

    /// <summary>Claims that a clock keeps ends of tensors in number and order; names as in
    /// <see cref="Stages.Refine"/>. A shell without registers holds nothing: an end leaves it as it enters.</summary>
    /// <returns>Before and after the clock: the row that left last did not end its tensor.</returns>
    public static (SmtTerm Before, SmtTerm After) Keep(
        Claim claim, IReadOnlyList<Beat> before, Beat entering, Beat leaving, IReadOnlyList<Beat> after)
    {
        var entered = claim.Variable("tensor open where rows enter", 1);
        var left = claim.Variable("tensor open where rows leave", 1);
        var enteredThen = SmtTerm.Mux(entering.Valid, ~entering.Payload["last"], entered);
        var leftThen = SmtTerm.Mux(leaving.Valid, ~leaving.Payload["last"], left);
        claim.Assume(SmtTerm.Equal(entered, Newest(before, left)));
        claim.Equal("tensor open where rows enter", Newest(after, leftThen), enteredThen);
        claim.Equal("ends of tensors inside", Ends([.. before, entering]), Ends([leaving, .. after]));
        if (before.Count > 0)
        {
            claim.Holds("an end leaves that was inside", Terms.Implies(leaving.Valid & leaving.Payload["last"], Terms.Any(Ends(before))));
        }

        claim.Holds("no end between", Law(Ends(after), leftThen, enteredThen));
        return (left, leftThen);
    }

    /// <summary>One bit: without an end of a tensor inside, a tensor that is open where rows leave is so where they
    /// enter.</summary>
    public static SmtTerm Law(SmtTerm ends, SmtTerm left, SmtTerm entered) =>
        Terms.Implies(~Terms.Any(ends) & left, entered);

    private static SmtTerm Newest(IReadOnlyList<Beat> beats, SmtTerm left) =>
        beats.Aggregate(left, (open, beat) => SmtTerm.Mux(beat.Valid, ~beat.Payload["last"], open));

    private static SmtTerm Ends(IReadOnlyList<Beat> beats) => beats
        .Select(beat => (beat.Valid & beat.Payload["last"]).Resize(CountBits))
        .Aggregate(Terms.Number(CountBits, 0), (sum, one) => sum + one);
}
