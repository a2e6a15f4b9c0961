// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Views.Shells;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>A ROM of descriptors, or of what stands for them, by layer and kind.</summary>
/// <param name="Config">The hardware's configuration, with a table.</param>
/// <param name="Kind">What the module is; part of its name.</param>
/// <param name="What">What it is a table of, in words.</param>
public abstract record TableView(HardwareConfig Config, string Kind, string What)
    : ModuleView(Config, Config.TableKind(Kind), "layer_table")
{
    private const int LongestName = 32;

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("layer_i", LayerTable.LayerBits), In("kind_i", LayerTable.KindBits), Out("hit_o", 1),
        .. Fields.Select(signal => Out($"{signal.Name}_o", signal.Width)),
    ];

    /// <summary>Layers and tensors, in words.</summary>
    public string Size => $"{Count(Table.Layers, "layer")}, {Count(Table.Entries.Count, "tensor")}";

    /// <summary>What the fields are where there is no hit, in words.</summary>
    public abstract string Otherwise { get; }

    /// <summary>The table in words, one line a tensor.</summary>
    public IEnumerable<string> Legend =>
    [
        $"layer  kind         n  e   lo  s  coder  bias  rounding  {ExtraTitle}name",
        .. Table.Entries.Select(entry => Line(
            entry.Layer.ToString(CultureInfo.InvariantCulture), Names.Of(entry.Kind), entry.Descriptor,
            $"{Extra(entry)}\"{Plain(entry.Name)}\"")),
        .. Other is { } other ? [Line("other", "", other, "")] : Array.Empty<string>(),
    ];

    /// <summary>Highest bit of a layer that can be in the table.</summary>
    public int LayerMsb => LayerBits - 1;

    /// <summary>The bits of a layer that are 0 in all of the table.</summary>
    public string FarBits =>
        string.Create(CultureInfo.InvariantCulture, $"layer_i[{LayerTable.LayerBits - 1}:{LayerBits}]");

    /// <summary>Highest bit of a word.</summary>
    public int WordMsb => Ports.Where(port => !port.IsInput).Sum(port => port.Width) - 1;

    /// <summary>The fields of a word, in words.</summary>
    public string FieldNames => string.Join(", ", Fields.Select(signal => signal.Name).Prepend("hit"));

    /// <summary>The words by address.</summary>
    public IEnumerable<RomWord> Words => Table.Entries.Select(entry => new RomWord(
        $"{{{Verilog.Literal(LayerTable.KindBits, (int)entry.Kind)}, {Verilog.Literal(LayerBits, entry.Layer)}}}",
        Word(1, Values(entry))));

    /// <summary>The word of all other addresses.</summary>
    public string Miss => Word(0, Values(null));

    /// <summary>The outputs, as they are in a word.</summary>
    public string Outputs =>
        "{" + string.Join(", ", Ports.Where(port => !port.IsInput).Select(port => port.Name)) + "}";

    /// <summary>The table.</summary>
    protected LayerTable Table => Config.Table!;

    /// <summary>What a word holds beside the hit.</summary>
    protected abstract IReadOnlyList<Signal> Fields { get; }

    /// <summary>What is said of addresses that are not in the table; null for nothing.</summary>
    protected abstract Descriptor? Other { get; }

    /// <summary>Title of what else the legend has.</summary>
    protected virtual string ExtraTitle => "";

    /// <summary>What else the legend has of an entry.</summary>
    protected virtual string Extra(LayerEntry entry) => "";

    /// <summary>The fields of an entry, or of a miss.</summary>
    protected abstract IEnumerable<int> Values(LayerEntry? entry);

    private int LayerBits => Verilog.IndexBits(Table.Layers);

    private string Word(int hit, IEnumerable<int> values) => "{" + string.Join(", ", Fields
        .Zip(values, (signal, value) => Verilog.Literal(signal.Width, value)).Prepend(Verilog.Literal(1, hit))) + "}";

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Line(string layer, string kind, Descriptor descriptor, string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{layer,5}  {kind,-10}  {descriptor.Mantissa,2}  {descriptor.Exponent}  {descriptor.Low,3}  {(descriptor.Sign ? 1 : 0)}  "
        + $"{Names.Of(descriptor.Coder),-5}  {descriptor.Bias,4}  {Names.Of(descriptor.Rounding),-8}  {name}").TrimEnd();

    // Names are somebody's words: nothing of them may end the comment, or mean something to a tool that reads it.
    private static string Plain(string name)
    {
        var plain = string.Concat(name.EnumerateRunes().Select(rune => IsPlain(rune) ? (char)rune.Value : '?'));
        return plain.Length <= LongestName ? plain : $"{plain[..(LongestName - 3)]}...";
    }

    private static bool IsPlain(Rune rune) =>
        rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "_./-:+ ".Contains((char)rune.Value, StringComparison.Ordinal));
}

/// <summary>Descriptors by layer and kind.</summary>
public sealed record LayerTableView(HardwareConfig Config) : TableView(Config, "layer_table", "descriptors")
{
    /// <inheritdoc/>
    public override string Otherwise =>
        Table.Fallback is null ? "zeros, which encoder and decoder refuse" : "the fields of `defaults`";

    /// <inheritdoc/>
    protected override IReadOnlyList<Signal> Fields => RowSequencerView.CheckedFields;

    /// <inheritdoc/>
    protected override Descriptor? Other => Table.Fallback;

    /// <inheritdoc/>
    protected override IEnumerable<int> Values(LayerEntry? entry)
    {
        var descriptor = entry?.Descriptor ?? Table.Fallback ?? TableRule.Refused;
        return
        [
            descriptor.Mantissa, descriptor.Exponent, descriptor.Low, descriptor.Sign ? 1 : 0, (int)descriptor.Coder,
            descriptor.Bias, (int)descriptor.Rounding,
        ];
    }
}

/// <summary>Specialised designs by layer and kind.</summary>
/// <param name="Config">The hardware's configuration, with a table.</param>
/// <param name="Instances">The designs, in the order of their numbers.</param>
public sealed record InstanceTableView(HardwareConfig Config, IReadOnlyList<HardwareConfig> Instances)
    : TableView(Config, "instance_table", "specialised designs")
{
    /// <inheritdoc/>
    public override string Otherwise => "zeros, and no design";

    /// <inheritdoc/>
    protected override IReadOnlyList<Signal> Fields => [new("instance", Verilog.IndexBits(Instances.Count))];

    /// <inheritdoc/>
    protected override Descriptor? Other => null;

    /// <inheritdoc/>
    protected override string ExtraTitle => "#   ";

    /// <inheritdoc/>
    protected override string Extra(LayerEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{FrozenSet.IndexOf(Instances, entry.Descriptor),-2}  ");

    /// <inheritdoc/>
    protected override IEnumerable<int> Values(LayerEntry? entry) =>
        [entry is null ? 0 : FrozenSet.IndexOf(Instances, entry.Descriptor)];
}

/// <summary>A word of a table.</summary>
/// <param name="Address">Where, as an expression.</param>
/// <param name="Value">What, as an expression.</param>
public sealed record RomWord(string Address, string Value);
