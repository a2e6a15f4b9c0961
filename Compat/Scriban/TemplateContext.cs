// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>The settings, the variables and the output of a rendering.</summary>
public sealed class TemplateContext
{
    private const int IncludeLimit = 100;

    private readonly List<ScriptObject> _globals = [];
    private readonly List<(string Name, object? Value)> _loopVariables = [];
    private readonly Dictionary<string, Template> _included = [];
    private readonly MemberReader _members = new();
    private StringBuilder _output = new();
    private bool _isAtLineStart;
    private int _includeDepth;

    /// <summary>Finds included templates.</summary>
    public ITemplateLoader? TemplateLoader { get; set; }

    /// <summary>Names the members of .NET objects. The stand-in has no default: set it.</summary>
    public MemberRenamerDelegate MemberRenamer { get; set; } =
        _ => throw new InvalidOperationException("The stand-in has no default MemberRenamer; set one.");

    /// <summary>Without effect: the language of the stand-in writes no line end of its own.</summary>
    public string NewLine { get; set; } = Environment.NewLine;

    /// <summary>Without effect: an unknown variable is always an error.</summary>
    public bool StrictVariables { get; set; } = true;

    /// <summary>Without effect: an unknown member is always an error.</summary>
    public bool EnableRelaxedMemberAccess { get; set; }

    /// <summary>Without effect: the stand-in has no indexers.</summary>
    public bool EnableRelaxedIndexerAccess { get; set; }

    /// <summary>Without effect: loops have no limit, as Scriban's with 0.</summary>
    public int LoopLimit { get; set; }

    /// <summary>Without effect: output has no limit, as Scriban's with 0.</summary>
    public int LimitToString { get; set; }

    internal string? CurrentIndent { get; set; }

    /// <summary>Adds variables, which hide those of the same names pushed before.</summary>
    public void PushGlobal(ScriptObject scriptObject) => _globals.Add(scriptObject);

    internal void PushLoopVariable(string name, object? value) => _loopVariables.Add((name, value));

    internal void PopLoopVariable() => _loopVariables.RemoveAt(_loopVariables.Count - 1);

    internal object? ReadVariable(string name, SourceSpan span)
    {
        var loop = _loopVariables.FindLastIndex(variable => variable.Name == name);
        if (loop >= 0)
        {
            return _loopVariables[loop].Value;
        }
        foreach (var globals in _globals.AsEnumerable().Reverse())
        {
            if (globals.TryGetValue(name, out var value))
            {
                return value;
            }
        }
        throw new ScriptRuntimeException(span, $"The variable or function `{name}` was not found");
    }

    internal object? ReadMember(object? target, string name, SourceSpan span) => target is null
        ? throw new ScriptRuntimeException(span, $"The object before `.{name}` is null.")
        : _members.Read(target, name, MemberRenamer, span);

    internal void Write(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var lineFeed = text.IndexOf('\n', start);
            var end = lineFeed < 0 ? text.Length : lineFeed + 1;
            _output.Append(_isAtLineStart ? CurrentIndent : null).Append(text, start, end - start);
            _isAtLineStart = lineFeed >= 0;
            start = end;
        }
    }

    internal string Include(SourceSpan span, string name)
    {
        var template = LoadTemplate(span, name);
        if (_includeDepth == IncludeLimit)
        {
            throw new ScriptRuntimeException(span, $"More than {IncludeLimit} templates include one another.");
        }
        var (output, indent, isAtLineStart) = (_output, CurrentIndent, _isAtLineStart);
        (_output, CurrentIndent, _isAtLineStart) = (new StringBuilder(), null, false);
        _includeDepth++;
        try
        {
            return template.Render(this);
        }
        finally
        {
            (_output, CurrentIndent, _isAtLineStart) = (output, indent, isAtLineStart);
            _includeDepth--;
        }
    }

    internal string TakeOutput()
    {
        var text = _output.ToString();
        _output.Clear();
        return text;
    }

    private Template LoadTemplate(SourceSpan span, string name)
    {
        var path = TemplateLoader?.GetPath(this, span, name);
        if (path is not null && _included.TryGetValue(path, out var known))
        {
            return known;
        }
        var text = path is null ? null : TemplateLoader!.Load(this, span, path);
        if (text is null)
        {
            throw new ScriptRuntimeException(span, $"There is no template `{name}` to include.");
        }
        var template = Template.Parse(text, path);
        return _included[path!] = template.HasErrors
            ? throw new ScriptRuntimeException(span, $"Error while parsing template `{path}`\n{template.Messages}")
            : template;
    }
}
