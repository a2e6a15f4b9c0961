// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Lint;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Lint;

public sealed class LintCheckTests
{
    private readonly FolderCache _cache = new(Directory.CreateTempSubdirectory("rtlgen").FullName);

    [Fact]
    public void A_clean_module_has_no_findings() =>
        Assert.Empty(LintCheck.Run([Fixtures.Register.Name], [Fixtures.Register], _cache));

    [Theory]
    [InlineData("count_q + 16'd1", "count_q + 17'd1", "verilator")]
    [InlineData("enable_i) count_q", "enabled_i) count_q", "verilator")]
    [InlineData("enable_i) count_q", "enabled_i) count_q", "iverilog")]
    [InlineData("enable_i) count_q", "enabled_i) count_q", "yosys")]
    [InlineData("= count_q;", "= count_q; assign count_o = {15'd0, enable_i};", "yosys")]
    [InlineData("endmodule", "endmodul", "iverilog")]
    [InlineData("endmodule", "endmodul", "yosys")]
    public void A_mistake_is_found(string find, string replace, string tool)
    {
        var broken = Fixtures.Break(Fixtures.Counter, find, replace);
        var findings = LintCheck.Run([broken.Name], [broken], _cache);
        Assert.Contains(findings, finding => finding.Tool == tool && finding.Top == broken.Name);
    }

    [Fact]
    public void An_answer_is_kept()
    {
        var broken = Fixtures.Break(Fixtures.Counter, "count_q + 16'd1", "count_q + 17'd1");
        var first = LintCheck.Run([broken.Name], [broken], _cache);
        var folder = Assert.Single(Directory.EnumerateDirectories(_cache.Root));
        File.Delete(Path.Combine(folder, broken.FileName));
        Assert.Equal(first, LintCheck.Run([broken.Name], [broken], _cache));
    }

    [Fact]
    public void Designs_are_answered_in_their_order()
    {
        var bad = FixtureCodec.WithDecoder(Fixtures.Break(FixtureCodec.Decoder, "endmodule", "endmodul"));
        var findings = LintCheck.Run([FixtureCodec.Design, bad, FixtureCodec.Design], _cache);
        Assert.Equal(findings[0], findings[2]);
        Assert.DoesNotContain(findings[0], finding => finding.Line.Contains("syntax", StringComparison.Ordinal));
        Assert.Contains(findings[1], finding => finding.Line.Contains("syntax", StringComparison.Ordinal));
    }
}
