// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Kernels;

/// <summary>Values to words and back, one lane: docs/format.md section 5.</summary>
internal static class PackObligations
{
    private const string Fill = "fill";
    private const string Position = "position";
    private const string MergeAssumes = "bits that wait end at the fill, the value at its width";

    private static readonly (string, int) ByMantissa = ("mantissa", DescriptorBits<SmtTerm>.MantissaWidth);

    public static Obligation Align { get; } = new(
        "lane_align", "bits_o is PackRule.Join, rotated to M - n", claim =>
        {
            var value = AnyValue(claim);
            claim.Equal("bits", Terms.Rotate(value.Joined, ValueOffset(claim)), AlignRtl(claim, value));
        })
    {
        Kernels = ["lane_align"],
        Assumes = "field, sign and mantissa have w, s and n bits; n + s + w is at most B",
        Split = [ByMantissa],
    };

    public static Obligation Split { get; } = new(
        "lane_split", "outputs are PackRule.Split's, mantissa in place, whatever lies above the value", claim =>
        {
            var bits = claim.Variable("bits", claim.Config.Word);
            var width = FieldWidth(claim);
            EqualParts(claim, bits & BitMath.Ones(bits.Width, ValueWidth(claim, width)), SplitRtl(
                claim, Terms.Rotate(bits, ValueOffset(claim)), width));
        })
    {
        Kernels = ["lane_split"],
        Assumes = "w is at most e",
        Split = [ByMantissa],
    };

    /// <summary>Alignment, rotation and merge: what the packer does to a value.</summary>
    public static Obligation Pack { get; } = new(
        "pack", "align, rotate and merge together are PackRule.Append of Join", claim =>
        {
            var (word, value) = (claim.Config.Word, AnyValue(claim));
            var (rest, fill) = Waiting(claim, word);
            var golden = PackRule.Append(rest, fill, value.Joined, value.Width);
            var amount = fill.Resize(Terms.IndexBits(word)) - ValueOffset(claim);
            var rotated =
                claim.Rtl($"rotate{word}", ("bits_i", AlignRtl(claim, value)), ("amount_i", amount))["bits_o"];
            var above = claim.Rtl($"position_mask{word}", ("position_i", fill))["above_o"];
            EqualMerged(claim, golden, MergeRtl(claim, word, rest, rotated, above, Spills(fill, value.Width, word)));
        })
    {
        Kernels = ["lane_align", "rotate", "position_mask", "lane_merge"],
        Assumes = MergeAssumes + "; amount and spill as the packer computes them",
        Split = [ByMantissa],
    };

    /// <summary>Selection, rotation and split: what the unpacker does to words.</summary>
    public static Obligation Unpack { get; } = new(
        "unpack", "select, rotate and split together are PackRule.Split of Take", claim =>
        {
            var word = claim.Config.Word;
            var (current, next, position) = TwoWords(claim, word);
            var width = FieldWidth(claim);
            var above = claim.Rtl($"position_mask{word}", ("position_i", position))["above_o"];
            var selected = SelectRtl(claim, word, current, next, above);
            var amount = ValueOffset(claim) - position.Resize(Terms.IndexBits(word));
            var rotated = claim.Rtl($"rotate{word}", ("bits_i", selected), ("amount_i", amount))["bits_o"];
            var golden = PackRule.Take(current, next, position, ValueWidth(claim, width));
            EqualParts(claim, golden, SplitRtl(claim, rotated, width));
        })
    {
        Kernels = ["position_mask", "lane_select", "rotate", "lane_split"],
        Assumes = "w is at most e; amount as the unpacker computes it",
        Split = [ByMantissa],
    };

