// SPDX-License-Identifier: Apache-2.0

using Xunit;

namespace Rtlgen.Tests.CommandLine.Packaging;

/// <summary>A node of a YAML text: a mapping, a list, or a scalar.</summary>
/// <remarks>Reads the part of YAML that our <c>.core</c> files use: indentation, mappings, lists of scalars or of
/// mappings with one key, one line of <c>[a, b]</c>, anchors and merges by name; anything else fails the test.</remarks>
internal sealed class CoreFile
{
    private readonly Dictionary<string, CoreFile> _entries = [];
    private readonly List<CoreFile> _items = [];

    public string? Scalar { get; private init; }

    public IReadOnlyDictionary<string, CoreFile> Entries => _entries;

    public IReadOnlyList<CoreFile> Items => _items;

    public CoreFile this[string key] => _entries.TryGetValue(key, out var entry)
        ? entry
        : throw new Xunit.Sdk.XunitException($"no key {key} among {string.Join(", ", _entries.Keys)}");

    public static CoreFile Read(string path)
    {
        var lines = File.ReadAllLines(path);
        Assert.Equal("CAPI=2:", lines[0]);
        var body = lines.Skip(1).Where(line => line.Trim().Length > 0 && line.TrimStart()[0] != '#').ToList();
        var place = 0;
        var root = Block(body, ref place, 0);
        Assert.Equal(body.Count, place);
        return root;
    }

    private static CoreFile Block(List<string> lines, ref int place, int indent)
    {
        var node = new CoreFile();
        while (place < lines.Count && Indent(lines[place]) == indent)
        {
            var text = lines[place].Trim();
            if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                node._items.Add(ReadItem(lines, ref place, indent, text[2..]));
                continue;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, text);
            var (key, value) = (text[..colon], text[(colon + 1)..].Trim());
            place++;
            Assert.True(node._entries.TryAdd(key, value.Length == 0 || value[0] == '&' ? Nested(lines, ref place, indent) : Value(value)), key);
        }

        Assert.True(place == lines.Count || Indent(lines[place]) < indent, lines[Math.Min(place, lines.Count - 1)]);
        return node;
    }

    private static CoreFile ReadItem(List<string> lines, ref int place, int indent, string text)
    {
        place++;
        if (!text.EndsWith(':'))
        {
            return Value(text);
        }

        var item = new CoreFile();
        item._entries.Add(text[..^1], Nested(lines, ref place, indent));
        return item;
    }

    private static CoreFile Nested(List<string> lines, ref int place, int indent)
    {
        var inner = Indent(lines[place]);
        Assert.True(inner > indent, lines[place]);
        return Block(lines, ref place, inner);
    }

    private static CoreFile Value(string text)
    {
        if (text[0] != '[')
        {
            return new CoreFile { Scalar = text.Trim('"') };
        }

        var list = new CoreFile();
        list._items.AddRange(text[1..^1].Split(", ").Select(word => new CoreFile { Scalar = word }));
        return list;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
