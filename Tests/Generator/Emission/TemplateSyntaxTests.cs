// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

/// <summary>Templates keep to the part of Scriban in Templates/README.md: nothing is computed in them.</summary>
public sealed partial class TemplateSyntaxTests
{
    [Fact]
    public void Templates_hold_values_loops_choices_partials_and_comments_only()
    {
        var files = Directory.GetFiles(Repository.Path("Templates"), "*.sbn");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var others = Tag().Matches(File.ReadAllText(file)).Select(tag => tag.Value).Where(tag => !IsAllowed(tag));
            Assert.True(!others.Any(), $"{Path.GetFileName(file)}: {string.Join(' ', others)}");
        }
    }

    [Theory]
    [InlineData("{{ m.Width + 1 }}")]
    [InlineData("{{ m.Name | upcase }}")]
    [InlineData("{{ if m.Lanes > 1 }}")]
    [InlineData("{{ x = m.Name }}")]
    public void What_computes_is_found(string tag) => Assert.False(IsAllowed(tag));

    private static bool IsAllowed(string tag) => Allowed().IsMatch(tag);

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\{\{[-~]?\s*(#.*|for \w+ in [\w.]+|if [\w.]+|else|end|include ""[\w.]+""|[\w.]+)\s*[-~]?\}\}$")]
    private static partial Regex Allowed();
}
