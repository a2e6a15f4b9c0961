// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>row_sequencer</c>: a descriptor to the rows of its tensor, counted as in docs/format.md
/// section 3.</summary>
/// <remarks>
/// The tensor in hand is how many values come before the next row, which is k · L for row k, how many are left, which
/// are
/// N less those, and the row's index in its group, which is k modulo R. The shell holds no more than the last two.
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
            Assumes = "the invariant: values are left behind the first row; no count is above 40 bits",
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
        var (before, left) = (claim.Variable("values before the row", NumberBits), Left(clock.Registers));
        var (active, refused) = (clock.Before("row_valid_o"), Refused(claim, clock.Registers));
        claim.Assume(Invariant(claim, clock.Registers, before));

        // The row: lane i has a value if more than i are left.
        var lanes = claim.Config.Lanes;
        var row = clock.Out("row");
        var cut = refused | clock["abort_i"];
        var empty = cut | SmtTerm.Equal(left, Number(0));
        var last = cut | ~SmtTerm.Less(Number(lanes), left);
        claim.Equal("valid", active, clock["row_valid_o"]);
        Offered("first", SmtTerm.Equal(before, Number(0)));
        Offered("last", last);
        Offered("refused", cut);
        Offered("void", empty);
        Offered(
            "keep", SmtTerm.Concat(Enumerable.Range(0, lanes).Select(lane => ~cut & SmtTerm.Less(Number(lane), left))));

        // The clock: a row moves, a descriptor is taken.
        var (moves, loads) = (clock.Moves("row"), clock.Moves("descriptor"));
        claim.Holds("one tensor at a time", Terms.Implies(loads, ~active | (moves & last)));
        claim.Equal("tensor in hand", loads | (active & ~(moves & last)), clock.After("row_valid_o"));
        var beforeThen = SmtTerm.Mux(loads, Number(0), SmtTerm.Mux(moves, before + Number(lanes), before));
        claim.Holds("invariant", Invariant(claim, clock.Next, beforeThen));
        claim.EqualWhere(
            clock.After("row_valid_o"), "count", SmtTerm.Mux(loads, clock["count_i"].Resize(NumberBits), before + left),
            beforeThen + Left(clock.Next));
        if (claim.Config.HasMetadata)
        {
            var index = clock.Before("index_q");
            var wraps = SmtTerm.Equal(index, Terms.Number(index.Width, claim.Config.Rows - 1));
            var next = SmtTerm.Mux(wraps, Terms.Number(index.Width, 0), index + Terms.Number(index.Width, 1));
            Offered("group_first", ~Terms.Any(index));
            claim.EqualWhere(
                clock.After("row_valid_o"), "index in the group",
                SmtTerm.Mux(loads, Terms.Number(index.Width, 0), SmtTerm.Mux(moves, next, index)), clock.After("index_q"));
        }

        if (claim.Config.Frozen is null)
        {
            Keeps(claim, clock, loads);
        }

        // What the decoder's abort cuts short was begun: some of its rows were given, and it is not refused.
        var open = claim.Variable("tensor open", 1);
        claim.Assume(Terms.Implies(open, Begun(claim, clock.Registers)));
        claim.Holds(
            "an open tensor is in hand", Terms.Implies(SmtTerm.Mux(moves, ~last, open), Begun(claim, clock.Next)));

        void Offered(string name, SmtTerm expected) => claim.EqualWhere(active, name, expected, row[name]);
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

    private static SmtTerm Invariant(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, SmtTerm before)
    {
        var (first, left) = (registers["row_first_o"], Left(registers));
        var fits = ~Terms.Any((before | (before + left)).Slice(CountBits, NumberBits - CountBits));
        return Terms.Implies(
            registers["row_valid_o"],
            fits & SmtTerm.Equal(first, SmtTerm.Equal(before, Number(0))) & (first | Terms.Any(left))
            & Terms.Implies(Refused(claim, registers), first));
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

    private static SmtTerm Left(IReadOnlyDictionary<string, SmtTerm> registers) =>
        registers["remaining_q"].Resize(NumberBits);

    private static SmtTerm Number(int value) => Terms.Number(NumberBits, value);
}
