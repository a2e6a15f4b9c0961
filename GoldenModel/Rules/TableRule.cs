// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Rules;

/// <summary>What a table says of an address.</summary>
/// <param name="Hit">1 if the address is in the table.</param>
/// <param name="Descriptor">The descriptor: the entry's, or that of all other addresses.</param>
/// <typeparam name="T">The bit-vectors.</typeparam>
public readonly record struct TableAnswer<T>(T Hit, DescriptorBits<T> Descriptor)
    where T : IBits<T>;

/// <summary>Looking descriptors up by layer and kind: docs/hardware.md, "Layer table".</summary>
public static class TableRule
{
    /// <summary>The descriptor of an address.</summary>
    /// <param name="table">The table.</param>
    /// <param name="layer">The layer, <see cref="LayerTable.LayerBits"/> bits, any.</param>
    /// <param name="kind">The kind, <see cref="LayerTable.KindBits"/> bits, any.</param>
    /// <returns>The entry's descriptor, or else the fallback; without one all fields are 0, which no hardware
    /// takes.</returns>
    public static TableAnswer<T> Look<T>(LayerTable table, T layer, T kind)
        where T : IBits<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        var answer = new TableAnswer<T>(T.Constant(1, 0), DescriptorBits.From<T>(table.Fallback ?? Refused));
        foreach (var entry in table.Entries)
        {
            var here = T.Equal(layer, T.Constant(LayerTable.LayerBits, (ulong)entry.Layer))
                & T.Equal(kind, T.Constant(LayerTable.KindBits, (ulong)entry.Kind));
            answer = new(here | answer.Hit, Choose(here, DescriptorBits.From<T>(entry.Descriptor), answer.Descriptor));
        }

        return answer;
    }

    /// <summary>The descriptor of all zeros: e = 0 is not legal.</summary>
    public static Descriptor Refused { get; } = new()
    {
        Mantissa = 0,
        Exponent = 0,
        Low = 0,
        Sign = false,
        Coder = Coder.Fixed,
        Bias = 0,
    };

    private static DescriptorBits<T> Choose<T>(T condition, DescriptorBits<T> one, DescriptorBits<T> other)
        where T : IBits<T> => new(
            T.Mux(condition, one.Mantissa, other.Mantissa),
            T.Mux(condition, one.Exponent, other.Exponent),
            T.Mux(condition, one.Low, other.Low),
            T.Mux(condition, one.Sign, other.Sign),
            T.Mux(condition, one.Coder, other.Coder),
            T.Mux(condition, one.Bias, other.Bias),
            T.Mux(condition, one.Rounding, other.Rounding));
}
