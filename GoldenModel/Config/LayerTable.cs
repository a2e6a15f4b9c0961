// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Config;

/// <summary>A tensor that a table has the descriptor of.</summary>
/// <param name="Layer">The layer, counted from 0.</param>
/// <param name="Kind">What the tensor is to the layer.</param>
/// <param name="Name">The layer's name: any text.</param>
/// <param name="Descriptor">How the tensor is coded; its count does not matter.</param>
public sealed record LayerEntry(int Layer, TensorKind Kind, string Name, Descriptor Descriptor)
{
    /// <summary>The tensor's name in files; the layer's if it has no other. The hardware knows nothing of it.</summary>
    public string Tensor { get; init; } = Name;
}

/// <summary>A network's descriptors by layer and kind of tensor.</summary>
/// <remarks>docs/hardware.md, "Layer table".</remarks>
public sealed record LayerTable
{
    /// <summary>Most layers of a table.</summary>
    public const int MaxLayers = 4096;

    /// <summary>Bits of a layer in an address, whatever the number of layers.</summary>
    public const int LayerBits = 16;

    /// <summary>Bits of a kind in an address.</summary>
    public const int KindBits = 2;

    private readonly Dictionary<(int Layer, TensorKind Kind), LayerEntry> _byAddress;

    /// <summary>A table.</summary>
    /// <param name="entries">One entry or more, each address once.</param>
    /// <param name="fallback">How tensors of other addresses are coded; null if they are refused.</param>
    /// <exception cref="ArgumentException">There are none, too many layers, or an address twice.</exception>
    public LayerTable(IEnumerable<LayerEntry> entries, Descriptor? fallback)
    {
        Entries = [.. entries.OrderBy(entry => entry.Layer).ThenBy(entry => entry.Kind)];
        Fallback = fallback;
        if (Entries.Count == 0 || Entries[0].Layer < 0 || Entries[^1].Layer >= MaxLayers)
        {
            throw new ArgumentException(
                $"a table has one entry or more, of layers 0 to {MaxLayers - 1}", nameof(entries));
        }

        _byAddress = Entries.ToDictionary(entry => (entry.Layer, entry.Kind));
        Layers = Entries[^1].Layer + 1;
        Tag = MakeTag();
    }

    /// <summary>The entries, by layer, then by kind.</summary>
    public IReadOnlyList<LayerEntry> Entries { get; }

    /// <summary>How tensors of addresses that are not in the table are coded; null if they are refused.</summary>
    public Descriptor? Fallback { get; }

    /// <summary>Number of layers: one more than the largest.</summary>
    public int Layers { get; }

    /// <summary>The table as a part of names: two that differ have different ones.</summary>
    public string Tag { get; }

    /// <summary>The entry of an address; null if there is none.</summary>
    public LayerEntry? Find(int layer, int kind) => _byAddress.GetValueOrDefault((layer, (TensorKind)kind));

    private string MakeTag()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.Layer} {entry.Kind} {JsonSerializer.Serialize(entry.Name)} {Fields(entry.Descriptor)}\n");
        }

        text.Append(Fallback is null ? "refused" : Fields(Fallback));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Create(CultureInfo.InvariantCulture, $"t{Layers}_{Convert.ToHexStringLower(hash)[..8]}");
    }

    private static string Fields(Descriptor descriptor) => JsonSerializer.Serialize(DescriptorFields.From(descriptor));
}
