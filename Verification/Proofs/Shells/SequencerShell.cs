// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>row_sequencer</c>: a descriptor to the rows of its tensor, counted as in docs/format.md section 3.</summary>
/// <remarks>
/// The tensor in hand is its count N, how many values come before the next row, which is k · L for row k, and that row's
/// index in its group, which is k modulo R. The shell counts down what remains instead; that both are the same is the
/// invariant.
/// </remarks>
internal static class SequencerShell
{
    private const string Kind = "row_sequencer";

    // Counts of values, with room for one row more than a tensor has.
    private const int NumberBits = 42;

    private const int CountBits = 40;

    private static readonly string[] Fields = ["mantissa", "exponent", "low", "sign", "coder", "bias"];

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        Stages.Refines(
            Kind, "a row has the L values that come next, as far as the count goes, and is the last if no more follow or its tensor is refused or cut short",
            Refines, config.Frozen is null ? ["descriptor_check"] : []) with
        {
            // The check's text is looked at, so that what is refused is the golden rule's say.
            AnyKernels = false,
            Assumes = "the invariant: what remains is the count less what came before, and something does behind the first row",
        },
        Stages.About(Kind, "reset", "after reset no tensor is in hand", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("rst_i", SmtTerm.Constant(1, 1)));
            claim.Holds("no tensor", ~clock.After("row_valid_o"));
        }, config.Frozen is null ? ["descriptor_check"] : []),
        Stages.About(
            Kind, "progress", "a descriptor is accepted when no tensor is in hand or its last row leaves, and its first row is offered in the next clock; a row that is not taken stays",
            Progresses, config.Frozen is null ? ["descriptor_check"] : []),
    ];

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var (count, before) = (Ghost(claim, "count of the tensor"), Ghost(claim, "values before the row"));
        var index = Ghost(claim, "index in the group");
        var (active, refused) = (clock.Before("row_valid_o"), Refused(claim, clock.Registers));
        claim.Assume(Invariant(claim, clock.Registers, count, before, index));

        // The row: value i is there if i < N.
        var lanes = claim.Config.Lanes;
        var row = clock.Out("row");
        var cut = refused | clock["abort_i"];
        var empty = cut | SmtTerm.Equal(count, Ghost(0));
        var last = cut | ~SmtTerm.Less(before + Ghost(lanes), count);
        claim.Equal("valid", active, clock["row_valid_o"]);
        Offered("first", SmtTerm.Equal(before, Ghost(0)));
        Offered("last", last);
        Offered("refused", cut);
        Offered("void", empty);
        Offered("keep", SmtTerm.Concat(Enumerable.Range(0, lanes).Select(lane => ~cut & SmtTerm.Less(before + Ghost(lane), count))));
        if (claim.Config.HasMetadata)
        {
            Offered("group_first", SmtTerm.Equal(index, Ghost(0)));
        }

        // The clock: a row moves, a descriptor is taken.
        var (moves, loads) = (clock.Moves("row"), clock.Moves("descriptor"));
        claim.Holds("one tensor at a time", Terms.Implies(loads, ~active | (moves & last)));
        claim.Equal("tensor in hand", loads | (active & ~(moves & last)), clock.After("row_valid_o"));
        var wraps = SmtTerm.Equal(index, Ghost(claim.Config.Rows - 1));
        claim.Holds("invariant", Invariant(
            claim, clock.Next,
            SmtTerm.Mux(loads, clock["count_i"].Resize(NumberBits), count), Counted(before, before + Ghost(lanes)),
            Counted(index, SmtTerm.Mux(wraps, Ghost(0), index + Ghost(1)))));

        if (claim.Config.Frozen is null)
        {
            Keeps(claim, clock, loads);
        }

        // What the decoder's abort cuts short was begun: some of its rows were given, and it is not refused.
        var open = claim.Variable("tensor open", 1);
        claim.Assume(Terms.Implies(open, Begun(claim, clock.Registers)));
        claim.Holds("an open tensor is in hand", Terms.Implies(SmtTerm.Mux(moves, ~last, open), Begun(claim, clock.Next)));

        void Offered(string name, SmtTerm expected) => claim.EqualWhere(active, name, expected, row[name]);

        SmtTerm Counted(SmtTerm old, SmtTerm next) => SmtTerm.Mux(loads, Ghost(0), SmtTerm.Mux(moves, next, old));
    }

    // The descriptor is refused if it is not legal, and kept as long as its tensor is in hand.
    private static void Keeps(Claim claim, ShellClock clock, SmtTerm loads)
    {
        var given = Given(clock);
        claim.Equal("descriptor refused", SmtTerm.Mux(loads, ~claim.LegalHere(given), Refused(claim, clock.Registers)), Refused(claim, clock.Next));
        foreach (var (name, value) in Named(given).Where(field => clock.Outputs.ContainsKey($"row_{field.Name}_o")))
        {
            var port = $"row_{name}_o";
            claim.Equal(name, clock.Before(port), clock[port]);
            claim.Equal($"{name} kept", SmtTerm.Mux(loads, value.Resize(clock[port].Width), clock.Before(port)), clock.After(port));
        }
    }

    private static SmtTerm Invariant(
        Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, SmtTerm count, SmtTerm before, SmtTerm index)
    {
        var first = SmtTerm.Equal(before, Ghost(0));
        var holds = SmtTerm.Equal(registers["remaining_q"].Resize(NumberBits) + before, count)
            & ~Terms.Any(count.Slice(CountBits, NumberBits - CountBits))
            & (first | SmtTerm.Less(before, count)) & SmtTerm.Equal(registers["row_first_o"], first)
            & Terms.Implies(Refused(claim, registers), first);
        if (claim.Config.HasMetadata)
        {
            holds &= SmtTerm.Equal(registers["index_q"].Resize(NumberBits), index) & SmtTerm.Less(index, Ghost(claim.Config.Rows));
        }

        return Terms.Implies(registers["row_valid_o"], holds);
    }

    private static SmtTerm Begun(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers) =>
        registers["row_valid_o"] & ~registers["row_first_o"] & ~Refused(claim, registers);

    private static void Progresses(Claim claim)
    {
        var clock = new ShellClock(claim, Kind, given: ("descriptor_valid_i", SmtTerm.Constant(1, 1)));
        var free = ~clock["row_valid_o"] | (clock.Moves("row") & clock["row_last_o"]);
        claim.Holds("accepted", ~free | clock["descriptor_ready_o"]);
        claim.Holds("offered in the next clock", ~clock["descriptor_ready_o"] | clock.After("row_valid_o"));
        claim.Holds("stays", clock.Moves("row") | ~clock["row_valid_o"] | clock.After("row_valid_o"));
    }

    private static DescriptorBits<SmtTerm> Given(ShellClock clock) => new(
        clock["mantissa_i"], clock["exponent_i"], clock["low_i"], clock["sign_i"], clock["coder_i"], clock["bias_i"], clock["rounding_i"]);

    private static IEnumerable<(string Name, SmtTerm Value)> Named(DescriptorBits<SmtTerm> given) => Fields.Zip(
        [given.Mantissa, given.Exponent, given.Low, given.Sign, given.Coder, given.Bias]);

    private static SmtTerm Refused(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers) =>
        claim.Config.Frozen is null ? registers["refused_q"] : SmtTerm.Constant(1, 0);

    private static SmtTerm Ghost(Claim claim, string name) => claim.Variable(name, NumberBits);

    private static SmtTerm Ghost(int value) => Terms.Number(NumberBits, value);
}
