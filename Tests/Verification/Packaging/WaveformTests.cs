// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Packaging;
using Xunit;

namespace Rtlgen.Tests.Verification.Packaging;

public sealed class WaveformTests
{
    private const string Dump = """
        $timescale 1s $end
        $scope module bench $end
        $var wire 4 # data [3:0] $end
        $var reg 1 ! clk $end
        $var wire 1 ! clock $end
        $scope module inner $end
        $var wire 1 % hidden $end
        $upscope $end
        $upscope $end
        $enddefinitions $end
        #0
        $dumpvars
        0!
        bx #
        1%
        $end
        #5
        1!
        b11 #
        #10
        0!
        #15
        b1010 #
        1!
        #20
        0!
        #25
        1!

        """;

    [Fact]
    public void Signals_are_sampled_before_each_rising_edge()
    {
        using var folder = new TemporaryFolder();
        var wave = Waveform.Read(folder.Write("bench.vcd", Dump), "clock");
        Assert.Equal(3, wave.Clocks);
        Assert.Equal(["x", "11", "1010"], wave["data"]);
        Assert.Equal([null, "3", "a"], Enumerable.Range(0, 3).Select(clock => wave.Hex("data", clock, 4)));
        Assert.False(wave.Bit("clk", 2));
        Assert.Throws<InvalidDataException>(() => wave["hidden"]);
    }

    [Fact]
    public void A_dump_without_the_clock_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bench.vcd", Dump);
        var error = Assert.Throws<InvalidDataException>(() => Waveform.Read(path, "aclk"));
        Assert.Equal($"{path}: has no signal aclk", error.Message);
    }
}
