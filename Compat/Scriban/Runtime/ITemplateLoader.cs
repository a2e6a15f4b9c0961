// SPDX-License-Identifier: Apache-2.0

using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>Finds the templates that <c>include</c> names.</summary>
public interface ITemplateLoader
{
    /// <summary>The key of an included template, or null if there is none.</summary>
    /// <param name="context">The context that renders.</param>
    /// <param name="callerSpan">The place of the <c>include</c>.</param>
    /// <param name="templateName">The name given to <c>include</c>.</param>
    string? GetPath(TemplateContext context, SourceSpan callerSpan, string templateName);

    /// <summary>The text of an included template, or null if there is none.</summary>
    /// <param name="context">The context that renders.</param>
    /// <param name="callerSpan">The place of the <c>include</c>.</param>
    /// <param name="templatePath">A key that <see cref="GetPath" /> returned.</param>
    string? Load(TemplateContext context, SourceSpan callerSpan, string templatePath);

    /// <summary>As <see cref="Load" />; the stand-in renders synchronously and never calls it.</summary>
    /// <inheritdoc cref="Load" />
    ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath);
}
