// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using Rtlgen.CommandLine;
using Rtlgen.Generator.Emission;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.CommandLine.Packaging;

public sealed class PackageTests(Packages packages) : IClassFixture<Packages>
{
    private const string TwoTops = "two_tops";

    [Theory]
    [InlineData("default")]
    [InlineData("small")]
    [InlineData("frozen")]
    [InlineData("table")]
    public void The_manifest_has_the_hash_of_every_other_file(string name)
    {
        var folder = packages[name];
        var manifest = Manifest.TryRead(Path.Combine(folder, Manifest.FileName))!;
        Assert.Equal(
            Packages.Files(folder).Where(file => file != Manifest.FileName),
            manifest.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, file => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name)))), file.Sha256));
    }

    [Theory]
    [InlineData("default", 0)]
    [InlineData("small", 0)]
    [InlineData("frozen", 1)]
    [InlineData("table", 1)]
    public void The_core_file_lists_every_file_and_targets_of_modules_that_are_there(string name, int moreTops)
    {
        var folder = packages[name];
        var path = Directory.EnumerateFiles(folder, "*.core").Single();
        var core = CoreFile.Read(path);
        var listed = core["filesets"].Entries.Values.SelectMany(set => set["files"].Items)
            .Select(item => item.Scalar ?? item.Entries.Keys.Single()).ToList();
        Assert.Equal(
            Packages.Files(folder).Except([Manifest.FileName, Path.GetFileName(path)]), listed.Order(StringComparer.Ordinal));
        Assert.Matches("^[a-z0-9_]+(:[a-z0-9_.]+){3}$", core["name"].Scalar!);

        var targets = core["targets"];
        Assert.Superset(new HashSet<string> { "default", "lint", "sim", "synth", "formal" }, targets.Entries.Keys.ToHashSet());
        Assert.Equal(2 + moreTops, targets.Entries.Keys.Count(target => target.StartsWith("synth", StringComparison.Ordinal)));
        Assert.All(targets.Entries.Values, target =>
        {
            var top = target["toplevel"].Scalar!;
            Assert.Contains(listed, file => file.EndsWith($"/{top}.v", StringComparison.Ordinal));
            Assert.All(
                target.Entries.TryGetValue("filesets", out var sets) ? sets.Items : [],
                set => Assert.Contains(set.Scalar!, core["filesets"].Entries.Keys));
        });
        Assert.Equal("symbiyosys", targets["formal"]["default_tool"].Scalar);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("small")]
    [InlineData("registers")]
    [InlineData("frozen")]
    [InlineData("table")]
    public void The_bench_passes_under_Icarus_in_a_copied_folder(string name)
    {
        var run = Packages.Simulate(packages.Copy(name, $"icarus-{name}"), "icarus");
        Assert.Equal("PASS", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void The_bench_passes_under_Verilator_in_a_copied_folder_and_fails_with_a_wrong_vector()
    {
        var folder = packages.Copy("registers", "verilator");
        var run = Packages.Simulate(folder, "verilator");
        Assert.Equal(("PASS", 0), (run.Output.Split('\n')[0], run.ExitCode));
        Spoil(Path.Combine(folder, "sim", "decoder_m_axis_values.hex"));
        run = Packages.Simulate(folder, "verilator");
        Assert.StartsWith("FAIL: decoder m_axis_values", run.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Theory]
    [InlineData("small", "intake", "assign values_ready_o = ", "assign values_ready_o = 1'b1 || ", "FAIL: ")]
    [InlineData("small", "encoder", "losses_q | (losses &", "(losses &", "FAIL: losses and errors are")]
    [InlineData("small", "decoder", "errors_q | {data_wrong", "{data_wrong", "FAIL: losses and errors are")]
    [InlineData("small", "tensor_output", "assign values_data_o  = out_data_q;", "assign values_data_o  = ~out_data_q;", "FAIL: decoder m_axis_values, beat ")]
    [InlineData("small", "tensor_output", "assign values_valid_o = out_valid_q;", "assign values_valid_o = 1'b0;", "FAIL: nothing moves after clock ")]
    [InlineData("registers", "codec_axil", ".status_clear_i(encoder_clear)", ".status_clear_i(1'b0)", "FAIL: registers, operation ")]
    [InlineData("registers", "codec_axil", ".losses_i(losses)", ".losses_i(4'b0)", "FAIL: registers, operation ")]
    [InlineData("registers", "axil_registers", "assign s_axi_bresp   = {response_error_q, 1'b0};", "assign s_axi_bresp   = 2'b00;", "FAIL: registers, operation ")]
    public void A_fault_in_the_Verilog_makes_the_bench_fail(string name, string kind, string find, string replace, string expected)
    {
        var folder = packages.Copy(name, $"{name}-{kind}-{Guid.NewGuid():N}");
        var file = Directory.EnumerateFiles(Path.Combine(folder, "rtl"), $"sfp_{kind}_bf16_*.v").Single();
        var text = File.ReadAllText(file);
        Assert.Contains(find, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(find, replace, StringComparison.Ordinal));
        var run = Packages.Simulate(folder, "icarus");
        Assert.StartsWith(expected, run.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Fact]
    public void Packages_with_hashed_names_elaborate_in_one_design()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["small", "hashed", "other"];
        var tops = names.SelectMany(name => Manifest.TryRead(Path.Combine(packages[name], Manifest.FileName))!.Tops).ToList();
        Assert.Equal(tops.Count, tops.Distinct().Count());
        Assert.Matches("^sfp_encoder_bf16_l2_r3_w16_h[0-9a-f]{8}$", tops[2]);
        folder.Write("top.v", $"module {TwoTops};\n{string.Concat(tops.Select((top, index) => $"{top} u_{index} ();\n"))}endmodule\n");
        var sources = names.SelectMany(name => Directory.EnumerateFiles(Path.Combine(packages[name], "rtl"), "*.v"));
        Assert.Equal("", Tool.Icarus.Require(folder["."], ["-g2005", "-s", TwoTops, "-t", "null", "top.v", .. sources]));
    }

    [Fact]
    public void Pictures_are_drawn_from_the_beats_of_the_simulation()
    {
        var folder = packages["small"];
        var documents = Path.Combine(folder, "doc");
        Assert.All(Directory.EnumerateFiles(documents, "*.svg"), path => Assert.Equal("svg", XDocument.Load(path).Root!.Name.LocalName));
        foreach (var half in (string[])["encoder", "decoder"])
        {
            var source = JsonDocument.Parse(File.ReadAllText(Path.Combine(documents, $"{half}_handshake.json"))).RootElement;
            var waves = source.GetProperty("signal").EnumerateArray().ToDictionary(
                signal => signal.GetProperty("name").GetString()!, signal => signal);
            Assert.All(waves.Values, wave => Assert.Equal(24, wave.GetProperty("wave").GetString()!.Length));
            Assert.Contains("aclk", waves.Keys);

            // The words that are shown follow each other in the vectors.
            var shown = waves.Where(wave => wave.Key.Contains("_tdata", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(shown);
            Assert.All(shown, wave =>
            {
                var stream = $"{half}_{wave.Key.Split("_tdata")[0]}";
                var beats = File.ReadLines(Path.Combine(folder, "sim", $"{stream}.hex")).Skip(1)
                    .Select(line => line[^9] == '0' ? "null" : line[^8..]);
                var words = wave.Value.GetProperty("data").EnumerateArray().Select(word => word.GetString());
                Assert.Contains(string.Join(' ', words), string.Join(' ', beats), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public void The_datasheet_has_every_port_and_every_register()
    {
        var folder = packages["registers"];
        var sheet = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(folder, "doc"), "*.md").Single());
        var page = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(folder, "doc"), "*.html").Single());
        var header = File.ReadAllText(Path.Combine(folder, "sw", "sfp_registers.h"));
        foreach (var top in Manifest.TryRead(Path.Combine(folder, Manifest.FileName))!.Tops)
        {
            var ports = File.ReadLines(Path.Combine(folder, "rtl", $"{top}.v"))
                .Where(line => line.StartsWith("    input ", StringComparison.Ordinal) || line.StartsWith("    output ", StringComparison.Ordinal))
                .Select(line => line.TrimEnd(',').Split(' ')[^1]);
            Assert.All(ports, port => Assert.Contains($"| `{port}` |", sheet, StringComparison.Ordinal));
        }

        Assert.All(Registers(), register =>
        {
            Assert.Contains($"| `{register}` |", sheet, StringComparison.Ordinal);
            Assert.Contains($"<code>{register}</code>", page, StringComparison.Ordinal);
            Assert.Contains($"SFP_{register.ToUpperInvariant()} ", header, StringComparison.Ordinal);
        });

        static IEnumerable<string> Registers() =>
            ["id", "version", "status", "clear", "interrupt_enable", "encode_low", "encode_high", "decode_count_high"];
    }

    [Fact]
    public void Check_names_what_differs_and_a_plain_design_takes_a_package_s_place()
    {
        var folder = packages.Copy("small", "checked");
        string[] command = ["generate", "--package", .. packages.Options("small"), "-o", folder];
        Assert.Equal("", CommandRun.Succeeds([.. command, "--check"]).Output);
        File.AppendAllText(Path.Combine(folder, "sim", "Makefile"), "\n");
        File.Delete(Path.Combine(folder, "doc", "words.svg"));
        File.WriteAllText(Path.Combine(folder, "constraints", "mine.sdc"), "");
        var run = CommandRun.Of([.. command, "--check"]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("sim/Makefile: differs", run.Output, StringComparison.Ordinal);
        Assert.Contains("doc/words.svg: missing", run.Output, StringComparison.Ordinal);
        Assert.Contains("constraints/mine.sdc: not generated", run.Output, StringComparison.Ordinal);

        CommandRun.Succeeds(["generate", .. packages.Options("small"), "-o", folder]);
        Assert.Equal(["constraints/mine.sdc"], Packages.Files(folder).Where(file => file.Contains('/', StringComparison.Ordinal)));
    }

    [Fact]
    public void Options_that_do_not_go_together_are_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var other in (string[])["--catalogue", "--frozen", "--c"])
        {
            CommandRun.Fails(ExitCode.Usage, "exclude each other", "generate", "--package", other, "-o", folder["x"]);
        }

        CommandRun.Fails(ExitCode.Usage, "--figures stands beside --package only", "generate", "--figures", "x.json", "-o", folder["x"]);
        CommandRun.Fails(ExitCode.Output, "/proc/p", "generate", "--package", "-o", "/proc/p");
        Assert.Empty(folder.Names);
    }

    // The first digit of the last line that is not 0: a byte that counts.
    private static void Spoil(string path)
    {
        var lines = File.ReadAllLines(path);
        lines[^1] = lines[^1][..^1] + (lines[^1][^1] == '0' ? '1' : '0');
        File.WriteAllLines(path, lines);
    }
}
