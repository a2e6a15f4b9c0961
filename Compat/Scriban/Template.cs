// SPDX-License-Identifier: Apache-2.0

using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban;

/// <summary>A parsed template.</summary>
public sealed class Template
{
    private readonly Block? _body;

    private Template(string text, string? sourceFilePath)
    {
        SourceFilePath = sourceFilePath;
        try
        {
            _body = new Parser(new Lexer(text, sourceFilePath ?? "<input>")).Parse();
        }
        catch (ScriptRuntimeException exception)
        {
            Messages.Add(new LogMessage(ParserMessageType.Error, exception.Span, exception.OriginalMessage));
        }
    }

    /// <summary>The name that messages give to the template.</summary>
    public string? SourceFilePath { get; }

    /// <summary>Whether the text is outside the language; <see cref="Messages" /> says why.</summary>
    public bool HasErrors => Messages.HasErrors;

    /// <summary>The first error, if there is one.</summary>
    public LogMessageBag Messages { get; } = new();

    /// <summary>Parses a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="sourceFilePath">The name that messages give to it.</param>
    public static Template Parse(string text, string? sourceFilePath = null) => new(text, sourceFilePath);

    /// <summary>Renders the template.</summary>
    /// <param name="context">The settings and the variables.</param>
    /// <exception cref="InvalidOperationException">The template has errors.</exception>
    /// <exception cref="ScriptRuntimeException">A variable, a member or an included template is missing, or a
    /// value is of the wrong type.</exception>
    public string Render(TemplateContext context)
    {
        if (_body is null)
        {
            throw new InvalidOperationException($"This template has errors.\n{Messages}");
        }
        _body.Render(context);
        return context.TakeOutput();
    }
}
