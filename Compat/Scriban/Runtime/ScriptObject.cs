// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Runtime;

/// <summary>Named values that templates can read.</summary>
public sealed class ScriptObject
{
    private readonly Dictionary<string, object?> _values = [];

    /// <summary>The value of a name; null if there is none.</summary>
    public object? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value;
    }

    /// <summary>Adds a value.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string key, object? value) => _values.Add(key, value);

    internal bool TryGetValue(string key, out object? value) => _values.TryGetValue(key, out value);
}
