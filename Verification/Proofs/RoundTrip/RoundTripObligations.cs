// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.RoundTrip;

/// <summary>What the rules promise of themselves: decoding what was encoded gives the adapted value back.</summary>
public static class RoundTripObligations
{
    private static readonly (string, int)[] ByCoding =
        [("coder", DescriptorBits<SmtTerm>.CoderWidth), ("exponent", DescriptorBits<SmtTerm>.ExponentWidth)];

    private static readonly (string, int)[] ByMantissa = [("mantissa", DescriptorBits<SmtTerm>.MantissaWidth)];

    /// <summary>Every obligation about the rules of a configuration.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.Frozen is not { IsLossless: false } && config.Container.Bits <= config.Word)
        {
            yield return Lossless;
        }

        yield return AdaptOnce;
        yield return Row;
        yield return String;
        yield return Value;
    }

    private static Obligation Lossless { get; } = new(
        "lossless", "with all bits kept, restore after adapt is the identity, NaN payloads included; nothing is lost", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            claim.Assume(SmtTerm.Equal(descriptor.Mantissa, Terms.Number(5, container.MantissaBits)));
            claim.Assume(~Terms.Windowed(container.ExponentBits, descriptor));
            claim.Assume(descriptor.Sign);
            var code = claim.Variable(Terms.Value, container.Bits);
            var rounded = claim.Rules.Round(container, code, descriptor);
            var adapted = claim.Rules.Window(container, rounded, descriptor);
            claim.Equal("value", code, Restore(claim, adapted.Sign, adapted.Exponent, adapted.Mantissa));
            claim.Holds("no loss", ~(rounded.NanLost | adapted.Flushed | adapted.Saturated | adapted.SignLost));
        })
    {
        Assumes = "n = M, e = E, s = 1",
    };

    private static Obligation AdaptOnce { get; } = new(
        "adapt_once", "adapting a restored value changes nothing; kept bits fit their lengths; NaN stays NaN or is flagged", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            var code = claim.Variable(Terms.Value, container.Bits);
            var rounded = claim.Rules.Round(container, code, descriptor);
            var once = claim.Rules.Window(container, rounded, descriptor);
            var restored = Restore(claim, once.Sign, once.Exponent, once.Mantissa);
            var twice = claim.Rules.Window(container, claim.Rules.Round(container, restored, descriptor), descriptor);
            claim.Equal("sign", once.Sign, twice.Sign);
            claim.Equal("exponent", once.Exponent, twice.Exponent);
            claim.Equal("mantissa", once.Mantissa, twice.Mantissa);
            Below(claim, "exponent below 2^e", once.Exponent, descriptor.Exponent);
            Below(claim, "mantissa below 2^n", once.Mantissa, descriptor.Mantissa);
            claim.Holds("sign only if kept", ~(once.Sign & ~descriptor.Sign));
            claim.Holds(
                "NaN stays, is lost or is saturated",
                ~IsNan(claim, code) | IsNan(claim, restored) | rounded.NanLost | once.Saturated);
        })
    {
        Split = ByMantissa,
    };

    /// <summary>
    /// One lane of a row. What the other lanes add to the row's magnitudes is any number: so the row may have any
    /// number of lanes.
    /// </summary>
    private static Obligation Row { get; } = new(
        "row", "distance, code, shape, field and back give the exponent; the field fits w; w is at most e; the code is legal", claim =>
        {
            var (row, others) = (RowTerms.Any(claim), claim.Variable("other magnitudes", claim.Container.ExponentBits));
            var coded = row.Code(claim, others);
            claim.Equal("exponent", row.Exponent, coded.Back);
            Below(claim, "field below 2^w", coded.Field, coded.Shape.Width);
            claim.Holds("w at most e", ~SmtTerm.Less(claim.Descriptor.Exponent, coded.Shape.Width));
            claim.Holds("row code legal", coded.Shape.Legal);
        })
    {
        Assumes = RowTerms.Assumes,
        Split = ByCoding,
    };

    /// <summary>One step of a lane's bit string; with it, induction over the values reads all of them back.</summary>
    private static Obligation String { get; } = new(
        "string", "a value appended at the fill is read back there, whatever follows; earlier bits stay; the fill grows by the width", claim =>
        {
            var word = claim.Config.Word;
            var (fill, width) = (Count(claim, "fill"), Count(claim, "width"));
            var rest = claim.Variable("rest", word, fill);
            var bits = claim.Variable("bits", word, width);
            var after = PackRule.Append(rest, fill, bits, width);

            // What comes later changes bits at and above the fill only; a word that left stays as it is.
            var later = claim.Variable("later bits", word) & ~BitMath.Ones(word, after.Fill);
            var open = after.Rest | later;
            var current = SmtTerm.Mux(after.Spilled, after.Word, open);
            var next = SmtTerm.Mux(after.Spilled, open, claim.Variable("later word", word));
            claim.Equal("value", bits, PackRule.Take(current, next, fill, width));
            claim.Equal("earlier bits", rest, current & BitMath.Ones(word, fill));
            Below(claim, "rest below 2^fill", after.Rest, after.Fill);
            var end = Wide(fill) + Wide(width);
            var left = SmtTerm.Mux(after.Spilled, Wide(after.Fill) + Terms.Number(7, word), Wide(after.Fill));
            claim.Equal("fill", end, left);

            static SmtTerm Wide(SmtTerm count) => count.Resize(PackRule.WidthBits + 1);
        })
    {
        Split = [("fill", PackRule.WidthBits)],
    };

    /// <summary>One value all the way: adapt, row, join, split, row back, restore.</summary>
    private static Obligation Value { get; } = new(
        "value", "what is restored after encoding and decoding is what was adapted; the value fits its width, and that the word", claim =>
        {
            var (container, descriptor) = (claim.Container, claim.Descriptor);
            var code = claim.Variable(Terms.Value, container.Bits);
            var adapted = claim.Rules.Window(container, claim.Rules.Round(container, code, descriptor), descriptor);
            var row = RowTerms.Of(claim, adapted.Exponent);
            var coded = row.Code(claim, claim.Variable("other magnitudes", container.ExponentBits));
            var joined = PackRule.Join(adapted.Mantissa, adapted.Sign, coded.Field, claim.Config.Word, descriptor);
            var width = descriptor.PlainBits + coded.Shape.Width.Resize(PackRule.WidthBits);
            var (mantissa, sign, field) = PackRule.Split(
                joined, container.MantissaBits, container.ExponentBits, descriptor);
            claim.Equal("sign", adapted.Sign, sign);
            claim.Equal("exponent", adapted.Exponent, row.Decode(claim, field, coded.Shape));
            claim.Equal("mantissa", adapted.Mantissa, mantissa);
            Below(claim, "value below 2^width", joined, width);
            claim.Holds("width at most B", ~SmtTerm.Less(Terms.Number(PackRule.WidthBits, claim.Config.Word), width));
        })
    {
        Assumes = RowTerms.Assumes,
        Split = ByCoding,
    };

    private static SmtTerm Restore(Claim claim, SmtTerm sign, SmtTerm exponent, SmtTerm mantissa) =>
        AdaptRule.Restore(claim.Container, sign, exponent, mantissa, claim.Descriptor);

    private static SmtTerm IsNan(Claim claim, SmtTerm code)
    {
        var (exponentBits, mantissaBits) = (claim.Container.ExponentBits, claim.Container.MantissaBits);
        return ~BitMath.Any(~code.Slice(mantissaBits, exponentBits)) & BitMath.Any(code.Slice(0, mantissaBits));
    }

    private static SmtTerm Count(Claim claim, string name)
    {
        var count = claim.Variable(name, PackRule.WidthBits);
        claim.AssumeAtMost(count, Terms.Number(PackRule.WidthBits, claim.Config.Word));
        return count;
    }

    private static void Below(Claim claim, string field, SmtTerm value, SmtTerm bits) => claim.Equal(
        field, SmtTerm.Constant(value.Width, 0), value & ~BitMath.Ones(value.Width, bits));
}
