// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis.Liberty;

/// <summary>A group of a Liberty file: <c>kind (argument) { statements }</c>.</summary>
/// <param name="Kind">What it is: <c>library</c>, <c>cell</c>, <c>pin</c>, ...</param>
/// <param name="Argument">What stands in its brackets, without quotes.</param>
/// <param name="Line">Where it starts, from 1.</param>
internal sealed record LibertyGroup(string Kind, string Argument, int Line)
{
    private readonly Dictionary<string, LibertyValue> _attributes = [];
    private readonly List<LibertyGroup> _groups = [];

    /// <summary>An attribute of the group itself; null if it is not there. The last one counts.</summary>
    public LibertyValue? this[string name] => _attributes.GetValueOrDefault(name);

    /// <summary>The groups of a kind that lie directly inside.</summary>
    public IEnumerable<LibertyGroup> Groups(string kind) => _groups.Where(group => group.Kind == kind);

    /// <summary>True if a group of a kind lies directly inside.</summary>
    public bool Has(string kind) => _groups.Exists(group => group.Kind == kind);

    /// <summary>Adds a group.</summary>
    public void Add(LibertyGroup group) => _groups.Add(group);

    /// <summary>Adds an attribute.</summary>
    public void Add(string name, LibertyValue value) => _attributes[name] = value;
}

/// <summary>The value of an attribute.</summary>
/// <param name="Text">The value without quotes; several with commas between.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record LibertyValue(string Text, int Line);
