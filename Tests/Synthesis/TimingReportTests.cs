// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class TimingReportTests
{
    private const string Good = """
        Warning: cells.lib, line 12 something harmless
        rtlgen: library read
        rtlgen: checks
        rtlgen: path
        Startpoint: n7 (rising edge-triggered flip-flop clocked by clock)
        Endpoint: n9 (rising edge-triggered flip-flop clocked by clock)
        Path Group: clock
        Path Type: max

           Delay     Time   Description
        -------------------------------------------
         0.00000  0.00000   clock clock (rise edge)
         0.00000  0.00000 ^ n7/CK (DFF_X1)
         0.08000  0.08000 v n7/Q (DFF_X1)
         0.05000  0.13000 ^ n8/ZN (NAND2_X1)
         0.00000  0.13000 ^ n9/D (DFF_X1)
                  0.13000   data arrival time

        100.00000 100.00000   clock clock (rise edge)
                  100.00000 ^ n9/CK (DFF_X1)
         -0.04000 99.96000   library setup time
        -------------------------------------------
                  99.83000   slack (MET)


        rtlgen: done
        """;

    [Fact]
    public void The_clock_period_is_what_the_slack_leaves()
    {
        var report = TimingReport.Parse("m", Good);
        Assert.Equal(0.17, report.Nanoseconds, 6);
        Assert.Equal(("n7", "n9", 2), (report.Start, report.End, report.Cells));
    }

    [Theory]
    [InlineData("rtlgen: path", "rtlgen: path\nError: timing.tcl, 14 report_checks no network has been linked.", "no network has been linked")]
    [InlineData("rtlgen: library read", "Error: cannot read file speed-1.v.\nrtlgen: library read", "cannot read file")]
    [InlineData("rtlgen: checks", "Warning: module NAND9 not found. Creating black box for n8.\nrtlgen: checks", "NAND9")]
    [InlineData("rtlgen: checks", "rtlgen: checks\nWarning: There is 1 unconstrained endpoint.", "unconstrained")]
    [InlineData("rtlgen: done", "", "ended before its script")]
    [InlineData("99.83000   slack (MET)", "No paths found.", "reports no path")]
    [InlineData("99.83000   slack (MET)", "100.83000   slack (MET)", "must be more than 0")]
    public void What_is_wrong_is_an_error_whatever_the_exit_code(string find, string replace, string expected)
    {
        var output = Good.Replace(find, replace, StringComparison.Ordinal);
        Assert.NotEqual(Good, output);
        var fault = Assert.Throws<SynthesisException>(() => TimingReport.Parse("m", output));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_or_a_registers_input_that_is_a_constant_needs_no_path_and_any_other_end_does()
    {
        var constants = new HashSet<string> { "errors_o[0]", "losses_o[3]" };
        Assert.Equal(0.17, TimingReport.Parse("m", Unconstrained("errors_o[0]", "losses_o[3]"), constants).Nanoseconds, 6);
        var error = Assert.Throws<SynthesisException>(() => TimingReport.Parse("m", Unconstrained("errors_o[0]", "n7/D"), constants));
        Assert.EndsWith("unconstrained endpoints. n7/D", error.Message, StringComparison.Ordinal);
        constants.Add("n7/D");
        Assert.Equal(0.17, TimingReport.Parse("m", Unconstrained("errors_o[0]", "n7/D"), constants).Nanoseconds, 6);
        Assert.Throws<SynthesisException>(() => TimingReport.Parse("m", Unconstrained("errors_o[0]"), new HashSet<string>()));

        static string Unconstrained(params string[] ends) => Good.Replace(
            "rtlgen: checks\n", $"rtlgen: checks\nWarning: There are {ends.Length} unconstrained endpoints.\n  {string.Join("\n  ", ends)}\n",
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_output_at_all_is_an_error() =>
        Assert.Throws<SynthesisException>(() => TimingReport.Parse("m", ""));
}
