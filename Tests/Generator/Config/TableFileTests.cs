// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Generator.Config;

public sealed class TableFileTests
{
    [Fact]
    public void Layers_are_numbered_in_their_order_and_a_name_is_one_layer()
    {
        var table = Parse("""
            { "schemaVersion": 1, "layers": [
              { "match": "b", "mantissa": 1 }, { "match": "a", "kind": "gradient", "mantissa": 2 },
              { "match": "b", "kind": "activation", "mantissa": 3, "count": 5, "learnedMantissa": 2.5, "provenance": { "seed": 1 } }
            ] }
            """).Table!;
        Assert.Equal(
            [(0, TensorKind.Weight, "b", 1), (0, TensorKind.Activation, "b", 3), (1, TensorKind.Gradient, "a", 2)],
            table.Entries.Select(entry => (entry.Layer, entry.Kind, entry.Name, entry.Descriptor.Mantissa)));
        Assert.Null(table.Fallback);
    }

    [Fact]
    public void Tensors_of_one_layer_share_its_number_and_keep_their_own_names()
    {
        var table = Parse("""
            { "schemaVersion": 1, "layers": [
              { "match": "conv1.weight", "layer": "conv1" }, { "match": "conv1.out", "layer": "conv1", "kind": "activation" },
              { "match": "fc" }
            ] }
            """).Table!;
        Assert.Equal(
            [(0, "conv1", "conv1.weight"), (0, "conv1", "conv1.out"), (1, "fc", "fc")],
            table.Entries.Select(entry => (entry.Layer, entry.Name, entry.Tensor)));
        var map = TableMap.Of(table);
        Assert.Contains("\"name\":\"conv1\",\"tensor\":\"conv1.out\"", map, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"fc\",\"descriptor\"", map, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hardware_is_what_the_file_says_and_needs()
    {
        var config = Parse("""
            { "schemaVersion": 1, "defaults": { "container": "bf16", "lanes": 3, "rows": 5, "word": 16, "kind": "activation", "coder": "peak" },
              "layers": [ { "match": "a", "coder": "bias", "rounding": "nearest" }, { "match": "b", "lanes": 3 } ] }
            """);
        Assert.Equal("bf16_l3_r5_w16_bias_peak", config.Name);
        Assert.Equal(Coder.Peak, config.Table!.Fallback!.Coder);
        Assert.Equal(TensorKind.Activation, config.Table.Entries[0].Kind);
    }

    [Fact]
    public void Hardware_that_is_given_keeps_all_that_it_has()
    {
        var hardware = new HardwareConfig { Prefix = "codec", Container = Container.Fp16, Lanes = 4, Word = 16 };
        var config = Parse("""{ "schemaVersion": 1, "layers": [ { "match": "a", "exponent": 3, "low": 4, "mantissa": 2 } ] }""", hardware);
        Assert.Equal(hardware.Name, config.Name);
        Assert.Equal($"codec_layer_table_{config.Table!.Tag}_fp16_l4_r8_w16", config.ModuleName(config.TableKind("layer_table")));
        Assert.Equal(hardware.Complete(new Descriptor { Exponent = 3, Low = 4, Mantissa = 2, Bias = 3 }), config.Table.Entries[0].Descriptor);
    }

    [Fact]
    public void A_sign_that_is_open_is_kept() =>
        Assert.True(Parse("""{ "schemaVersion": 1, "layers": [ { "match": "a", "sign": "auto" } ] }""").Table!.Entries[0].Descriptor.Sign);

    [Theory]
    [InlineData("\n\"layers\": [ ]", 2, "layers is empty")]
    [InlineData("\"layers\": [\n{ \"match\": \"re:.*\" } ]", 2, "layers[0].match is 're:.*', must be a name")]
    [InlineData("\"layers\": [ { \"match\": \"a\" },\n{ \"match\": \"a\", \"kind\": \"weight\" } ]", 2, "layers[1] is the weight of 'a', as layers[0] is")]
    [InlineData("\"layers\": [ { \"match\": \"a\", \"layer\": \"b\" }, { \"match\": \"c\",\n\"layer\": \"b\" } ]", 2, "layers[1] is the weight of 'b', as layers[0] is, must be of another kind or layer")]
    [InlineData("\"layers\": [ { \"match\": \"a\",\n\"exponent\": 5 } ]", 1, "layers[0].low is missing, must be a number")]
    [InlineData("\"layers\": [ { \"match\": \"a\", \"exponent\": 5,\n\"low\": \"auto\" } ]", 2, "layers[0].low is auto, must be a number")]
    [InlineData("\"defaults\": { \"exponent\": 5 },\n\"layers\": [ { \"match\": \"a\", \"low\": 3 } ]", 1, "defaults.low is missing")]
    [InlineData("\"layers\": [ { \"match\": \"a\" },\n{ \"match\": \"b\",\n\"lanes\": 4 }, { \"match\": \"c\", \"lanes\": 8 } ]", 1, "layers[2].lanes is 8, must be 4, as layers[1] says")]
    [InlineData("\"layers\": [ { \"match\": \"a\", \"word\": 16,\n\"mantissa\": 20 } ]", 2, "mantissa + sign + exponent is 29 bits")]
    [InlineData("\"layers\": [ { \"match\": \"a\", \"container\": \"bf16\",\n\"bias\": 3, \"exponent\": 2, \"low\": 255 } ]", 2, "low")]
    [InlineData("\"layers\": [ { \"match\": \"a\",\n\"kind\": \"weights\" } ]", 2, "kind")]
    public void A_file_that_makes_no_table_is_refused_with_line_entry_and_field(string rest, int line, string what)
    {
        var message = Assert.Throws<InvalidDataException>(() => Parse($"{{ \"schemaVersion\": 1, {rest} }}")).Message;
        Assert.StartsWith("bitlengths.json:", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.True(line == int.Parse(message.Split(':')[1], null) || line == 1, message);
    }

    [Theory]
    [InlineData("\"coder\": \"delta\"", "layers[0].coder is delta, must be one that the hardware has: fixed, peak")]
    [InlineData("\"coder\": \"peak\", \"rounding\": \"nearest\"", "layers[0].rounding is nearest, must be one that the hardware has: truncate")]
    [InlineData("\"coder\": \"peak\", \"lanes\": 8", "layers[0].lanes is 8, must be 2, the hardware's")]
    [InlineData("\"coder\": \"peak\", \"container\": \"fp16\"", "layers[0].container is fp16, must be fp32, the hardware's")]
    public void What_the_hardware_lacks_is_refused(string fields, string what)
    {
        var hardware = new HardwareConfig { Lanes = 2, Coders = [Coder.Fixed, Coder.Peak], Roundings = [Rounding.Truncate] };
        var error = Assert.Throws<InvalidDataException>(() => Parse($"{{ \"schemaVersion\": 1, \"layers\": [ {{ \"match\": \"a\", {fields} }} ] }}", hardware));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_too_many_is_refused()
    {
        var layers = string.Join(',', Enumerable.Range(0, LayerTable.MaxLayers + 1).Select(layer => $"{{ \"match\": \"l{layer}\" }}"));
        var error = Assert.Throws<InvalidDataException>(() => Parse($"{{ \"schemaVersion\": 1, \"layers\": [ {layers} ] }}"));
        Assert.Contains("layers[4096]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"layers\": 3 }", true)]
    [InlineData("{ \"$schema\": \"../schemas/bitlengths.schema.json\" }", true)]
    [InlineData("\uFEFF{ \"layers\": [] }", true)]
    [InlineData("{ \"schemaVersion\": 1, \"lanes\": 3 }", false)]
    [InlineData("{ \"$schema\": 5 }", false)]
    [InlineData("[ \"layers\" ]", false)]
    [InlineData("{ \"layers\":", false)]
    [InlineData("", false)]
    public void Bitlengths_are_told_by_their_layers_or_their_schema(string json, bool expected) =>
        Assert.Equal(expected, TableFile.IsBitlengths(Encoding.UTF8.GetBytes(json)));

    private static HardwareConfig Parse(string json, HardwareConfig? hardware = null) =>
        TableFile.Parse("bitlengths.json", Encoding.UTF8.GetBytes(json), hardware);
}
