// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Tests.Verification;
using Rtlgen.Verification.Lint;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

public sealed class FrozenSetTests
{
    private static readonly FrozenSet Sample = FrozenSet.Of(LayerTables.Sample);

    [Fact]
    public void Every_descriptor_has_one_design_and_every_tensor_finds_its_own()
    {
        Assert.Equal(Sample.Instances.Count, Sample.Instances.Select(instance => instance.Name).Distinct().Count());
        Assert.All(Sample.Config.Table!.Entries, entry => Assert.Equal(
            Sample.Config.Freeze(entry.Descriptor).Name,
            Sample.Instances[FrozenSet.IndexOf(Sample.Instances, entry.Descriptor)].Name));
    }

    [Fact]
    public void Tensors_that_share_all_lengths_share_one_design()
    {
        var config = TableFile.Parse("b.json", """
            { "schemaVersion": 1, "layers": [ { "match": "a", "mantissa": 3 }, { "match": "b", "mantissa": 3, "kind": "gradient" } ] }
            """u8.ToArray());
        var set = FrozenSet.Of(config);
        Assert.Single(set.Instances);
        Assert.Equal(1, set.Table.Ports.Single(port => port.Name == "instance_o").Width);
    }

    [Fact]
    public void The_configuration_beside_a_design_makes_that_design()
    {
        foreach (var instance in Sample.Instances)
        {
            var text = Sample.Files.Single(file => file.Name == instance.Name + ".json").Text;
            var again = HardwareFile.Parse("again.json", Encoding.UTF8.GetBytes(text));
            Assert.Equal(new DesignEmitter().Emit(instance).Encoder.Text, new DesignEmitter().Emit(again).Encoder.Text);
        }
    }

    [Fact]
    public void The_map_names_the_design_of_every_tensor()
    {
        using var map = JsonDocument.Parse(Sample.Files.Single(file => file.Name == TableMap.FileName).Text);
        var designs = map.RootElement.GetProperty("instances").EnumerateArray().Select(one => one.GetProperty("folder").GetString()).ToList();
        Assert.Equal(Sample.Instances.Select(instance => instance.Name), designs);
        foreach (var (tensor, entry) in map.RootElement.GetProperty("tensors").EnumerateArray().Zip(Sample.Config.Table!.Entries))
        {
            Assert.Equal(Sample.Config.Freeze(entry.Descriptor).Name, designs[tensor.GetProperty("instance").GetInt32()]);
        }
    }

    [Fact]
    public void The_kernel_passes_all_parsers_and_is_proved_for_every_address()
    {
        Assert.Empty(LintCheck.Run([Sample.Table.Name], [Sample.Table]).Select(finding => finding.ToString()));
        Assert.Equal(Verdict.Proved, Prove(Sample.Table));
        var entry = Sample.Config.Table!.Entries[3];
        var broken = Fixtures.Break(
            Sample.Table, $"{{2'd{(int)entry.Kind}, 3'd{entry.Layer}}}: word = {{1'd1, 4'd3}}", $"{{2'd{(int)entry.Kind}, 3'd{entry.Layer}}}: word = {{1'd1, 4'd2}}");
        Assert.Equal(Verdict.Refuted, Prove(broken));
    }

    private static Verdict Prove(EmittedModule module)
    {
        var config = Sample.Config;
        var kind = config.TableKind("instance_table");
        var obligation = new Obligation(kind, "the design of every tensor", claim =>
        {
            var (layer, tensor) = (claim.Variable("layer", LayerTable.LayerBits), claim.Variable("kind", LayerTable.KindBits));
            var (hit, instance) = (SmtTerm.Constant(1, 0), SmtTerm.Constant(4, 0));
            foreach (var entry in config.Table!.Entries)
            {
                var here = SmtTerm.Equal(layer, SmtTerm.Constant(LayerTable.LayerBits, (ulong)entry.Layer))
                    & SmtTerm.Equal(tensor, SmtTerm.Constant(LayerTable.KindBits, (ulong)entry.Kind));
                var name = config.Freeze(entry.Descriptor).Name;
                var number = Sample.Instances.ToList().FindIndex(one => one.Name == name);
                (hit, instance) = (hit | here, SmtTerm.Mux(here, SmtTerm.Constant(4, (ulong)number), instance));
            }

            var rtl = claim.Rtl(kind, ("layer_i", layer), ("kind_i", tensor));
            claim.Equal("hit", hit, rtl["hit_o"]);
            claim.Equal("instance", instance, rtl["instance_o"]);
        })
        {
            Kernels = [kind],
        };
        return new Prover(new Design(config, [module], module, module), new ProofOptions()).Prove(obligation).Verdict;
    }
}
