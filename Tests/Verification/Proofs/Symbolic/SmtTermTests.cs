// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Symbolic;

/// <summary>The two instances of the rules' bit-vectors agree: operators, random terms, and every rule.</summary>
public sealed class SmtTermTests
{
    [Fact]
    public void A_random_term_has_the_value_under_a_model_that_it_has_on_concrete_words()
    {
        Properties.Hold(Gen.Choose(0, int.MaxValue), seed =>
        {
            using var scope = new SmtScope();
            using var evaluation = new Evaluation(scope);
            var inputs = RandomInputs(seed);
            var concrete = RandomTerm.Build(new Random(seed), inputs);
            var symbolic = RandomTerm.Build(
                new Random(seed), [.. inputs.Select((input, i) => evaluation.Variable($"v{i}", input))]);
            Assert.Equal(concrete, evaluation.Value(symbolic));
        }, 300);
    }

    [Theory]
    [MemberData(nameof(RuleRuns.All), MemberType = typeof(RuleRuns))]
    public void A_rule_has_the_values_under_a_model_that_it_has_on_concrete_words(
        string rule, string container, int word)
    {
        Properties.Hold(Gen.Choose(0, int.MaxValue), seed =>
        {
            var random = new Random(seed);
            var inputs = new Dictionary<string, BitWord>();
            var concrete = RuleRuns.Run(rule, container, word, (name, width) =>
                inputs.TryGetValue(name, out var known) ? known : inputs[name] = RandomWord(random, width));

            using var scope = new SmtScope();
            using var evaluation = new Evaluation(scope);
            var symbolic = RuleRuns.Run(rule, container, word, (name, _) => evaluation.Variable(name, inputs[name]));
            Assert.Equal(concrete, symbolic.Select(evaluation.Value).ToArray());
        }, 25);
    }

    [Fact]
    public void Terms_outside_a_scope_are_refused_and_scopes_nest()
    {
        Assert.Throws<InvalidOperationException>(() => SmtTerm.Constant(4, 3));
        using var outer = new SmtScope();
        using (new SmtScope())
        {
            Assert.NotSame(outer.Context, SmtScope.Current);
        }

        Assert.Same(outer.Context, SmtScope.Current);
    }

    [Fact]
    public void Terms_side_by_side_start_with_the_lowest()
    {
        using var scope = new SmtScope();
        using var evaluation = new Evaluation(scope);
        var joined = SmtTerm.Concat([SmtTerm.Constant(4, 0x1), SmtTerm.Constant(4, 0x2), SmtTerm.Constant(8, 0x34)]);
        Assert.Equal(new BitWord(0x3421, 16), evaluation.Value(joined));
    }

    private static BitWord[] RandomInputs(int seed)
    {
        var random = new Random(~seed);
        return [.. Enumerable.Range(0, 4).Select(_ => RandomWord(random, random.Next(1, 65)))];
    }

    private static BitWord RandomWord(Random random, int width)
    {
        var ones = ulong.MaxValue >> (64 - width);
        var bits = random.Next(5) switch
        {
            0 => 0UL,
            1 => ones,
            2 => 1UL << random.Next(width),
            _ => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)),
        };
        return new BitWord(bits & ones, width);
    }
}
