// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Rules;

public sealed class TableRuleTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(300, true)]
    public void Every_address_has_its_entry_or_the_fallback(int layers, bool fallback)
    {
        var table = LayerTables.Random(layers, seed: layers, fallback).Table!;
        var others = Enumerable.Range(0, 16).Select(bit => 1 << bit).Append(65535);
        foreach (var layer in Enumerable.Range(0, layers + 2).Concat(others))
        {
            for (var kind = 0; kind < 4; kind++)
            {
                var answer = TableRule.Look(
                    table, BitWord.Constant(LayerTable.LayerBits, (ulong)layer), BitWord.Constant(LayerTable.KindBits, (ulong)kind));
                var entry = table.Entries.SingleOrDefault(entry => (entry.Layer, (int)entry.Kind) == (layer, kind));
                Assert.Equal(entry is null ? 0u : 1, answer.Hit.Value);
                Assert.Equal(entry, table.Find(layer, kind));
                var expected = DescriptorBits.From<BitWord>(entry?.Descriptor ?? table.Fallback ?? TableRule.Refused);
                Assert.Equal(expected, answer.Descriptor);
            }
        }
    }

    [Fact]
    public void Without_a_fallback_no_hardware_takes_the_descriptor_of_a_miss() =>
        Assert.All(
            from container in Container.All from word in Descriptor.Words select (container, word),
            one => Assert.Equal(
                0u, DescriptorRule.IsLegal(one.container, one.word, DescriptorBits.From<BitWord>(TableRule.Refused)).Value));

    [Fact]
    public void Tables_that_differ_have_different_tags()
    {
        var tables = Enumerable.Range(1, 40).Select(seed => LayerTables.Random(1 + (seed % 3), seed).Table!.Tag)
            .Concat([LayerTables.Random(3, 2, fallback: false).Table!.Tag, LayerTables.Named("a").Table!.Tag, LayerTables.Named("b").Table!.Tag]);
        Assert.Equal(43, tables.Distinct().Count());
        Assert.Equal(LayerTables.Random(3, 2).Table!.Tag, LayerTables.Random(3, 2).Table!.Tag);
    }

    [Fact]
    public void A_table_without_entries_or_with_too_many_layers_or_an_address_twice_is_refused()
    {
        var entry = new LayerEntry(0, TensorKind.Weight, "", new Descriptor());
        Assert.Throws<ArgumentException>(() => new LayerTable([], null));
        Assert.Throws<ArgumentException>(() => new LayerTable([entry, entry], null));
        Assert.Throws<ArgumentException>(() => new LayerTable([entry with { Layer = LayerTable.MaxLayers }], null));
        Assert.Throws<ArgumentException>(() => new LayerTable([entry with { Layer = -1 }], null));
    }
}
