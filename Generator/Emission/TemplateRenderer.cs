// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Rtlgen.Generator.Emission;

/// <summary>Renders view models into source text through the templates in <c>Templates/</c>.</summary>
/// <remarks>A template sees the model as <c>m</c> and its members under their C# names. The language is that of
/// Templates/README.md. A renderer may be used from several threads.</remarks>
public sealed class TemplateRenderer
{
    private const int MaxColumns = 100;

    private readonly Loader _loader;
    private readonly ConcurrentDictionary<string, Template> _templates = new();

    /// <summary>A renderer of the templates embedded in this assembly.</summary>
    public TemplateRenderer()
        : this(ReadEmbedded)
    {
    }

    /// <summary>A renderer of given templates.</summary>
    /// <param name="source">The text of the template of a name, or null if there is none. Partials too come from
    /// here.</param>
    public TemplateRenderer(Func<string, string?> source) => _loader = new Loader(source);

    /// <summary>The text of a template with a model in its holes.</summary>
    /// <param name="templateName">The template's file name, such as <c>lane_packer.v.sbn</c>.</param>
    /// <param name="model">What the template sees as <c>m</c>.</param>
    /// <returns>Printable ASCII in lines of at most 100 columns; no line ends in a blank, the last one in a single
    /// line feed.</returns>
    /// <exception cref="InvalidOperationException">There is no such template; it or a partial has an error; it names
    /// something that the model lacks; or its text would break the rules above or contain <c>{{</c>. The message has
    /// the template's name and the line.</exception>
    public string Render(string templateName, object model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var template = _templates.GetOrAdd(templateName, Parse);
        var globals = new ScriptObject();
        globals.Add("m", model);
        var context = new TemplateContext
        {
            TemplateLoader = _loader,
            MemberRenamer = member => member.Name,
            NewLine = "\n",
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedIndexerAccess = false,
            LoopLimit = 0,
            LimitToString = 0,
        };
        context.PushGlobal(globals);
        try
        {
            var text = template.Render(context);
            CheckLines(templateName, text);
            return text;
        }
        catch (ScriptRuntimeException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }

    private static string? ReadEmbedded(string name)
    {
        using var stream = typeof(TemplateRenderer).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void CheckLines(string templateName, string text)
    {
        if (!text.EndsWith('\n'))
        {
            throw Fault(templateName, text.Count(c => c == '\n') + 1, "does not end in a line feed");
        }
        var lines = text[..^1].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (FaultOf(lines[i], isLast: i == lines.Length - 1) is { } fault)
            {
                throw Fault(templateName, i + 1, $"{fault}: `{lines[i]}`");
            }
        }
    }

    private static string? FaultOf(string line, bool isLast)
    {
        if (isLast && line.Length == 0)
        {
            return "is a blank line at the end";
        }
        if (line.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return "has a character outside printable ASCII";
        }
        if (line.EndsWith(' '))
        {
            return "ends in a blank";
        }
        if (line.Length > MaxColumns)
        {
            return $"has {line.Length} columns, more than {MaxColumns}";
        }
        return line.Contains("{{", StringComparison.Ordinal) ? "contains `{{`" : null;
    }

    private static InvalidOperationException Fault(string templateName, int line, string fault) =>
        new($"Template {templateName}: line {line} of its output {fault}.");

    private Template Parse(string name)
    {
        var text = _loader.Read(name) ?? throw new InvalidOperationException($"There is no template {name}.");
        var template = Template.Parse(text, name);
        return template.HasErrors
            ? throw new InvalidOperationException($"Template {name} has errors:\n{template.Messages}")
            : template;
    }

    private sealed class Loader(Func<string, string?> source) : ITemplateLoader
    {
        public string? Read(string name) => source(name);

        public string? GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

        public string? Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            source(templatePath);

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            new(source(templatePath));
    }
}
