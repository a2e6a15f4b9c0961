// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs;

/// <summary>Golden rules with a planted fault: the proof must refuse them, and say where they differ.</summary>
public sealed class WrongRuleTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig());

    [Fact]
    public void Ties_that_go_away_from_zero_are_refused()
    {
        var counterexample = Refuted("adapt_round", new GoldenRules { Round = TiesAway });
        Assert.Equal("nearest", counterexample.Descriptor["rounding"]);
        Assert.Matches(@"^0x[0-9a-f]{8} \(.+\)$", counterexample.Inputs["value"]);
        Assert.Contains(
            counterexample.Differences, difference => difference.Field is "mantissa (in place)" or "exponent");

        // The value lies half way between two kept ones, as it says.
        var dropped = 23 - int.Parse(counterexample.Descriptor["mantissa"], null);
        var code = Convert.ToUInt32(counterexample.Inputs["value"][2..10], 16);
        Assert.Equal(1u << (dropped - 1), code & ((1u << dropped) - 1));
    }

    [Fact]
    public void A_flush_that_forgets_the_mantissa_is_refused()
    {
        var counterexample = Refuted("adapt_window", new GoldenRules { Window = HalfFlush });
        var exponent = Convert.ToInt32(counterexample.Inputs["rounded exponent"][2..], 16);
        Assert.True(exponent < int.Parse(counterexample.Descriptor["low"], null));
        Assert.Contains(counterexample.Differences, difference => difference.Field == "mantissa (in place)");
        Assert.Contains(
            counterexample.Lines, line => line.StartsWith("descriptor: mantissa ", StringComparison.Ordinal));
        Assert.Contains(
            counterexample.Lines, line => line.StartsWith("mantissa (in place): must be 0x", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gecko_row_code", "row code")]
    [InlineData("row", "row code legal")]
    public void A_raw_threshold_that_is_one_too_high_is_refused(string obligation, string field)
    {
        var counterexample = Refuted(obligation, new GoldenRules { Code = LateRaw });
        Assert.Contains(counterexample.Differences, difference => difference.Field == field);
        Assert.Contains("exponent", counterexample.Descriptor.Keys);
        Assert.Contains("coder", counterexample.Descriptor.Keys);
    }

    private static Counterexample Refuted(string name, GoldenRules rules)
    {
        var obligation = ProofPlan.Of(Design.Config).Single(obligation => obligation.Name == name);
        var result = new Prover(Design, new ProofOptions { Rules = rules }).Prove(obligation);
        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.NotEmpty(result.Counterexample!.Differences);
        return result.Counterexample;
    }

    // One more than a tie is no tie: it goes up.
    private static Rounded<SmtTerm> TiesAway(Container container, SmtTerm code, DescriptorBits<SmtTerm> descriptor)
    {
        var dropped = SmtTerm.Constant(5, (ulong)container.MantissaBits) - descriptor.Mantissa;
        var half = SmtTerm.ShiftRight(
            SmtTerm.ShiftLeft(SmtTerm.Constant(32, 1), dropped), SmtTerm.Constant(1, 1));
        var tie = SmtTerm.Equal(code & BitMath.Ones(32, dropped), half) & descriptor.Rounding;
        var special = ~BitMath.Any(~code.Slice(container.MantissaBits, container.ExponentBits));
        var more = SmtTerm.Mux(tie & ~special, code | SmtTerm.Constant(32, 1), code);
        return AdaptRule.Round(container, more, descriptor);
    }

    private static Adapted<SmtTerm> HalfFlush(
        Container container, Rounded<SmtTerm> value, DescriptorBits<SmtTerm> descriptor)
    {
        var adapted = AdaptRule.Window(container, value, descriptor);
        return adapted with { Mantissa = SmtTerm.Mux(adapted.Flushed, value.Mantissa, adapted.Mantissa) };
    }

    private static SmtTerm LateRaw(SmtTerm magnitudes, DescriptorBits<SmtTerm> descriptor) =>
        GeckoRule.Code(magnitudes, descriptor with { Exponent = descriptor.Exponent + SmtTerm.Constant(4, 1) });
}
