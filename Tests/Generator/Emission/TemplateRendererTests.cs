// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

public sealed class TemplateRendererTests
{
    [Fact]
    public void A_template_sees_the_model_as_m_under_its_csharp_names() =>
        Assert.Equal(
            "wire [7:0] a_i;\n",
            Render("wire [{{ m.Msb }}:0] {{ m.Name }};\n", new { Msb = 7, Name = "a_i" }));

    [Fact]
    public void A_partial_comes_from_the_same_source()
    {
        var texts = new Dictionary<string, string>
        {
            ["top.v.sbn"] = "module {{ m.Name }};\n{{ include \"_end.v.sbn\" }}",
            ["_end.v.sbn"] = "endmodule // {{ m.Name }}\n",
        };
        var renderer = new TemplateRenderer(texts.GetValueOrDefault);
        Assert.Equal("module top;\nendmodule // top\n", renderer.Render("top.v.sbn", new { Name = "top" }));
    }

    [Fact]
    public void A_template_is_read_once()
    {
        var reads = 0;
        var renderer = new TemplateRenderer(_ => $"{++reads} {{{{ m.Name }}}}\n");
        Assert.Equal("1 a\n", renderer.Render("t.v.sbn", new { Name = "a" }));
        Assert.Equal("1 b\n", renderer.Render("t.v.sbn", new { Name = "b" }));
    }

    [Fact]
    public void A_long_loop_and_a_long_output_are_not_cut()
    {
        var items = Enumerable.Range(0, 200_000);
        var text = Render("{{~ for i in m.Items ~}}\n{{ i }}\n{{~ end ~}}\n", new { Items = items });
        Assert.Equal(string.Concat(items.Select(i => i + "\n")), text);
    }

    [Theory]
    [InlineData("a", "line 1 of its output does not end in a line feed")]
    [InlineData("", "line 1 of its output does not end in a line feed")]
    [InlineData("a\nb", "line 2 of its output does not end in a line feed")]
    [InlineData("a\n\n", "line 2 of its output is a blank line at the end")]
    [InlineData("a\nb \nc\n", "line 2 of its output ends in a blank: `b `")]
    [InlineData("a\n\tb\n", "line 2 of its output has a character outside printable ASCII")]
    [InlineData("a\n\u00b5\n", "line 2 of its output has a character outside printable ASCII")]
    [InlineData("a\n{{ m.Braces }}\n", "line 2 of its output contains `{{`")]
    [InlineData("a\n{{ m.Long }}+\n", "line 2 of its output has 101 columns, more than 100")]
    public void Untidy_output_is_an_error_that_names_template_and_line(string template, string fault)
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => Render(template, new { Braces = "{{8{a}}}", Long = new string('x', 100) }));
        Assert.StartsWith("Template t.v.sbn: " + fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_100_columns_and_blank_lines_inside_are_tidy()
    {
        var line = new string('x', 100);
        Assert.Equal($"{line}\n\n{line}\n", Render("{{ m.Line }}\n\n{{ m.Line }}\n", new { Line = line }));
    }

    [Theory]
    [InlineData("\n{{ m.Nope }}\n", "t.v.sbn(2,6)")]
    [InlineData("\n{{ nope }}\n", "t.v.sbn(2,4)")]
    [InlineData("\n{{ include \"none\" }}\n", "t.v.sbn(2,4)")]
    [InlineData("\n{{ m.Name }\n", "t.v.sbn(")]
    [InlineData("\n{{ end }}\n", "t.v.sbn(2,")]
    public void An_error_in_a_template_names_its_place(string template, string place)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Render(template, new { Name = "a" }));
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_template_is_an_error_that_names_it()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => new TemplateRenderer().Render("none.v.sbn", new object()));
        Assert.Contains("none.v.sbn", exception.Message, StringComparison.Ordinal);
    }

    private static string Render(string template, object model) =>
        new TemplateRenderer(name => name == "t.v.sbn" ? template : null).Render("t.v.sbn", model);
}
