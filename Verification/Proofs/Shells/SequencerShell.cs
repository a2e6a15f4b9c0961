// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>row_sequencer</c>: a descriptor to the rows of its tensor, counted as in docs/format.md section 3.</summary>
/// <remarks>
/// The tensor in hand is its count N, the number k of the row that is next, and that row's group: k = group · R + index.
/// The shell counts down what remains instead; that both are the same is the invariant.
/// </remarks>
internal static class SequencerShell
{
    private const string Kind = "row_sequencer";

    // Numbers of rows and values in a tensor, with room for one row more.
    private const int NumberBits = 48;

    private static readonly string[] Fields = ["mantissa", "exponent", "low", "sign", "coder", "bias"];

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        Stages.Refines(
            Kind, "row k has the values k · L to k · L + L − 1 of those that the count says, and is the last if no more follow or its tensor is refused or cut short",
            Refines, config.Frozen is null ? ["descriptor_check"] : []) with
        {
            // The check's text is looked at, so that what is refused is the golden rule's say.
            AnyKernels = false,
            Assumes = "the invariant: what remains is N − k · L, and some of it does if k > 0",
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
        var (count, number) = (Ghost(claim, "count of the tensor"), Ghost(claim, "number of the row"));
        var (group, index) = (Ghost(claim, "number of the group"), Ghost(claim, "index in the group"));
        var (active, refused) = (clock.Before("row_valid_o"), Refused(claim, clock.Registers));
        claim.Assume(Invariant(claim, clock.Registers, count, number, group, index));

        // The row: value i = k · L + lane is there if i < N.
        var lanes = claim.Config.Lanes;
        var from = Times(number, lanes);
        var row = clock.Out("row");
        var cut = refused | clock["abort_i"];
        var empty = cut | SmtTerm.Equal(count, Ghost(0));
        var last = cut | ~SmtTerm.Less(from + Ghost(lanes), count);
        claim.Equal("valid", active, clock["row_valid_o"]);
        Offered("first", SmtTerm.Equal(number, Ghost(0)));
        Offered("last", last);
        Offered("refused", cut);
        Offered("void", empty);
        Offered("keep", SmtTerm.Concat(Enumerable.Range(0, lanes).Select(lane => ~cut & SmtTerm.Less(from + Ghost(lane), count))));
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
            SmtTerm.Mux(loads, clock["count_i"].Resize(NumberBits), count), Counted(number, number + Ghost(1)),
            Counted(group, SmtTerm.Mux(wraps, group + Ghost(1), group)),
            Counted(index, SmtTerm.Mux(wraps, Ghost(0), index + Ghost(1)))));

        // The descriptor: refused if it is not legal, and kept.
        if (claim.Config.Frozen is null)
        {
            var given = Given(clock);
            claim.Equal("refused", SmtTerm.Mux(loads, ~claim.LegalHere(given), refused), Refused(claim, clock.Next));
            foreach (var (name, value) in Named(given).Where(field => clock.Outputs.ContainsKey($"row_{field.Name}_o")))
            {
                var port = $"row_{name}_o";
                claim.Equal(name, clock.Before(port), clock[port]);
                claim.Equal($"{name} kept", SmtTerm.Mux(loads, value.Resize(clock[port].Width), clock.Before(port)), clock.After(port));
            }
        }

        // What the decoder's abort cuts short was begun: some of its rows were given, and it is not refused.
        var open = claim.Variable("tensor open", 1);
        claim.Assume(Terms.Implies(open, Begun(claim, clock.Registers)));
        claim.Holds("an open tensor is in hand", Terms.Implies(SmtTerm.Mux(moves, ~last, open), Begun(claim, clock.Next)));

        void Offered(string name, SmtTerm expected) => claim.EqualWhere(active, name, expected, row[name]);

        SmtTerm Counted(SmtTerm old, SmtTerm next) => SmtTerm.Mux(loads, Ghost(0), SmtTerm.Mux(moves, next, old));
    }

    private static SmtTerm Invariant(
        Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, SmtTerm count, SmtTerm number, SmtTerm group, SmtTerm index)
    {
        var from = Times(number, claim.Config.Lanes);
        var first = SmtTerm.Equal(number, Ghost(0));
        var holds = SmtTerm.Less(count, SmtTerm.ShiftLeft(Ghost(1), Ghost(40))) & SmtTerm.Less(number, SmtTerm.ShiftLeft(Ghost(1), Ghost(40)))
            & SmtTerm.Equal(registers["remaining_q"].Resize(NumberBits) + from, count)
            & (first | SmtTerm.Less(from, count))
            & SmtTerm.Equal(registers["row_first_o"], first)
            & Terms.Implies(Refused(claim, registers), first);
        if (claim.Config.HasMetadata)
        {
            holds &= SmtTerm.Equal(Times(group, claim.Config.Rows) + index, number)
                & SmtTerm.Equal(registers["index_q"].Resize(NumberBits), index) & SmtTerm.Less(index, Ghost(claim.Config.Rows));
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

    // By a constant, as shifts and sums.
    private static SmtTerm Times(SmtTerm value, int factor) => Enumerable.Range(0, 32 - BitOperations.LeadingZeroCount((uint)factor))
        .Where(bit => (factor >> bit & 1) != 0)
        .Select(bit => SmtTerm.ShiftLeft(value, Ghost(bit)))
        .Aggregate((sum, one) => sum + one);
}
