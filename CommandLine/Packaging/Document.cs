// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>A text with headings, tables and pictures that is written as Markdown and as HTML.</summary>
/// <remarks>Words between <c>`</c> are code. Nothing else is markup.</remarks>
internal sealed partial class Document(string title)
{
    private const string Style = """
        body { font: 15px/1.5 "Liberation Sans", Arial, sans-serif; color: #222; }
        body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th, td { border: 1px solid #ccc; padding: .25rem .6rem; text-align: left; vertical-align: top; }
        th { background: #f2f2f2; }
        code, pre { font-family: "Liberation Mono", monospace; font-size: .92em; background: #f6f6f6; }
        pre { padding: .6rem; overflow-x: auto; }
        img { max-width: 100%; }
        """;

    private readonly StringBuilder _markdown = new($"# {title}\n");
    private readonly StringBuilder _html = new();

    /// <summary>Begins a section.</summary>
    public void Section(string heading) => Add($"\n## {heading}\n", $"<h2>{Html(heading)}</h2>\n");

    /// <summary>Begins a part of a section.</summary>
    public void Part(string heading) => Add($"\n### {heading}\n", $"<h3>{Html(heading)}</h3>\n");

    /// <summary>Adds a paragraph.</summary>
    public void Text(string text) => Add($"\n{text}\n", $"<p>{Html(text)}</p>\n");

    /// <summary>Adds lines as they are.</summary>
    public void Code(string lines) => Add($"\n```\n{lines}\n```\n", $"<pre>{WebUtility.HtmlEncode(lines)}</pre>\n");

    /// <summary>Adds a picture.</summary>
    /// <param name="file">Its file, beside this one.</param>
    /// <param name="words">What it shows.</param>
    public void Picture(string file, string words)
    {
        var (source, text) = (WebUtility.HtmlEncode(file), WebUtility.HtmlEncode(words));
        Add($"\n![{words}]({file})\n", $"<p><img src=\"{source}\" alt=\"{text}\"></p>\n");
    }

    /// <summary>Adds a table.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var list = rows.ToList();
        var bars = string.Concat(headings.Select(_ => "---|"));
        Add(
            $"\n{Row(headings)}\n|{bars}\n{string.Concat(list.Select(row => Row(row) + "\n"))}",
            $"<table>\n<tr>{Cells("th", headings)}</tr>\n"
            + string.Concat(list.Select(row => $"<tr>{Cells("td", row)}</tr>\n")) + "</table>\n");

        static string Row(IReadOnlyList<string> cells) =>
            "| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |";

        static string Cells(string tag, IReadOnlyList<string> cells) =>
            string.Concat(cells.Select(cell => $"<{tag}>{Html(cell)}</{tag}>"));
    }

    /// <summary>The text as Markdown.</summary>
    public string ToMarkdown() => _markdown.ToString();

    /// <summary>The text as one HTML page.</summary>
    public string ToHtml() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{Html(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Html(title)}</h1>
        {_html}</body>
        </html>

        """;

    private static string Html(string text) => Mark().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>");

    private void Add(string markdown, string html)
    {
        _markdown.Append(markdown);
        _html.Append(html);
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Mark();
}
