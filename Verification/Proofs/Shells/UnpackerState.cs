// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Where a reader is in its packet.</summary>
/// <param name="Word">The word in hand, of all lanes.</param>
/// <param name="Position">Bits of it that are used up.</param>
/// <param name="Ended">One bit: it is the packet's last.</param>
/// <param name="Any">One bit: a word of the packet was taken.</param>
/// <param name="Failed">One bit: the tensor is in error.</param>
internal sealed record PacketPlace(SmtTerm Word, SmtTerm Position, SmtTerm Ended, SmtTerm Any, SmtTerm Failed);

/// <summary>What reading a row does.</summary>
/// <param name="Place">Where the reader is then.</param>
/// <param name="Takes">One bit: it takes the next word.</param>
/// <param name="Late">One bit: the tensor ends before its packet, the rest of which is to be drained.</param>
/// <param name="Row">The row as it will leave.</param>
internal sealed record ReadRow(PacketPlace Place, SmtTerm Takes, SmtTerm Late, Signals Row);

/// <summary>What an unpacker's registers stand for: a place in a packet, and rows on their way.</summary>
internal sealed class UnpackerState
{
    private readonly Claim _claim;
    private readonly int _lanes;
    private readonly IReadOnlyList<int> _shown;
    private readonly int _word;

    /// <summary>Reads a state.</summary>
    /// <param name="claim">Gives the kernels.</param>
    /// <param name="register">Gives a register by its name.</param>
    /// <param name="lanes">Values a row.</param>
    /// <param name="shown">The lanes whose bits rows carry; the others' are not looked at.</param>
    /// <param name="word">Bits of a word.</param>
    public UnpackerState(Claim claim, Func<string, SmtTerm> register, int lanes, IReadOnlyList<int> shown, int word)
    {
        (_claim, _lanes, _shown, _word) = (claim, lanes, shown, word);
        Place = new PacketPlace(
            register("word_q"), register("position_q"), register("ended_q"), register("any_q"), register("failed_q"));
        Drain = register("drain_q");

        // The youngest row's padding is what is left of the word in hand. Ports name the registers that they show.
        var hasOut = claim.Config.Depth.HasUnpacked;
        var (valid, last, side) =
            hasOut ? ("rotate_valid_q", "rotate_last_q", "rotate_side_q") : ("out_valid_o", "out_last_o", "out_side_o");
        var rotating = new Beat(register(valid), Payload(
            lane => Rotate(lane, Lane(register("rotate_bits_q"), lane), register("rotate_amount_q")), register(last),
            register("rotate_error_q") | (register(last) & Unread(Place)), register(side)));
        Rows = !hasOut ? [rotating] :
        [
            new Beat(register("out_valid_o"), Payload(
                lane => Lane(register("out_bits_o"), lane), register("out_last_o"), register("out_error_o"),
                register("out_side_o"))),
            rotating,
        ];
    }

    /// <summary>Where it is in its packet.</summary>
    public PacketPlace Place { get; }

    /// <summary>One bit: the rest of a packet is being discarded.</summary>
    public SmtTerm Drain { get; }

    /// <summary>Rows on their way, as they will leave, the oldest first.</summary>
    public IReadOnlyList<Beat> Rows { get; }

    private static SmtTerm Zero => SmtTerm.Constant(1, 0);

    /// <summary>What a lane's bits are called among a row's signals.</summary>
    public static string Bits(int lane) => $"bits of lane {lane}";

    /// <summary>Reads one more row: docs/format.md sections 5 and 7.</summary>
    /// <param name="row">The request.</param>
    /// <param name="next">The packet's next word.</param>
    public ReadRow Step(Signals row, Signals next)
    {
        // A new packet is like one whose word is used up.
        var full = Terms.Number(PackRule.WidthBits, _word);
        var first = row["first"];
        var from = new PacketPlace(
            Place.Word, SmtTerm.Mux(first, full, Place.Position), Place.Ended & ~first, Place.Any & ~first,
            row["error"] | (Place.Failed & ~first));

        var bits = PackRule.WidthBits + 1;
        var end = from.Position.Resize(bits) + row["width"].Resize(bits);
        var crosses = SmtTerm.Less(full.Resize(bits), end);

        // A packet without contents is a beat too, and the last row takes it.
        var wants = ~from.Failed & (crosses | (row["last"] & ~from.Any));
        var takes = wants & ~from.Ended;
        var over = SmtTerm.Mux(takes, next["last"], from.Ended);
        var tooShort = (wants & from.Ended) | (takes & crosses & next["empty"]);
        var tooLong = (takes & ~crosses & ~next["empty"]) | (row["last"] & ~over);
        var place = new PacketPlace(
            SmtTerm.Mux(takes, next["data"], from.Word),
            SmtTerm.Mux(crosses, end - full.Resize(bits), end).Resize(PackRule.WidthBits),
            over, from.Any | takes, from.Failed | tooShort | tooLong | (takes & next["torn"]));

        var above = Above(from.Position);
        var amount = row["offset"] - from.Position.Resize(Terms.IndexBits(_word));
        return new ReadRow(place, takes, row["last"] & ~over, Payload(
            lane => Rotate(lane, Pick(lane), amount), row["last"], place.Failed | (row["last"] & Unread(place)), row["side"]));

        SmtTerm Pick(int lane) => _claim.Rtl(
            $"lane_select{_word}", lane, ("current_i", Lane(Place.Word, lane)), ("next_i", Lane(next["data"], lane)),
            ("above_i", above))["bits_o"];
    }

    /// <summary>A row as it is offered, with the bits of the lanes that are looked at.</summary>
    public Signals Offered(Signals row) =>
        Payload(lane => Lane(row["bits"], lane), row["last"], row["error"], row["side"]);

    /// <summary>One bit: the place lies within the word, unless nothing more will be read.</summary>
    public SmtTerm Within(PacketPlace place) =>
        place.Failed | ~SmtTerm.Less(Terms.Number(PackRule.WidthBits, _word), place.Position);

    // One bit: some lane has ones where nothing was read.
    private SmtTerm Unread(PacketPlace place)
    {
        var above = Above(place.Position);
        return Enumerable.Range(0, _lanes).Select(lane => Terms.Any(Lane(place.Word, lane) & above))
            .Aggregate(Zero, (any, one) => any | one);
    }

    private Signals Payload(Func<int, SmtTerm> bits, SmtTerm last, SmtTerm error, SmtTerm side)
    {
        var terms = _shown.ToDictionary(Bits, bits);
        (terms["last"], terms["error"], terms["side"]) = (last, error, side);
        return new Signals(_claim, terms);
    }

    private SmtTerm Rotate(int lane, SmtTerm bits, SmtTerm amount) =>
        _claim.Rtl($"rotate{_word}", lane, ("bits_i", bits), ("amount_i", amount))["bits_o"];

    private SmtTerm Above(SmtTerm position) => _claim.Rtl($"position_mask{_word}", ("position_i", position))["above_o"];

    private SmtTerm Lane(SmtTerm row, int lane) => row.Slice(_word * lane, _word);
}
