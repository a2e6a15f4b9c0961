// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

public sealed class DescriptorRuleTests
{
    [Fact]
    public void Every_mantissa_exponent_and_sign_is_legal_where_the_descriptor_has_no_fault()
    {
        foreach (var descriptor in Widths())
        {
            foreach (var low in Boundary(Descriptor.MaxLow(descriptor.Container, Math.Min(descriptor.Exponent, 9)), 255))
            {
                foreach (var bias in Boundary((1 << Math.Min(descriptor.Exponent, 8)) - 1, 255))
                {
                    Agrees(descriptor with { Low = low, Bias = bias });
                }
            }
        }
    }

    [Fact]
    public void Any_other_bits_are_legal_where_the_descriptor_has_no_fault()
    {
        var fields =
            from container in Gen.Elements(Container.All.ToArray())
            from word in Gen.Elements(16, 32)
            from mantissa in Gen.Choose(0, 31)
            from exponent in Gen.Choose(0, 15)
            from low in Gen.Choose(0, 255)
            from sign in Gen.Elements(true, false)
            from bias in Gen.Choose(0, 255)
            select new Descriptor
            {
                Container = container,
                Word = word,
                Mantissa = mantissa,
                Exponent = exponent,
                Low = low,
                Sign = sign,
                Bias = bias,
            };
        Properties.Hold(fields, Agrees, 5000);
        Properties.Hold(TensorGenerators.Descriptors, Agrees, 1000);
    }

    private static IEnumerable<Descriptor> Widths() =>
        from container in Container.All
        from word in (int[])[16, 32]
        from mantissa in Enumerable.Range(0, 32)
        from exponent in Enumerable.Range(0, 16)
        from sign in (bool[])[false, true]
        select new Descriptor { Container = container, Word = word, Mantissa = mantissa, Exponent = exponent, Sign = sign };

    private static IEnumerable<int> Boundary(int last, int widest) =>
        ((int[])[0, 1, last - 1, last, last + 1]).Where(value => value >= 0 && value <= widest).Distinct();

    private static void Agrees(Descriptor descriptor)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var legal = DescriptorRule.IsLegal(descriptor.Container, descriptor.Word, bits);
        if (legal != new BitWord(descriptor.FindFault() is null ? 1u : 0, 1))
        {
            Assert.Fail(
                $"{descriptor}: the rule says {legal.Value}, the record {descriptor.FindFault() ?? "no fault"}");
        }
    }
}