    /// <summary>The kernels of one word size; metadata words have 32 bits whatever the lanes' have.</summary>
    public static IEnumerable<Obligation> OfWord(int word)
    {
        yield return new Obligation($"position_mask{word}", "above_o has ones at and above the position", claim =>
        {
            var position = UpTo(claim, Position, word);
            var rtl = claim.Rtl($"position_mask{word}", ("position_i", position));
            claim.Equal("above", ~BitMath.Ones(word, position), rtl["above_o"]);
        })
        { Kernels = [$"position_mask{word}"] };
        yield return new Obligation($"rotate{word}", "bits_o is the word, rotated", claim =>
        {
            var (bits, amount) = (claim.Variable("bits", word), claim.Variable("amount", Terms.IndexBits(word)));
            var rtl = claim.Rtl($"rotate{word}", ("bits_i", bits), ("amount_i", amount));
            claim.Equal("bits", Terms.Rotate(bits, amount), rtl["bits_o"]);
        })
        { Kernels = [$"rotate{word}"], Split = [("amount", Terms.IndexBits(word))] };
        yield return new Obligation($"lane_merge{word}", "outputs are PackRule.Append's; beside a first value word_o is rest_i", claim =>
        {
            var (rest, fill) = Waiting(claim, word);
            var width = UpTo(claim, "width", word);
            var bits = claim.Variable("bits", word, width);
            var rotated = Terms.Rotate(bits, fill.Resize(Terms.IndexBits(word)));
            var (fresh, before) = (claim.Variable("first value", 1), claim.Variable("word before", word));
            claim.Assume(~fresh | ~BitMath.Any(fill));
            var rtl = MergeRtl(
                claim, word, SmtTerm.Mux(fresh, before, rest), rotated, ~BitMath.Ones(word, fill), Spills(fill, width, word), fresh);
            var golden = PackRule.Append(rest, fill, bits, width);
            EqualMerged(claim, golden with { Word = SmtTerm.Mux(fresh, before, golden.Word) }, rtl);
        })
        { Kernels = [$"lane_merge{word}"], Assumes = MergeAssumes + "; a first value starts at 0", Split = [(Fill, PackRule.WidthBits)] };
        yield return new Obligation($"lane_select{word}", "bits_o, rotated down, is PackRule.Take", claim =>
        {
            var (current, next, position) = TwoWords(claim, word);
            var width = UpTo(claim, "width", word);
            var selected = SelectRtl(claim, word, current, next, ~BitMath.Ones(word, position));
            var down = Terms.Number(Terms.IndexBits(word), 0) - position.Resize(Terms.IndexBits(word));
            var taken = Terms.Rotate(selected, down) & BitMath.Ones(word, width);
            claim.Equal("bits", PackRule.Take(current, next, position, width), taken);
        })
        { Kernels = [$"lane_select{word}"], Split = [(Position, PackRule.WidthBits)] };
    }

    /// <summary>An obligation about kernels of the data words' size.</summary>
    public static Obligation WithWord(Obligation obligation, int word) => obligation with
    {
        Kernels = [.. obligation.Kernels.Select(kind => kind.StartsWith("lane_align", StringComparison.Ordinal)
            || kind.StartsWith("lane_split", StringComparison.Ordinal) ? kind : $"{kind}{word}")],
    };

    private static SmtTerm UpTo(Claim claim, string name, int limit)
    {
        var variable = claim.Variable(name, PackRule.WidthBits);
        claim.AssumeAtMost(variable, Terms.Number(PackRule.WidthBits, limit));
        return variable;
    }

    private static (SmtTerm Held, SmtTerm Fill) Waiting(Claim claim, int word)
    {
        var fill = UpTo(claim, Fill, word);
        return (claim.Variable("rest", word, fill), fill);
    }

    private static (SmtTerm Current, SmtTerm Next, SmtTerm Position) TwoWords(Claim claim, int word) =>
        (claim.Variable("current word", word), claim.Variable("next word", word), UpTo(claim, Position, word));

    private static SmtTerm FieldWidth(Claim claim)
    {
        var width = claim.Variable("width", DescriptorBits<SmtTerm>.ExponentWidth);
        claim.AssumeAtMost(width, claim.Descriptor.Exponent);
        return width;
    }

