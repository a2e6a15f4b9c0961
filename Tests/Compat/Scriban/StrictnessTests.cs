// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;
using Xunit;

namespace Rtlgen.Tests.Compat.Scriban;

/// <summary>What the stand-in refuses; some of it Scriban accepts, see Compat/Scriban/README.md.</summary>
public sealed class StrictnessTests
{
    [Theory]
    [InlineData("{{ m.Width + 1 }}", "1,12")]
    [InlineData("{{ m.Width == 8 }}", "1,12")]
    [InlineData("{{ m.Name | string.upcase }}", "1,11")]
    [InlineData("{{ x = 1 }}", "1,6")]
    [InlineData("{{ m.List[0] }}", "1,10")]
    [InlineData("{{ -m.Width }}", "1,4")]
    [InlineData("{{ !m.Flag }}", "1,4")]
    [InlineData("{{ (m.Width) }}", "1,4")]
    [InlineData("{{ 1 }}", "1,4")]
    [InlineData("{{ \"a\" }}", "1,4")]
    [InlineData("{{ true }}", "1,4")]
    [InlineData("{{ m.Name m.Name }}", "1,4")]
    [InlineData("{{ m.Name; m.Name }}", "1,10")]
    [InlineData("{{ m. Name }}", "1,5")]
    [InlineData("{{ m.Name. }}", "1,10")]
    [InlineData("{{ capture x }}{{ end }}", "1,4")]
    [InlineData("{{ while m.Flag }}{{ end }}", "1,4")]
    [InlineData("{{ for x in m.List limit:1 }}{{ end }}", "1,25")]
    [InlineData("{{ for x.y in m.List }}{{ end }}", "1,8")]
    [InlineData("{{ for x in m.List }}{{ else }}{{ end }}", "1,25")]
    [InlineData("{{ if m.Flag }}{{ else if m.Flag }}{{ end }}", "1,19")]
    [InlineData("{{ if m.Flag }}{{ else }}{{ else }}{{ end }}", "1,29")]
    [InlineData("{{ include m.Name }}", "1,4")]
    [InlineData("{{ include 'a' }}", "1,12")]
    [InlineData("{{ include \"a\\n\" }}", "1,12")]
    [InlineData("{{ ## a ## }}", "1,4")]
    [InlineData("{%{ a }%}", "1,1")]
    [InlineData("{{{ m.Name }}}", "1,3")]
    [InlineData("\n  {{ m.Name", "2,3")]
    [InlineData("{{ m.Name\n}}", "1,1")]
    [InlineData("{{ # a\n}}", "1,1")]
    [InlineData("a\n{{ end }}", "2,4")]
    [InlineData("{{ for x in m.List }}", "1,4")]
    [InlineData("{{ if m.Flag }}", "1,4")]
    [InlineData("a\r\nb", "1,2")]
    public void The_rest_of_the_language_is_an_error_with_its_place(string text, string place)
    {
        var template = Template.Parse(text, "main.v.sbn");
        Assert.True(template.HasErrors);
        var message = Assert.Single(template.Messages);
        Assert.StartsWith($"main.v.sbn({place}) : error : ", message.ToString(), StringComparison.Ordinal);
        var exception = Assert.Throws<InvalidOperationException>(() => template.Render(new TemplateContext()));
        Assert.Contains(message.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ if m.Width }}{{ end }}", "1,7", "Int32")]
    [InlineData("{{ if m.Name }}{{ end }}", "1,7", "String")]
    [InlineData("{{ if m.Null }}{{ end }}", "1,7", "null")]
    [InlineData("{{ m.Null }}", "1,4", "null")]
    [InlineData("{{ m.Null.Name }}", "1,11", "null")]
    [InlineData("{{ for x in m.Null }}{{ end }}", "1,13", "null")]
    [InlineData("{{ for x in m.Name }}{{ end }}", "1,13", "String")]
    [InlineData("{{ m.Name.size }}", "1,11", "size")]
    [InlineData("{{ m.List.size }}", "1,11", "size")]
    [InlineData("{{ m.Day }}", "1,4", "DateTime")]
    [InlineData("{{ m.Quote }}", "1,4", "String")]
    [InlineData("{{ m.Map }}", "1,4", "Dictionary")]
    [InlineData("{{ m.Map.Key }}", "1,10", "Key")]
    [InlineData("{{ for e in m.Map }}{{ e }}{{ end }}", "1,24", "KeyValuePair")]
    [InlineData("{{ m.Big.IsZero }}", "1,10", "IsZero")]
    [InlineData("{{ m.Fails }}", "1,4", "no width")]
    public void A_value_that_could_hide_a_fault_is_an_error_with_its_place(string text, string place, string fault)
    {
        var exception = Assert.Throws<ScriptRuntimeException>(() => Rendering.Of(text, new Model()));
        Assert.StartsWith($"main.v.sbn({place}) : error : ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_member_renamer_has_no_default()
    {
        var context = new TemplateContext();
        context.PushGlobal(new ScriptObject { ["m"] = new Model() });
        var exception = Assert.Throws<ScriptRuntimeException>(() => Template.Parse("{{ m.Name }}").Render(context));
        Assert.StartsWith("<input>(1,4) : error : ", exception.Message, StringComparison.Ordinal);
    }

#pragma warning disable CA1822 // Templates see instance members only.
    private sealed class Model
    {
        public string Name => "adder";

        public int Width => 8;

        public bool Flag => true;

        public object? Null => null;

        public IReadOnlyList<int> List => [1];

        public IReadOnlyList<string> Quote => ["\""];

        public IReadOnlyDictionary<string, int> Map => new Dictionary<string, int> { ["Key"] = 1 };

        public BigInteger Big => 1;

        public DateTime Day => new(2026, 11, 22);

        public int Fails => throw new InvalidOperationException("no width");
    }
#pragma warning restore CA1822
}
