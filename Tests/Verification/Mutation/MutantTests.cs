// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Mutation;
using Xunit;

namespace Rtlgen.Tests.Verification.Mutation;

public sealed class MutantTests
{
    private const string Line = "mutate -mode cnot1 -module sfp_m -cell g_merge[6].u_merge -port rest_i -portbit 20 -ctrlbit 5 "
        + "-wire rest -wirebit 212 -src sfp_m.v:145.32-145.36 -src sfp_m.v:150.45-157.14";

    [Fact]
    public void A_line_of_yosys_has_module_cell_port_bits_net_and_the_place_of_the_cell() => Assert.Equal(
        new Mutant(7, "sfp_m", "cnot1", "g_merge[6].u_merge", "rest_i", 20, 5, "rest[212]", "sfp_m.v:150.45-157.14"),
        Mutant.Parse(7, Line));

    [Fact]
    public void A_mutant_says_its_line_and_what_is_wrong_in_words()
    {
        var mutant = Mutant.Parse(7, Line);
        Assert.Equal(150, mutant.Line);
        Assert.Equal(
            "bit 20 of port rest_i of g_merge[6].u_merge (rest[212]) is inverted where bit 5 is 1", mutant.Words);
        var nameless = Mutant.Parse(1, "mutate -mode const0 -module sfp_m -cell $x -port A -portbit 0");
        Assert.Equal("bit 0 of port A of $x is 0", nameless.Words);
        Assert.Equal(0, nameless.Line);
    }

    [Fact]
    public void The_command_makes_the_fault_with_a_select_or_without()
    {
        const string where = "-module sfp_m -cell g_merge[6].u_merge -port rest_i -portbit 20 -ctrlbit 5";
        Assert.Equal($"mutate -mode cnot1 {where}", Mutant.Parse(7, Line).Command());
        Assert.Equal($"mutate -ctrl mutsel 16 7 -mode cnot1 {where}", Mutant.Parse(7, Line).Command("mutsel", 16, 7));
    }

    [Fact]
    public void Clocks_are_told_apart()
    {
        Assert.False(Mutant.Parse(1, Line).IsInClock);
        Assert.True(Mutant.Parse(1, "mutate -mode inv -module m -cell $procdff$1 -port CLK -portbit 0").IsInClock);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mutate -list 3")]
    [InlineData("mutate -mode inv -module m -cell c -port A -portbit x")]
    [InlineData("mutate -mode inv -module m -cell c -port A")]
    public void Any_other_line_is_refused(string line) => Assert.Throws<FormatException>(() => Mutant.Parse(1, line));
}