    private static SmtTerm ValueWidth(Claim claim, SmtTerm field) =>
        claim.Descriptor.PlainBits + field.Resize(PackRule.WidthBits);

    private static SmtTerm ValueOffset(Claim claim) =>
        Terms.Offset(claim.Container.MantissaBits, claim.Config.Word, claim.Descriptor);

    private static SmtTerm Spills(SmtTerm fill, SmtTerm width, int word)
    {
        var bits = PackRule.WidthBits + 1;
        return SmtTerm.Less(Terms.Number(bits, word), fill.Resize(bits) + width.Resize(bits));
    }

    private static LaneValue AnyValue(Claim claim)
    {
        var (container, descriptor) = (claim.Container, claim.Descriptor);
        var width = FieldWidth(claim);
        var mantissa = claim.Variable("kept mantissa", container.MantissaBits, descriptor.Mantissa);
        var sign = claim.Variable("kept sign", 1);
        claim.AssumeAtMost(sign, descriptor.Sign);
        var field = claim.Variable("field", container.ExponentBits, width);
        var joined = PackRule.Join(mantissa, sign, field, claim.Config.Word, descriptor);
        return new LaneValue(mantissa, sign, field, joined, ValueWidth(claim, width));
    }

    private static SmtTerm AlignRtl(Claim claim, LaneValue value) => claim.Rtl(
        "lane_align", ("field_i", value.Field), ("sign_i", value.Sign),
        ("mantissa_i", Terms.InPlace(value.Mantissa, claim.Descriptor)), ("keep_sign_i", claim.Descriptor.Sign))["bits_o"];

    private static IReadOnlyDictionary<string, SmtTerm> SplitRtl(Claim claim, SmtTerm bits, SmtTerm width) => claim.Rtl(
        "lane_split", ("bits_i", bits), ("keep_i", Terms.Keep(claim.Container.MantissaBits, claim.Descriptor)),
        ("field_mask_i", BitMath.Ones(claim.Container.ExponentBits, width)), ("keep_sign_i", claim.Descriptor.Sign));

    private static SmtTerm SelectRtl(Claim claim, int word, SmtTerm current, SmtTerm next, SmtTerm above) => claim.Rtl(
        $"lane_select{word}", ("current_i", current), ("next_i", next), ("above_i", above))["bits_o"];

    private static IReadOnlyDictionary<string, SmtTerm> MergeRtl(
        Claim claim, int word, SmtTerm rest, SmtTerm rotated, SmtTerm above, SmtTerm spill, SmtTerm? fresh = null) => claim.Rtl(
        $"lane_merge{word}", ("rest_i", rest), ("rotated_i", rotated), ("above_i", above), ("spill_i", spill),
        ("fresh_i", fresh ?? SmtTerm.Constant(1, 0)));

    private static void EqualMerged(Claim claim, Appended<SmtTerm> golden, IReadOnlyDictionary<string, SmtTerm> rtl)
    {
        claim.Equal("word", golden.Word, rtl["word_o"]);
        claim.Equal("rest", golden.Rest, rtl["rest_o"]);
    }

    private static void EqualParts(Claim claim, SmtTerm value, IReadOnlyDictionary<string, SmtTerm> rtl)
    {
        var (mantissa, sign, field) = PackRule.Split(
            value, claim.Container.MantissaBits, claim.Container.ExponentBits, claim.Descriptor);
        claim.Equal("mantissa (in place)", Terms.InPlace(mantissa, claim.Descriptor), rtl["mantissa_o"]);
        claim.Equal("sign", sign, rtl["sign_o"]);
        claim.Equal("field", field, rtl["field_o"]);
    }

    private sealed record LaneValue(SmtTerm Mantissa, SmtTerm Sign, SmtTerm Field, SmtTerm Joined, SmtTerm Width);
}
