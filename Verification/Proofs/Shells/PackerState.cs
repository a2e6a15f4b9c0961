// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What a packer's registers stand for in one lane: the bits that wait once its rows are packed, and the beats
/// on their way.</summary>
internal sealed class PackerState
{
    private static readonly string[] Names =
    [
        "fill_q", "rest_q", "final_q", "final_empty_q", "final_error_q", "merge_bits_q", "merge_above_q",
        "rotate_bits_q",
        "rotate_amount_q", "rotate_start_q", "out_valid_o", "out_data_o", "out_empty_o", "out_last_o", "out_error_o",
        .. from stage in (string[])["merge", "rotate"]
           from bit in (string[])["valid", "first", "last", "spill", "empty", "error"]
           select $"{stage}_{bit}_q",
    ];

    private readonly Claim _claim;
    private readonly int _lane;
    private readonly int _word;

    /// <summary>Reads a state.</summary>
    /// <param name="claim">Gives the kernels.</param>
    /// <param name="registers">The packer's registers by name.</param>
    /// <param name="lane">The lane that is looked at.</param>
    /// <param name="word">Bits of a word.</param>
    public PackerState(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, int lane, int word)
    {
        (_claim, Registers, _lane, _word) = (claim, registers, lane, word);
        if (Names.FirstOrDefault(name => !registers.ContainsKey(name)) is { } missing)
        {
            throw new NetlistException($"the packer has no register {missing}: what its state stands for is not known");
        }

        // Oldest first: the output, a tensor's last word, the row to be merged, the row to be rotated.
        var final = Bit("final");
        var waiting = Lane(registers["rest_q"]);
        var merged = Merge("merge", waiting, final | Bit("merge_first"), Lane(registers["merge_bits_q"]), registers["merge_above_q"]);
        var rest = SmtTerm.Mux(Bit("merge_valid"), merged.Left, waiting);
        var inPlace = Rotate(Lane(registers["rotate_bits_q"]), registers["rotate_amount_q"]);
        var rotated = Merge("rotate", rest, Bit("rotate_first"), inPlace, Above(registers["rotate_start_q"]));
        Rest = SmtTerm.Mux(Bit("rotate_valid"), rotated.Left, rest);
        Beats =
        [
            Output(registers["out_valid_o"]),
            new Beat(final, Payload(waiting, Bit("final_empty"), One, Bit("final_error"))),
            .. merged.Beats.Select(beat => beat.When(Bit("merge_valid"))),
            .. rotated.Beats.Select(beat => beat.When(Bit("rotate_valid"))),
        ];
    }

    /// <summary>The registers by name.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Registers { get; }

    /// <summary>The lane's bits that wait, B bits.</summary>
    public SmtTerm Rest { get; }

    /// <summary>The beats on their way, oldest first.</summary>
    public IReadOnlyList<Beat> Beats { get; }

    private static SmtTerm One => SmtTerm.Constant(1, 1);

    private static SmtTerm Zero => SmtTerm.Constant(1, 0);

    /// <summary>The output register's beat.</summary>
    public Beat Output(SmtTerm valid) => new(
        valid, Payload(Lane(Registers["out_data_o"]), Registers["out_empty_o"], Registers["out_last_o"], Registers["out_error_o"]));

    /// <summary>What packing one more row does, in one step.</summary>
    public (SmtTerm Left, SmtTerm Fill, IReadOnlyList<Beat> Beats) Step(IReadOnlyDictionary<string, SmtTerm> row)
    {
        var bits = PackRule.WidthBits + 1;
        var start = SmtTerm.Mux(row["row_first_i"], Terms.Number(PackRule.WidthBits, 0), Registers["fill_q"]);
        var total = start.Resize(bits) + row["row_width_i"].Resize(bits);
        var full = Terms.Number(bits, _word);
        var spill = SmtTerm.Less(full, total);
        var fill = SmtTerm.Mux(spill, total - full, total).Resize(PackRule.WidthBits);
        var amount = start.Resize(Terms.IndexBits(_word)) - row["row_offset_i"];
        var empty = SmtTerm.Equal(fill, Terms.Number(PackRule.WidthBits, 0));
        var merged = Merge(
            Rest, row["row_first_i"], Rotate(Lane(row["row_bits_i"]), amount), Above(start), spill, row["row_last_i"], empty, row["row_error_i"]);
        return (merged.Left, fill, merged.Beats);
    }

    /// <summary>One bit: what holds of every state that is reached.</summary>
    /// <param name="open">One bit: the row accepted last was not its tensor's last.</param>
    public SmtTerm Invariant(SmtTerm open)
    {
        var (rotate, merge, final) = (Bit("rotate_valid"), Bit("merge_valid"), Bit("final"));
        var fits = ~SmtTerm.Less(Terms.Number(PackRule.WidthBits, _word), Registers["fill_q"]);
        return Terms.Implies(open, fits)
            & Terms.Implies(rotate, SmtTerm.Equal(open, ~Bit("rotate_last")))
            & Terms.Implies(merge & ~rotate, SmtTerm.Equal(open, ~Bit("merge_last")))
            & Terms.Implies(merge & rotate, SmtTerm.Equal(Bit("rotate_first"), Bit("merge_last")))
            & Terms.Implies(final & merge, Bit("merge_first"))
            & Terms.Implies(final & ~merge & rotate, Bit("rotate_first"))
            & Terms.Implies(final & ~merge & ~rotate, ~open)
            & Terms.Implies(rotate & Bit("rotate_spill"), ~Bit("rotate_first"))
            & Terms.Implies(merge & Bit("merge_spill"), ~Bit("merge_first"));
    }

    private Signals Payload(SmtTerm data, SmtTerm empty, SmtTerm last, SmtTerm error) => new(_claim, new Dictionary<string, SmtTerm>
    {
        ["data"] = data,
        ["empty"] = empty,
        ["last"] = last,
        ["error"] = error,
    });

    private SmtTerm Bit(string name) => Registers[name + "_q"];

    private (SmtTerm Left, IReadOnlyList<Beat> Beats) Merge(string stage, SmtTerm rest, SmtTerm fresh, SmtTerm rotated, SmtTerm above) => Merge(
        rest, fresh, rotated, above, Bit(stage + "_spill"), Bit(stage + "_last"), Bit(stage + "_empty"), Bit(stage + "_error"));

    private (SmtTerm Left, IReadOnlyList<Beat> Beats) Merge(
        SmtTerm rest, SmtTerm fresh, SmtTerm rotated, SmtTerm above, SmtTerm spill, SmtTerm last, SmtTerm empty, SmtTerm error)
    {
        var merged = _claim.Rtl(
            $"lane_merge{_word}", _lane, ("rest_i", rest), ("rotated_i", rotated), ("above_i", above), ("spill_i", spill), ("fresh_i", fresh));

        // The kernel's own claim: a tensor's last word leaves as it is.
        _claim.Assume(Terms.Implies(fresh, SmtTerm.Equal(rest, merged["word_o"])));
        var left = merged["rest_o"];
        return (left, [new Beat(spill, Payload(merged["word_o"], Zero, Zero, Zero)), new Beat(last, Payload(left, empty, One, error))]);
    }

    private SmtTerm Rotate(SmtTerm bits, SmtTerm amount) =>
        _claim.Rtl($"rotate{_word}", _lane, ("bits_i", bits), ("amount_i", amount))["bits_o"];

    private SmtTerm Above(SmtTerm position) => _claim.Rtl($"position_mask{_word}", ("position_i", position))["above_o"];

    private SmtTerm Lane(SmtTerm row) => row.Slice(_word * _lane, _word);
}
