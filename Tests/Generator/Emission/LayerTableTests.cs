// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Lint;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

public sealed class LayerTableTests
{
    private static readonly string[] AnyNames =
    [
        "", " ", "module", "endmodule", "*/ endmodule /*", "// verilator lint_off WIDTH", "synopsys translate_off", "`default_nettype wire",
        "a\nendmodule", "a\r\n`include \"x\"", "\\", "trailing \\", "\"quoted\"", "{{ m.Name }}", "{%", "名前/çé", "\ud83d\ude00", "\ud800", "\0\u0007",
        "\u2028b", new string('n', 500), "a??/b", "$display(1);", "encoder.layers.0.self_attn.q_proj.weight",
    ];

    [Fact]
    public void A_layer_may_have_any_name() => Assert.All(AnyNames, name =>
    {
        var design = new DesignEmitter().Emit(LayerTables.Named(name));
        var table = Rom(design);
        Assert.All(table.Text[..^1].Split('\n'), line => Assert.Matches("^([ -~]{0,99}[!-~])?$", line));

        // The name is in one line of the header, and there is no other difference.
        var plain = Rom(new DesignEmitter().Emit(LayerTables.Named("plain")));
        var (lines, others) = (table.Text.Split('\n'), plain.Text.Split('\n'));
        Assert.Equal(others.Length, lines.Length);
        foreach (var (line, other) in lines.Zip(others).Where(pair => pair.First != pair.Second && !pair.First.StartsWith("module ", StringComparison.Ordinal)))
        {
            Assert.Matches("^//       0  weight .*\"[A-Za-z0-9_./:+ ?-]*\"$", line);
            Assert.Contains("\"plain\"", other, StringComparison.Ordinal);
        }

        using var map = JsonDocument.Parse(TableMap.Of(design.Config.Table!));
        var written = map.RootElement.GetProperty("tensors")[0].GetProperty("name").GetString();
        Assert.Equal(name == "\ud800" ? "\ufffd" : name, written);
        Assert.DoesNotMatch("[^ -~\n]", TableMap.Of(design.Config.Table!));
    });

    [Fact]
    public void Names_that_mean_something_to_a_tool_pass_all_parsers()
    {
        var entries = AnyNames.Select((name, layer) => new LayerEntry(
            layer, TensorKind.Weight, name, LayerTables.Small.Complete(Descriptor.Lossless(Container.Bf16))));
        var design = new DesignEmitter().Emit(LayerTables.Small with { Table = new LayerTable(entries, null) });
        Assert.Empty(LintCheck.Run([Rom(design).Name], [Rom(design)]).Select(finding => finding.ToString()));
    }

    [Fact]
    public void The_modules_of_a_table_are_there_beside_the_others_and_only_with_a_table()
    {
        var (with, without) = (new DesignEmitter().Emit(LayerTables.Sample), new DesignEmitter().Emit(LayerTables.Sample with { Table = null }));
        Assert.Equal(without.Modules.Select(module => module.Text), with.Modules.Take(without.Modules.Count).Select(module => module.Text));
        Assert.Equal(3, with.Modules.Count - without.Modules.Count);
        Assert.Equal(with.Modules[^1], with.Codec);
        Assert.Null(without.Codec);
        Assert.DoesNotContain(DesignFolder.Files(without), file => file.Name == TableMap.FileName);
        Assert.Contains(DesignFolder.Files(with), file => file.Name == TableMap.FileName);
        Assert.Contains(with.Codec!.Name, Manifest.Of(with, []).Tops);
        Assert.NotEqual(Manifest.Of(with, []).ConfigSha256, Manifest.Of(without, []).ConfigSha256);
    }

    [Fact]
    public void The_map_has_every_tensor_with_address_and_descriptor()
    {
        var table = LayerTables.Random(9, seed: 4).Table!;
        using var map = JsonDocument.Parse(TableMap.Of(table));
        var tensors = map.RootElement.GetProperty("tensors").EnumerateArray().ToList();
        Assert.Equal(table.Entries.Count, tensors.Count);
        foreach (var (tensor, entry) in tensors.Zip(table.Entries))
        {
            Assert.Equal((entry.Layer, (int)entry.Kind), (tensor.GetProperty("layer").GetInt32(), tensor.GetProperty("kindCode").GetInt32()));
            Assert.Equal(Names.Of(entry.Kind), tensor.GetProperty("kind").GetString());
            var descriptor = tensor.GetProperty("descriptor");
            Assert.Equal(
                (entry.Descriptor.Mantissa, entry.Descriptor.Exponent, entry.Descriptor.Low, entry.Descriptor.Bias),
                (Number("mantissa"), Number("exponent"), Number("low"), Number("bias")));

            int Number(string field) => descriptor.GetProperty(field).GetInt32();
        }
    }

    [Fact]
    public void A_table_of_other_hardware_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DesignEmitter().Emit(LayerTables.Sample with { Lanes = 3 }));
        Assert.Throws<ArgumentException>(() => new DesignEmitter().Emit(LayerTables.Sample with { Coders = [Coder.Fixed] }));
        Assert.Throws<ArgumentException>(() => new DesignEmitter().Emit(
            LayerTables.Small.Freeze(new Descriptor { Mantissa = 1, Exponent = 3, Low = 3, Bias = 3 }) with { Table = LayerTables.Random(1, 1).Table }));
    }

    private static EmittedModule Rom(Design design) =>
        design.Modules.Single(module => module.Name == design.Config.ModuleName(design.Config.TableKind("layer_table")));
}
