// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Xunit;

namespace Rtlgen.Tests.Generator.Config;

public sealed class CatalogueTests
{
    private static readonly string Folder = Repository.Path("verilog-out");

    [Fact]
    public void The_committed_Verilog_is_what_the_templates_give()
    {
        var differences = Catalogue.Configurations.SelectMany(entry =>
            DesignFolder.Compare(new DesignEmitter().Emit(entry.Value), Path.Combine(Folder, entry.Key)));
        var strays = Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path))
            .Except(Catalogue.Configurations.Keys).Select(name => $"{name}: not in the catalogue");
        var all = differences.Select(line => Path.GetRelativePath(Folder, line)).Concat(strays).ToList();
        Assert.True(
            all.Count == 0,
            $"verilog-out/ is out of date: run ./rtlgen generate --catalogue -o verilog-out\n{string.Join('\n', all)}");
    }

    [Fact]
    public void The_catalogue_differs_in_every_dimension()
    {
        var configs = Catalogue.Configurations.Values.ToList();
        Assert.InRange(configs.Count, 2, 4);
        Assert.True(configs.Select(config => config.Container).Distinct().Count() > 1);
        Assert.True(configs.Select(config => config.Lanes).Distinct().Count() > 1);
        Assert.True(configs.Select(config => config.Rows).Distinct().Count() > 1);
        Assert.True(configs.Select(config => config.Word).Distinct().Count() > 1);
        Assert.True(configs.Select(config => config.Frozen is null).Distinct().Count() > 1);
    }
}
