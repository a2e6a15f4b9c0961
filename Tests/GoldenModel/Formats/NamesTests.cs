// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Formats;

public sealed class NamesTests
{
    [Fact]
    public void Names_are_listed_in_the_order_of_their_numbers()
    {
        Assert.Equal(["fixed", "delta", "bias", "peak"], Names.All<Coder>());
        Assert.Equal(["truncate", "nearest"], Names.All<Rounding>());
    }

    [Fact]
    public void Every_name_names_its_member()
    {
        Assert.All(Enum.GetValues<Coder>(), coder => Assert.Equal(coder, Names.Parse<Coder>("coder", Names.Of(coder))));
        Assert.All(
            Enum.GetValues<Rounding>(),
            rounding => Assert.Equal(rounding, Names.Parse<Rounding>("rounding", Names.Of(rounding))));
    }

    [Theory]
    [InlineData("Delta")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_name_is_refused_with_the_field_and_the_names_there_are(string? name)
    {
        var error = Assert.Throws<FormatException>(() => Names.Parse<Coder>("coder", name));
        Assert.Equal($"coder is '{name}', must be one of fixed, delta, bias, peak", error.Message);
    }

    [Fact]
    public void The_numbers_are_those_of_the_hardware()
    {
        Assert.Equal([0, 1, 2, 3], Enum.GetValues<Coder>().Select(coder => (int)coder));
        Assert.Equal([0, 1], Enum.GetValues<Rounding>().Select(rounding => (int)rounding));
        Assert.Equal([0, 1, 2, 4, 8], Enum.GetValues<Losses>().Select(losses => (int)losses));
    }
}
