// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.Verification.Proofs.Engines;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Engines;

public sealed class AigerFileTests
{
    // y = a & !b, z = !(y & b): gates 3 = 2 & 5 -> deltas (6-5, 5-2); gate 4 = 6 & 4 -> (8-6, 6-4).
    private const string Small = "aig 4 2 0 2 2\n6\n9\n\u0001\u0003\u0002\u0002i0 a\ni1 b\no0 y\no1 z\nc\ncomment\n";

    [Fact]
    public void Inputs_outputs_and_gates_are_read()
    {
        var file = Parse(Small);
        Assert.Equal(["a", "b"], file.Inputs);
        Assert.Equal((6, 9), (file.Outputs["y"], file.Outputs["z"]));
        Assert.Equal([(5, 2), (6, 4)], file.Gates);
    }

    [Fact]
    public void The_clauses_say_what_the_gates_say()
    {
        const string gates = "-4 -3 0\n-4 2 0\n4 3 -2 0\n-5 4 0\n-5 3 0\n5 -4 -3 0\n";
        Assert.Equal($"p cnf 5 8\n-1 0\n{gates}4 0\n", Parse(Small).ToDimacs("y"));
        Assert.Equal($"p cnf 5 8\n-1 0\n{gates}-5 0\n", Parse(Small).ToDimacs("z"));
    }

    [Fact]
    public void One_output_leaves_the_gates_as_they_are() =>
        Assert.Equal(
            "aig 4 2 0 1 2\n9\n\u0001\u0003\u0002\u0002", Encoding.ASCII.GetString(Parse(Small).WithOutput("z")));

    [Theory]
    [InlineData("aag 4 2 0 2 2", "not a combinational binary AIGER file")]
    [InlineData("aig 4 2 1 2 2", "not a combinational binary AIGER file")]
    [InlineData("aig 5 2 0 2 2", "the number of variables")]
    [InlineData("aig 4 2 0 2 x", "'x' is no number")]
    public void Another_header_is_refused(string header, string expected) => Assert.Contains(
        expected, Refused(Small.Replace("aig 4 2 0 2 2", header, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_cut_off_or_names_nothing_is_refused()
    {
        for (var length = 0; length < Small.IndexOf("\nc\n", StringComparison.Ordinal); length++)
        {
            Assert.NotEmpty(Refused(Small[..length]));
        }

        Assert.Contains(
            "no symbol", Refused(Small.Replace("i1 b\n", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("not after", Refused(Small.Replace("\u0001\u0003", "\u0000\u0003", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static AigerFile Parse(string text) => AigerFile.Parse(Encoding.ASCII.GetBytes(text));

    private static string Refused(string text) => Assert.Throws<InvalidDataException>(() => Parse(text)).Message;
}
