// SPDX-License-Identifier: Apache-2.0

using Scriban.Syntax;
using Xunit;

namespace Rtlgen.Tests.Compat.Scriban;

/// <summary>What Scriban and its stand-in render alike; these tests pass with either.</summary>
public sealed class GoldenTests
{
    private static readonly Module Adder = new(
        "adder",
        8,
        true,
        false,
        [new Port("input  wire [7:0] a_i,", ["a", "b"]), new Port("output wire [7:0] y_o", [])],
        "first\nsecond\n",
        []);

    [Fact]
    public void A_module_is_a_template_with_holes()
    {
        const string template = """
            module {{ m.Name }} (
            {{~ for p in m.Ports ~}}
                {{ p.Declaration }}
            {{~ end ~}}
            );
            {{ # for the author of the template ~}}

                // Datapath
            {{~ if m.IsPiped ~}}
                reg [{{ m.Width }}:0] y_q;
            {{~ else ~}}
                wire [{{ m.Width }}:0] y_q;
            {{~ end ~}}
            {{~ if m.IsSigned ~}}
                assign s = 1'b1;
            {{~ end ~}}
            {{ include "_end.v.sbn" }}
            """;
        const string expected = """
            module adder (
                input  wire [7:0] a_i,
                output wire [7:0] y_o
            );

                // Datapath
                reg [8:0] y_q;
            endmodule // adder

            """;
        Assert.Equal(expected, Rendering.Of(template, Adder, ("_end.v.sbn", "endmodule // {{ m.Name }}\n")));
    }

    [Theory]
    [InlineData("a\n{{~ for p in m.Ports ~}}\n  x\n{{~ end ~}}\nb", "a\n  x\n  x\nb")]
    [InlineData("a\n{{~ for n in m.None ~}}\n  x\n{{~ end ~}}\nb", "a\nb")]
    [InlineData("{{~ for p in m.Ports ~}}\n{{~ for n in p.Names ~}}\n{{ n }}\n{{~ end ~}}\n{{~ end ~}}\n", "a\nb\n")]
    [InlineData("{{ for p in m.Ports }}{{ for p in p.Names }}{{ p }}{{ end }};{{ end }}", "ab;;")]
    [InlineData("{{ for m in m.Ports }}.{{ end }}{{ m.Name }}", "..adder")]
    public void A_for_loop_leaves_no_blank_line(string template, string expected) =>
        Assert.Equal(expected, Rendering.Of(template, Adder));

    [Theory]
    [InlineData("{{ if m.IsPiped }}1{{ end }}", "1")]
    [InlineData("{{ if m.IsSigned }}1{{ end }}", "")]
    [InlineData("{{ if m.IsPiped }}1{{ else }}0{{ end }}", "1")]
    [InlineData("{{ if m.IsSigned }}1{{ else }}0{{ end }}", "0")]
    [InlineData("a\n{{~ if m.IsPiped ~}}\n  1\n{{~ else ~}}\n  0\n{{~ end ~}}\nb", "a\n  1\nb")]
    public void An_if_renders_one_of_its_branches(string template, string expected) =>
        Assert.Equal(expected, Rendering.Of(template, Adder));

    [Theory]
    [InlineData("a \n {{ m.Width }} \n b", "a \n 8 \n b")]
    [InlineData("a \n {{~ m.Width ~}} \n b", "a \n8 b")]
    [InlineData("a \n\n {{- m.Width -}} \n\n b", "a8b")]
    [InlineData(" {{~ m.Width ~}} ", "8")]
    [InlineData("\n{{~ m.Width ~}}\n\n", "\n8\n")]
    [InlineData("a {{~ m.Width ~}} b", "a8b")]
    [InlineData("{{~ # gone ~}}\n{{ # gone too ~}}\na", "a")]
    [InlineData("{ {{ m.Width }}}", "{ 8}")]
    [InlineData("{{m.Width}}{{~~}}}}", "8}}")]
    public void Marks_take_white_space_away(string template, string expected) =>
        Assert.Equal(expected, Rendering.Of(template, Adder));

