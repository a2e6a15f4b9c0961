// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class LibertyTests
{
    private const string Small = """
        /* a library
           of few cells */
        library (few) {
          time_unit : "1ns";
          capacitive_load_unit (1, pf);
          cell (NAND2X1) {
            area : 24;
            pin (A) { direction : input; capacitance : 0.01; }
            pin (B) { direction : input; capacitance : 0.01; }
            pin (Y) { direction : output; function : "(!(A B))"; timing () { values ("0.1, 0.2", \
              "0.3, 0.4"); } }
          }
          cell (NAND2X2) { area : 32
            pin (A) { direction : input } pin (B) { direction : input; }
            pin (Y) { direction : output; function : "A' + B'"; }
          }
          cell ("AND2X1") { area : 8;
            pin (A) { direction : input; } pin (B) { direction : input; }
            pin (Y) { direction : output; function : "A*B"; }
          }
          cell (BUFX2) { area : 24; pin (A) { direction : input; } pin (Y) { direction : output; function : "A"; } }
          cell (BUFX4) { area : 32; pin (A) { direction : input; } pin (Y) { direction : output; function : "A"; } }
          cell (BUFX9) { area : 99; pin (A) { direction : input; } pin (Y) { direction : output; function : "A"; } }
          cell (DFF) { area : 96; ff (IQ, IQN) { next_state : "D"; clocked_on : "CK"; }
            pin (D) { direction : input; capacitance : 0.009; }
            pin (CK) { direction : input; clock : true; capacitance : 0.02; }
            pin (Q) { direction : output; function : "IQ"; }
          }
        }

        """;

    [Fact]
    public void The_unit_of_area_is_the_smallest_cell_that_computes_a_nand_of_two()
    {
        var library = Read(Small);
        Assert.Equal("NAND2X1", library.Nand2.Name);
        Assert.Equal(24, library.Nand2.Area);
        Assert.Equal("few", library.Name);
    }

    [Fact]
    public void Inputs_are_driven_by_the_largest_buffer_of_ordinary_size_and_outputs_drive_a_flip_flop()
    {
        var library = Read(Small);
        Assert.Equal("BUFX4", library.Driver.Name);
        Assert.Equal(9, library.LoadFemtofarads, 6);
        Assert.Equal(["DFF"], library.Cells.Values.Where(cell => cell.IsFlipFlop).Select(cell => cell.Name));
    }

    [Fact]
    public void A_compressed_library_is_the_same_library()
    {
        using var folder = new TemporaryFolder();
        using (var stream = new GZipStream(File.Create(folder["few.lib.gz"]), CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(Small));
        }

        Assert.Equal(Read(Small).Text, CellLibrary.Read(folder["few.lib.gz"]).Text);
        File.WriteAllBytes(folder["cut.lib.gz"], File.ReadAllBytes(folder["few.lib.gz"])[..^40]);
        Assert.Throws<InvalidDataException>(() => CellLibrary.Read(folder["cut.lib.gz"]));
    }

    [Theory]
    [InlineData("function : \"(!(A B))\"", "function : \"(A B)\"", "cells.lib: has no NAND of two inputs, must have one")]
    [InlineData("area : 24;\n    pin", "area : big;\n    pin", "cells.lib:7: area is 'big', must be a number")]
    [InlineData("area : 24;\n    pin", "pin", "cells.lib:6: cell NAND2X1 has no area, must have one")]
    [InlineData("cell (NAND2X2)", "cell (NAND2X1)", "cells.lib:13: cell NAND2X1 is there twice")]
    [InlineData("ff (IQ, IQN)", "latch (IQ, IQN)", "cells.lib: has no flip-flop, must have one")]
    [InlineData("(1, pf)", "(1, kg)", "cells.lib:5: capacitive_load_unit is '1,kg', must be a number and ff or pf")]
    [InlineData("capacitance : 0.009", "capacitance : nan", "capacitance is 'nan', must be a number")]
    [InlineData("library (few)", "library few", "cells.lib:3: 'few {' must be '('")]
    [InlineData("\"IQ\"", "\"IQ", "a text is not closed")]
    [InlineData("of few cells */", "of few cells", "opens a comment, must be closed")]
    [InlineData("library (few)", "drawer (few)", "is not a Liberty library")]
    [InlineData("}\n}\n", "}\n", "library (few) is not closed")]
    [InlineData("}\n}\n", "}\n}\n}\n", "must be the end of the file")]
    public void A_damaged_library_is_refused_with_the_place(string find, string replace, string expected)
    {
        var text = Small.Replace("\r", "", StringComparison.Ordinal);
        Assert.Contains(find, text, StringComparison.Ordinal);
        text = expected.Contains("no NAND", StringComparison.Ordinal)
            ? text.Replace("\"A' + B'\"", "\"A + B\"", StringComparison.Ordinal) : text;
        var at = find.StartsWith('}') ? text.LastIndexOf(find, StringComparison.Ordinal) : text.IndexOf(find, StringComparison.Ordinal);
        var fault = Assert.Throws<InvalidDataException>(() => Read(text[..at] + replace + text[(at + find.Length)..]));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_cut_anywhere_is_refused()
    {
        var text = Small.TrimEnd();
        for (var length = 0; length < text.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => Read(text[..length]));
        }
    }

    [Theory]
    [InlineData("!A", 0b01)]
    [InlineData("A'", 0b01)]
    [InlineData("(!(A B))", 0b0111)]
    [InlineData("(A&B)'", 0b0111)]
    [InlineData("A' + B'", 0b0111)]
    [InlineData("!A|!B", 0b0111)]
    [InlineData("A ^ B", 0b0110)]
    [InlineData("A+B*0", 0b1010)]
    [InlineData("A^B C", 0b01100000)]
    [InlineData("1", 0b1)]
    public void A_function_has_the_values_that_its_text_says(string function, int table)
    {
        var inputs = new[] { "A", "B", "C" }.Where(function.Contains).ToList();
        Assert.Equal((ulong)table, CellFunction.TruthTable(function, inputs));
    }

    [Theory]
    [InlineData("A B)")]
    [InlineData("(A B")]
    [InlineData("A +")]
    [InlineData("A X")]
    [InlineData("")]
    public void A_function_that_makes_no_sense_has_no_values(string function) =>
        Assert.Null(CellFunction.TruthTable(function, ["A", "B"]));

    internal static CellLibrary Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cells.lib"], text);
        return CellLibrary.Read(folder["cells.lib"]);
    }
}
