// SPDX-License-Identifier: Apache-2.0

using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Xunit;

namespace Rtlgen.Tests.Compat.Scriban;

/// <summary>Renders a template of the tests with the settings of the generator.</summary>
internal static class Rendering
{
    public static string Of(string text, object model, params (string Name, string Text)[] partials)
    {
        var template = Template.Parse(text, "main.v.sbn");
        Assert.False(template.HasErrors, template.Messages.ToString());
        var globals = new ScriptObject { ["m"] = model };
        var context = new TemplateContext
        {
            TemplateLoader = new Partials(partials.ToDictionary(partial => partial.Name, partial => partial.Text)),
            MemberRenamer = member => member.Name,
            NewLine = "\n",
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedIndexerAccess = false,
            LoopLimit = 0,
            LimitToString = 0,
        };
        context.PushGlobal(globals);
        return template.Render(context);
    }

    private sealed class Partials(Dictionary<string, string> texts) : ITemplateLoader
    {
        public string? GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
            texts.ContainsKey(templateName) ? templateName : null;

        public string? Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => texts[templatePath];

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            throw new NotSupportedException();
    }
}