    [Theory]
    [InlineData("  {{ m.Note }}.", "  first\n  second\n.")]
    [InlineData("  {{~ m.Note }}.", "first\nsecond\n.")]
    [InlineData("x {{ m.Note }}.", "x first\nsecond\n.")]
    [InlineData("  {{ include \"_p\" }}.", "  one\n  \n  two\n.")]
    [InlineData("  {{ if m.IsPiped }}\n{{ m.Note }}{{ end }}", "  \nfirst\nsecond\n")]
    [InlineData("{{~ if m.IsPiped ~}}\n{{ include \"_p\" }}{{~ end ~}}\n.", "one\n\ntwo\n.")]
    public void Lines_of_a_value_or_partial_keep_the_indentation_of_their_tag(string template, string expected) =>
        Assert.Equal(expected, Rendering.Of(template, Adder, ("_p", "one\n\ntwo\n")));

    [Fact]
    public void A_partial_sees_the_variables_of_its_caller() =>
        Assert.Equal(
            "adder.a adder.b ",
            Rendering.Of(
                "{{ for p in m.Ports }}{{ for n in p.Names }}{{ include \"_p\" }}{{ end }}{{ end }}",
                Adder,
                ("_p", "{{ m.Name }}.{{ n }} ")));

    [Fact]
    public void Values_have_one_text_each()
    {
        var values = new object[]
        {
            "text", 3, -1L, ulong.MaxValue, UInt128.MaxValue, 0.5, 1.50m, true, false, 'c', DayOfWeek.Friday,
            new[] { 1, 2 }, new[] { "a" }, Array.Empty<int>(), new object?[] { null, new[] { true } }, new Pair(1, 2),
        };
        Assert.Equal(
            "text 3 -1 18446744073709551615 340282366920938463463374607431768211455 0.5 1.50 true false c Friday "
            + "[1, 2] [\"a\"] [] [null, [true]] Pair { Left = 1, Right = 2 } ",
            Rendering.Of("{{ for v in m.Values }}{{ v }} {{ end }}", new { Values = values }));
    }

    [Theory]
    [InlineData("\n  {{ nope }}", "main.v.sbn(2,6)")]
    [InlineData("\n  {{ m.Nope }}", "main.v.sbn(2,8)")]
    [InlineData("{{ m.Name.Nope }}", "main.v.sbn(1,11)")]
    [InlineData("{{ m.name }}", "main.v.sbn(1,6)")]
    [InlineData("{{ for n in m.None }}{{ end }}{{ n }}", "main.v.sbn(1,34)")]
    [InlineData("{{ for x in m.Width }}{{ end }}", "main.v.sbn(1,13)")]
    [InlineData("a {{ include \"none\" }}", "main.v.sbn(1,6)")]
    [InlineData("{{ include \"_self\" }}", "_self(1,4)")]
    [InlineData("{{ include \"_member\" }}", "_member(2,6)")]
    [InlineData("{{ include \"_end\" }}", "main.v.sbn(1,4)")]
    public void A_template_that_does_not_fit_its_model_is_an_error_with_its_place(string template, string place)
    {
        var exception = Assert.ThrowsAny<ScriptRuntimeException>(() => Rendering.Of(
            template,
            Adder,
            ("_self", "{{ include \"_self\" }}"),
            ("_member", "\n{{ m.Nope }}"),
            ("_end", "{{ end }}")));
        Assert.Equal(place, exception.Span.ToStringSimple());
        Assert.StartsWith(place + " : error : ", exception.Message, StringComparison.Ordinal);
    }

    private sealed record Port(string Declaration, IReadOnlyList<string> Names);

    private sealed record Pair(int Left, int Right);

    private sealed record Module(
        string Name,
        int Width,
        bool IsPiped,
        bool IsSigned,
        IReadOnlyList<Port> Ports,
        string Note,
        IReadOnlyList<int> None);
}
