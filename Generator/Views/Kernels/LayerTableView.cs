// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Views.Shells;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Generator.Views.Kernels;

/// <summary>Descriptors by layer and kind.</summary>
public sealed record LayerTableView(HardwareConfig Config)
    : ModuleView(Config, Config.TableKind("layer_table"), "layer_table")
{
    private const int LongestName = 36;

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("layer_i", LayerTable.LayerBits), In("kind_i", LayerTable.KindBits), Out("hit_o", 1),
        .. Fields.Select(signal => Out($"{signal.Name}_o", signal.Width)),
    ];

    /// <summary>Layers and tensors, in words.</summary>
    public string Size => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(Table.Layers, "layer")}, {Count(Table.Entries.Count, "tensor")}");

    /// <summary>What the fields are where there is no hit, in words.</summary>
    public string Otherwise => Table.Fallback is null ? "0, which encoder and decoder refuse" : "those of `defaults`";

    /// <summary>The table in words, one line a tensor.</summary>
    public IEnumerable<string> Legend =>
        Table.Entries.Select(entry => Line(
            entry.Layer.ToString(CultureInfo.InvariantCulture), Names.Of(entry.Kind), entry.Descriptor, $"\"{Plain(entry.Name)}\""))
        .Prepend("layer  kind         n  e   lo  s  coder  bias  rounding  name")
        .Concat(Table.Fallback is { } fallback ? [Line("other", "", fallback, "")] : []);

    /// <summary>Highest bit of a layer that can be in the table.</summary>
    public int LayerMsb => LayerBits - 1;

    /// <summary>The bits of a layer that are 0 in all of the table.</summary>
    public string FarBits => $"layer_i[{LayerTable.LayerBits - 1}:{LayerBits}]";

    /// <summary>Highest bit of a word.</summary>
    public int WordMsb => Ports.Where(port => !port.IsInput).Sum(port => port.Width) - 1;

    /// <summary>The words by address.</summary>
    public IEnumerable<RomWord> Words => Table.Entries.Select(entry => new RomWord(
        $"{{{Verilog.Literal(LayerTable.KindBits, (int)entry.Kind)}, {Verilog.Literal(LayerBits, entry.Layer)}}}",
        Word(true, entry.Descriptor)));

    /// <summary>The word of all other addresses.</summary>
    public string Miss => Word(false, Table.Fallback ?? TableRule.Refused);

    /// <summary>The outputs, as they are in a word.</summary>
    public string Outputs =>
        "{" + string.Join(", ", Ports.Where(port => !port.IsInput).Select(port => port.Name)) + "}";

    private static IReadOnlyList<Signal> Fields => RowSequencerView.CheckedFields;

    private LayerTable Table => Config.Table!;

    private int LayerBits => Verilog.IndexBits(Table.Layers);

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Word(bool hit, Descriptor descriptor)
    {
        int[] values =
        [
            descriptor.Mantissa, descriptor.Exponent, descriptor.Low, descriptor.Sign ? 1 : 0, (int)descriptor.Coder,
            descriptor.Bias, (int)descriptor.Rounding,
        ];
        var fields = Fields.Zip(values, (signal, value) => Verilog.Literal(signal.Width, value));
        return "{" + string.Join(", ", fields.Prepend(Verilog.Literal(1, hit ? 1 : 0))) + "}";
    }

    private static string Line(string layer, string kind, Descriptor descriptor, string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{layer,5}  {kind,-10}  {descriptor.Mantissa,2}  {descriptor.Exponent}  {descriptor.Low,3}  {(descriptor.Sign ? 1 : 0)}  "
        + $"{Names.Of(descriptor.Coder),-5}  {descriptor.Bias,4}  {Names.Of(descriptor.Rounding),-8}  {name}").TrimEnd();

    // Names are somebody's words: nothing of them may end the comment, or mean something to a tool that reads it.
    private static string Plain(string name)
    {
        var plain = string.Concat(name.EnumerateRunes()
            .Select(rune => rune.Value < 128 && (char.IsLetterOrDigit((char)rune.Value) || "_./-:+ ".Contains((char)rune.Value)) ? (char)rune.Value : '?'));
        return plain.Length <= LongestName ? plain : $"{plain[..(LongestName - 3)]}...";
    }
}

/// <summary>A word of a table.</summary>
/// <param name="Address">Where, as an expression.</param>
/// <param name="Value">What, as an expression.</param>
public sealed record RomWord(string Address, string Value);
