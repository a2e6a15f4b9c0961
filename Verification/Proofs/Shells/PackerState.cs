// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What a packer's registers stand for in one lane: the bits that wait once its rows are packed, and the beats
/// on their way.</summary>
internal sealed class PackerState
{
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
        // Oldest first: the output, a tensor's last word, the row to be merged, the row to be rotated. A stage that the
        // pipeline's depth leaves out holds none.
        var final = Bit("final");
        var waiting = Lane(Register("rest_q"));
        Beats =
        [
            Output(Register("out_valid_o")),
            new Beat(final, Payload(waiting, Bit("final_empty"), One, Bit("final_error"))),
        ];
        Rest = waiting;

        // A tensor's last word passes through the merge of the oldest stage, whether that holds a row or not.
        var fresh = final;
        foreach (var stage in Stages)
        {
            var (valid, bits) = (Bit($"{stage}_valid"), Lane(Register($"{stage}_bits")));
            var (left, beats) = stage == "merge"
                ? Merge(stage, fresh, bits, Register("merge_above"))
                : Merge(stage, fresh, Rotate(bits, Register("rotate_amount")), Above(Register("rotate_start")));
            Rest = SmtTerm.Mux(valid, left, Rest);
            Beats = [.. Beats, .. beats.Select(beat => beat.When(valid))];
            fresh = Zero;
        }
    }

    /// <summary>The registers by name.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Registers { get; }

    /// <summary>The lane's bits that wait, B bits.</summary>
    public SmtTerm Rest { get; private set; }

    /// <summary>The beats on their way, oldest first.</summary>
    public IReadOnlyList<Beat> Beats { get; private set; }

    // The stages that hold rows, the oldest row first.
    private IEnumerable<string> Stages =>
        [.. _claim.Config.Depth.HasMerge ? ["merge"] : Array.Empty<string>(), .. _claim.Config.Depth.HasRotate ? ["rotate"] : Array.Empty<string>()];

    private static SmtTerm One => SmtTerm.Constant(1, 1);

    private static SmtTerm Zero => SmtTerm.Constant(1, 0);

    /// <summary>The output register's beat.</summary>
    public Beat Output(SmtTerm valid) => new(
        valid, Payload(Lane(Register("out_data_o")), Register("out_empty_o"), Register("out_last_o"), Register("out_error_o")));

    /// <summary>What packing one more row does, in one step.</summary>
    public (SmtTerm Left, SmtTerm Fill, IReadOnlyList<Beat> Beats) Step(IReadOnlyDictionary<string, SmtTerm> row)
    {
        var bits = PackRule.WidthBits + 1;
        var start = SmtTerm.Mux(row["row_first_i"], Terms.Number(PackRule.WidthBits, 0), Register("fill_q"));
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
        // The youngest row inside says whether its tensor goes on; one behind another is first if that was last.
        var fits = ~SmtTerm.Less(Terms.Number(PackRule.WidthBits, _word), Register("fill_q"));
        var all = Terms.Implies(open, fits);
        var (older, ended) = (Bit("final"), One);
        foreach (var stage in Stages)
        {
            var valid = Bit($"{stage}_valid");
            all &= Terms.Implies(older & valid, SmtTerm.Equal(Row(stage, "first"), ended))
                & Terms.Implies(valid & Row(stage, "spill"), ~Row(stage, "first"));
            ended = SmtTerm.Mux(valid, Row(stage, "last"), ended);
            older |= valid;
        }

        return all & Terms.Implies(older, SmtTerm.Equal(open, ~ended));
    }

    private Signals Payload(SmtTerm data, SmtTerm empty, SmtTerm last, SmtTerm error) => new(_claim, new Dictionary<string, SmtTerm>
    {
        ["data"] = data,
        ["empty"] = empty,
        ["last"] = last,
        ["error"] = error,
    });

    private SmtTerm Bit(string name) => Register(name + "_q");

    // Without a register between rotation and merge, one register has the names of both.
    private SmtTerm Row(string stage, string field) =>
        Registers.TryGetValue($"{stage}_{field}", out var named) ? named : Register($"merge_{field}");

    private SmtTerm Register(string name) => Registers.TryGetValue(name, out var register)
        ? register
        : throw new NetlistException($"the packer has no register {name}: what its state stands for is not known");

    private (SmtTerm Left, IReadOnlyList<Beat> Beats) Merge(string stage, SmtTerm fresh, SmtTerm rotated, SmtTerm above)
    {
        var row = (string field) => Row(stage, field);
        return Merge(Rest, fresh | row("first"), rotated, above, row("spill"), row("last"), row("empty"), row("error"));
    }

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
