// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

public sealed class DesignFolderTests
{
    private static readonly Design Large = new DesignEmitter().Emit(new HardwareConfig { Lanes = 2 });
    private static readonly Design Small =
        new DesignEmitter().Emit(new HardwareConfig { Lanes = 2, Coders = [Coder.Fixed] });

    [Fact]
    public void A_folder_has_every_module_the_list_and_the_manifest_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var written = DesignFolder.Write(Large, folder["out"]);
        var names = Large.Modules.Select(module => module.FileName).Append("files.f").Append("manifest.json");
        Assert.Equal(names, written);
        Assert.Equal(names.Order(StringComparer.Ordinal), Names(folder["out"]));
    }

    [Fact]
    public void The_file_list_is_in_compile_order()
    {
        using var folder = new TemporaryFolder();
        DesignFolder.Write(Large, folder["out"]);
        var list = File.ReadAllLines(Path.Combine(folder["out"], "files.f"));
        Assert.Equal(Large.Modules.Select(module => module.FileName), list);
        Assert.Equal(Large.Decoder.FileName, list[^1]);
    }

    [Fact]
    public void The_manifest_has_the_hash_of_every_file_as_it_lies_there()
    {
        using var folder = new TemporaryFolder();
        DesignFolder.Write(Large, folder["out"]);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["out"], "manifest.json")));
        var root = manifest.RootElement;
        Assert.Equal(Large.Config.Name, root.GetProperty("configuration").GetString());
        Assert.Equal([Large.Encoder.Name, Large.Decoder.Name], root.GetProperty("tops").EnumerateArray().Select(top => top.GetString()));
        Assert.Matches("^[0-9a-f]{64}$", root.GetProperty("configSha256").GetString());
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+$", root.GetProperty("toolVersion").GetString());
        var files = root.GetProperty("files").EnumerateArray()
            .ToDictionary(
                file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString());
        Assert.Equal(Names(folder["out"]).Except(["manifest.json"]), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder["out"], file.Key)))), file.Value));
    }

    [Fact]
    public void Configurations_that_differ_have_different_hashes_in_their_manifests()
    {
        var hashes = Properties.Sample(HardwareConfigs.Any, 30)
            .Select(config => Manifest.Of(new DesignEmitter().Emit(config), []))
            .GroupBy(manifest => manifest.Configuration, manifest => manifest.ConfigSha256).Select(group => group.First()).ToList();
        Assert.Equal(hashes.Distinct(), hashes);
    }

    [Fact]
    public void Files_of_an_earlier_run_go_and_others_stay()
    {
        using var folder = new TemporaryFolder();
        DesignFolder.Write(Large, folder["out"]);
        File.WriteAllText(Path.Combine(folder["out"], "board.v"), "// mine\n");
        DesignFolder.Write(Small, folder["out"]);
        Assert.Equal(
            Small.Modules.Select(module => module.FileName).Concat(["board.v", "files.f", "manifest.json"]).Order(
                StringComparer.Ordinal),
            Names(folder["out"]));
    }

    [Fact]
    public void A_manifest_that_is_none_or_points_elsewhere_removes_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("victim.v", "// mine\n");
        foreach (var manifest in new[] { "not JSON", Forged("../victim.v") })
        {
            DesignFolder.Write(Small, folder["out"]);
            File.WriteAllText(Path.Combine(folder["out"], "manifest.json"), manifest);
            DesignFolder.Write(Small, folder["out"]);
            Assert.True(File.Exists(folder["victim.v"]));
            Assert.Empty(DesignFolder.Compare(Small, folder["out"]));
        }

        static string Forged(string name) =>
            (Manifest.Of(Small, []) with { Files = [new ManifestFile(name, "")] }).ToJson();
    }

    [Fact]
    public void A_comparison_finds_what_is_missing_changed_and_strange()
    {
        using var folder = new TemporaryFolder();
        DesignFolder.Write(Small, folder["out"]);
        Assert.Empty(DesignFolder.Compare(Small, folder["out"]));

        var (gone, changed) = (Small.Modules[0].FileName, Small.Modules[1].FileName);
        File.Delete(Path.Combine(folder["out"], gone));
        File.AppendAllText(Path.Combine(folder["out"], changed), "\n");
        File.WriteAllText(Path.Combine(folder["out"], "board.v"), "");
        Assert.Equal(
            [$"{gone}: missing", $"{changed}: differs", "board.v: not generated"],
            DesignFolder.Compare(Small, folder["out"]).Select(line => Path.GetRelativePath(folder["out"], line)));
    }

    [Fact]
    public void A_folder_that_is_not_there_lacks_everything()
    {
        using var folder = new TemporaryFolder();
        var differences = DesignFolder.Compare(Small, folder["none"]);
        Assert.Equal(DesignFolder.Files(Small).Count, differences.Count);
        Assert.All(differences, line => Assert.EndsWith(": missing", line, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
