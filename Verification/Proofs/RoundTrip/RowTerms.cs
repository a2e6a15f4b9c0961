// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.RoundTrip;

/// <summary>A value's exponent in a row of any group that an encoder can be in.</summary>
/// <param name="Exponent">x.</param>
/// <param name="Reference">Base, β or p + z.</param>
/// <param name="Zeros">z.</param>
/// <param name="First">One bit: the first row of its group.</param>
internal sealed record RowTerms(SmtTerm Exponent, SmtTerm Reference, SmtTerm Zeros, SmtTerm First)
{
    public const string Assumes = "delta: base below 2^e, that of the first row is x itself; peak: p is at least x and z says that "
        + "p > 0 and some exponent is 0";

    /// <summary>A row code's worth of a value, there and back.</summary>
    public sealed record Coded(RowShape<SmtTerm> Shape, SmtTerm Field, SmtTerm Back);

    /// <summary>Any exponent of e bits.</summary>
    public static RowTerms Any(Claim claim) =>
        Of(claim, claim.Variable("kept exponent", claim.Container.ExponentBits, claim.Descriptor.Exponent));

    /// <summary>A given exponent of e bits.</summary>
    public static RowTerms Of(Claim claim, SmtTerm exponent)
    {
        var (bits, descriptor) = (claim.Container.ExponentBits, claim.Descriptor);
        var wide = bits + 1;
        var first = claim.Variable("first row", 1);
        var column = claim.Variable("base", bits, descriptor.Exponent);
        claim.Assume(~first | SmtTerm.Equal(column, exponent));
        var peak = claim.Variable("peak", bits, descriptor.Exponent);
        claim.AssumeAtMost(exponent, peak);
        var zeros = claim.Variable("zeros", 1);
        claim.Assume(~zeros | BitMath.Any(peak));
        claim.Assume(zeros | BitMath.Any(exponent) | ~BitMath.Any(peak));

        var reference = SmtTerm.Mux(
            descriptor.Uses(Coder.Delta),
            column.Resize(wide),
            SmtTerm.Mux(
                descriptor.Uses(Coder.Peak),
                peak.Resize(wide) + zeros.Resize(wide),
                descriptor.Bias.Resize(bits).Resize(wide)));
        return new RowTerms(exponent, reference, zeros, first);
    }

    /// <summary>The value coded, and decoded again.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="others">The other lanes' magnitudes, or-ed together.</param>
    public Coded Code(Claim claim, SmtTerm others)
    {
        var distance = GeckoRule.Measure(Exponent, Reference, Zeros, claim.Descriptor);
        var code = claim.Rules.Code(distance.Magnitude | others, claim.Descriptor);
        var shape = GeckoRule.Shape(code, First, claim.Descriptor);
        var field = GeckoRule.Field(Exponent, distance, shape);
        return new Coded(shape, field, Decode(claim, field, shape));
    }

    /// <summary>The exponent that a field stands for.</summary>
    public SmtTerm Decode(Claim claim, SmtTerm field, RowShape<SmtTerm> shape) =>
        GeckoRule.Exponent(field, Reference, Zeros, shape, claim.Descriptor);
}
