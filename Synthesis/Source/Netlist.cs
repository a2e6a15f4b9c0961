// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rtlgen.Synthesis.Source;

/// <summary>A flat netlist as <c>write_json</c> of Yosys writes it.</summary>
internal sealed partial class Netlist
{
    private static readonly string[] FlipFlopOutput = ["Q"];

    private readonly JsonElement _cells;
    private readonly JsonElement _ports;
    private readonly Dictionary<int, List<string>> _names = [];

    private Netlist(JsonElement module)
    {
        _cells = module.GetProperty("cells");
        _ports = module.GetProperty("ports");
        foreach (var net in module.GetProperty("netnames").EnumerateObject())
        {
            if (net.Value.GetProperty("hide_name").GetInt32() == 0)
            {
                Name(net);
            }
        }
    }

    /// <summary>How many cells of each type there are.</summary>
    public IReadOnlyDictionary<string, int> CellCounts => _cells.EnumerateObject()
        .CountBy(cell => Type(cell.Value)).ToDictionary();

    /// <summary>Bits of outputs, and pins of cells as <c>CELL/PIN</c>, that nothing drives but a constant.</summary>
    public IReadOnlySet<string> Constants => _ports.EnumerateObject()
        .SelectMany(port => port.Value.GetProperty("bits").EnumerateArray().Select((bit, i) => (Bit: bit, Name: Place(port, i))))
        .Concat(_cells.EnumerateObject().SelectMany(cell => cell.Value.GetProperty("connections").EnumerateObject()
            .Select(pin => (Bit: pin.Value[0], Name: $"{cell.Name}/{pin.Name}"))))
        .Where(one => one.Bit.ValueKind == JsonValueKind.String).Select(one => one.Name).ToHashSet();

    /// <summary>Reads the module <paramref name="top"/> of a file.</summary>
    /// <exception cref="InvalidDataException">The file has no such module.</exception>
    public static Netlist Read(string path, string top)
    {
        using var stream = File.OpenRead(path);
        var document = JsonSerializer.Deserialize<JsonElement>(stream);
        return document.GetProperty("modules").TryGetProperty(top, out var module)
            ? new Netlist(module)
            : throw new InvalidDataException($"{path}: has no module {top}");
    }

    /// <summary>The type of a cell.</summary>
    /// <exception cref="InvalidDataException">There is no such cell.</exception>
    public string TypeOf(string cell) => Type(Find(cell));

    /// <summary>The names of the nets that some of a cell's pins drive.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="outputs">The pins.</param>
    /// <exception cref="InvalidDataException">There is no such cell.</exception>
    public IEnumerable<string> OutputNames(string cell, IReadOnlyList<string> outputs) =>
        Find(cell).GetProperty("connections").EnumerateObject()
            .Where(pin => outputs.Contains(pin.Name))
            .SelectMany(pin => pin.Value.EnumerateArray())
            .Where(bit => bit.ValueKind == JsonValueKind.Number)
            .SelectMany(bit => _names.GetValueOrDefault(bit.GetInt32()) ?? []);

    /// <summary>The cells that a pin of a cell drives.</summary>
    /// <exception cref="InvalidDataException">There is no such cell.</exception>
    public IEnumerable<string> Driven(string cell, string output)
    {
        var net = Pin(Find(cell), output);
        return _cells.EnumerateObject()
            .Where(one => one.Name != cell && one.Value.GetProperty("connections").EnumerateObject().Any(pin => pin.Value[0].ToString() == net))
            .Select(one => one.Name);
    }

    /// <summary>The names of the register that a cell of an iCE40 is or, packed with it, feeds.</summary>
    /// <exception cref="InvalidDataException">There is no such cell.</exception>
    public IEnumerable<string> RegisterNames(string cell)
    {
        var found = Find(cell);
        if (Type(found).StartsWith("SB_RAM40", StringComparison.Ordinal))
        {
            return [MemoryPart().Replace(cell, "")];
        }

        if (Type(found) != "SB_LUT4")
        {
            return OutputNames(cell, FlipFlopOutput);
        }

        var output = Pin(found, "O");
        return _cells.EnumerateObject()
            .Where(one => Type(one.Value).StartsWith("SB_DFF", StringComparison.Ordinal) && Pin(one.Value, "D") == output)
            .SelectMany(one => OutputNames(one.Name, FlipFlopOutput));
    }

    private JsonElement Find(string cell) => _cells.TryGetProperty(cell, out var found)
        ? found
        : throw new InvalidDataException($"the netlist has no cell {cell}");

    private static string Place(JsonProperty port, int index) => port.Value.GetProperty("bits").GetArrayLength() == 1
        ? port.Name : string.Create(CultureInfo.InvariantCulture, $"{port.Name}[{index}]");

    private static string Pin(JsonElement cell, string pin) =>
        cell.GetProperty("connections").GetProperty(pin)[0].ToString();

    private void Name(JsonProperty net)
    {
        var bits = net.Value.GetProperty("bits");
        var offset = net.Value.TryGetProperty("offset", out var value) ? value.GetInt32() : 0;
        var index = 0;
        foreach (var bit in bits.EnumerateArray())
        {
            if (bit.ValueKind == JsonValueKind.Number)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"[{index + offset}]");
                var number = bit.GetInt32();
                if (!_names.TryGetValue(number, out var names))
                {
                    _names[number] = names = [];
                }

                names.Add(bits.GetArrayLength() == 1 ? net.Name : net.Name + place);
            }

            index++;
        }
    }

    private static string Type(JsonElement cell) => cell.GetProperty("type").GetString()!;

    // A memory of several blocks: rows.3.0.
    [GeneratedRegex(@"(\.\d+)+$")]
    private static partial Regex MemoryPart();
}
