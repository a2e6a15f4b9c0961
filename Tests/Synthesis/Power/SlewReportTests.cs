// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Power;
using Xunit;

namespace Rtlgen.Tests.Synthesis.Power;

public sealed class SlewReportTests
{
    private const string Good = """
        Warning: cells.lib, line 12 something harmless
        rtlgen: library read
        rtlgen: slews
        slew n1/A 0.0 0
        slew n1/ZN 3.951684032083014e-12 1.0000000150474662e+30
        rtlgen: done
        """;

    [Fact]
    public void Slews_are_nanoseconds_and_a_pin_that_nothing_drives_has_none()
    {
        var slews = SlewReport.Parse("m", Good);
        Assert.Equal((0, 0), slews["n1/A"]);
        Assert.Equal(3.951684e-3, slews["n1/ZN"].Rise, 9);
        Assert.Equal(0, slews["n1/ZN"].Fall);
    }

    [Theory]
    [InlineData("rtlgen: slews", "Error: slews.tcl, 14 no network has been linked.\nrtlgen: slews", "no network has been linked")]
    [InlineData("rtlgen: slews", "Warning: module NAND9 not found. Creating black box for n8.\nrtlgen: slews", "NAND9")]
    [InlineData("slew n1/A 0.0 0", "slew n1/A 0.0", "'slew n1/A 0.0' must be a pin and two slews")]
    [InlineData("slew n1/A 0.0 0", "something", "'something' must be a pin and two slews")]
    [InlineData("rtlgen: done", "", "ended before its script")]
    public void What_is_wrong_is_an_error_whatever_the_exit_code(string find, string replace, string expected)
    {
        var output = Good.Replace(find, replace, StringComparison.Ordinal);
        Assert.NotEqual(Good, output);
        Assert.Contains(expected, Assert.Throws<SynthesisException>(() => SlewReport.Parse("m", output)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_output_and_no_slew_are_errors()
    {
        Assert.Throws<SynthesisException>(() => SlewReport.Parse("m", ""));
        Assert.Throws<SynthesisException>(() => SlewReport.Parse("m", "rtlgen: slews\nrtlgen: done\n"));
    }
}
