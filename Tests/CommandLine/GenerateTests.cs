// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

public sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_configuration_gives_the_same_bytes()
    {
        var config = _folder.Write("config.json", """{ "schemaVersion": 1, "container": "bf16", "lanes": 3, "coders": ["delta"] }""");
        CommandRun.Succeeds("generate", "-c", config, "-o", _folder["a"]);
        CommandRun.Succeeds("generate", "-c", config, "-o", _folder["b"]);
        var files = Directory.EnumerateFiles(_folder["a"]).Select(path => Path.GetFileName(path)).Order().ToList();
        Assert.Equal(files, Directory.EnumerateFiles(_folder["b"]).Select(path => Path.GetFileName(path)).Order());
        Assert.All(files, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder["a"], name)), File.ReadAllBytes(Path.Combine(_folder["b"], name))));
    }

    [Fact]
    public void Files_of_an_earlier_configuration_go_and_foreign_files_stay()
    {
        CommandRun.Succeeds("generate", "-o", _folder["rtl"]);
        File.WriteAllText(Path.Combine(_folder["rtl"], "mine.v"), "");
        var config = _folder.Write("config.json", """{ "schemaVersion": 1, "lanes": 2 }""");
        CommandRun.Succeeds("generate", "-c", config, "-o", _folder["rtl"]);
        Assert.True(File.Exists(Path.Combine(_folder["rtl"], "mine.v")));
        Assert.Empty(Directory.EnumerateFiles(_folder["rtl"], "*_l8_*"));
        Assert.Empty(Directory.EnumerateDirectories(_folder["rtl"]));
    }

    [Fact]
    public void Check_names_every_file_that_differs_and_writes_nothing()
    {
        CommandRun.Succeeds("generate", "-o", _folder["rtl"]);
        var list = Path.Combine(_folder["rtl"], "files.f");
        File.AppendAllText(list, "\n");
        File.Delete(Path.Combine(_folder["rtl"], "manifest.json"));
        File.WriteAllText(Path.Combine(_folder["rtl"], "stray.v"), "");
        var run = CommandRun.Of("generate", "--check", "-o", _folder["rtl"]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("files.f: differs", run.Output, StringComparison.Ordinal);
        Assert.Contains("manifest.json: missing", run.Output, StringComparison.Ordinal);
        Assert.Contains("stray.v: not generated", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder["rtl"], "manifest.json")));
    }

    [Fact]
    public void Proofs_are_generated_on_request_and_checked_too()
    {
        var config = _folder.Write("config.json", """{ "schemaVersion": 1, "lanes": 1 }""");
        CommandRun.Succeeds("generate", "-c", config, "--formal", "-o", _folder["rtl"]);
        CommandRun.Succeeds("generate", "-c", config, "--formal", "--check", "-o", _folder["rtl"]);
        CommandRun.Succeeds("generate", "-c", config, "--check", "-o", _folder["rtl"]);
        File.AppendAllText(_folder["rtl/formal/claim_restore.sby"], "\n");
        File.Delete(_folder["rtl/formal/claim_restore.v"]);
        var run = CommandRun.Of("generate", "-c", config, "--formal", "--check", "-o", _folder["rtl"]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("claim_restore.sby: differs", run.Output, StringComparison.Ordinal);
        Assert.Contains("claim_restore.v: missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_software_codec_is_generated_on_request_and_checked_too()
    {
        CommandRun.Succeeds("generate", "--c", "-o", _folder["c"]);
        Assert.Equal("", CommandRun.Succeeds("generate", "--c", "--check", "-o", _folder["c"]).Output);
        File.AppendAllText(_folder["c/sfp.py"], "\n");
        File.Delete(_folder["c/sfp_codec.h"]);
        File.WriteAllText(_folder["c/mine.c"], "");
        var run = CommandRun.Of("generate", "--c", "--check", "-o", _folder["c"]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("sfp.py: differs", run.Output, StringComparison.Ordinal);
        Assert.Contains("sfp_codec.h: missing", run.Output, StringComparison.Ordinal);
        Assert.Contains("mine.c: not generated", run.Output, StringComparison.Ordinal);
        CommandRun.Succeeds("generate", "--c", "-o", _folder["c"]);
        Assert.True(File.Exists(_folder["c/mine.c"]));
        CommandRun.Fails(ExitCode.Output, "/proc/c", "generate", "--c", "-o", "/proc/c");
        foreach (var other in new[] { "--catalogue", "--formal", "--config=x.json" })
        {
            CommandRun.Fails(ExitCode.Usage, "exclude each other", "generate", "--c", other, "-o", _folder["x"]);
        }
    }

    [Fact]
    public void The_committed_codec_is_what_the_templates_give() =>
        Assert.Equal("", CommandRun.Succeeds("generate", "--c", "--check", "-o", Repository.Path("c-out")).Output);

    [Theory]
    [InlineData("""{ "lanes": 8 }""", ":1: field 'schemaVersion' is missing")]
    [InlineData("""{ "schemaVersion": 2 }""", "schemaVersion is 2, must be 1")]
    [InlineData("{ \"schemaVersion\": 1,\n \"lane\": 8 }", ":2: unknown field 'lane', did you mean 'lanes'?")]
    [InlineData("""{ "schemaVersion": 1, "lanes": 0 }""", "lanes is 0, must be 1 to 32")]
    [InlineData("""{ "schemaVersion": 1, "rows": 65 }""", "rows is 65, must be 2 to 64")]
    [InlineData("""{ "schemaVersion": 1, "word": 24 }""", "word is 24, must be 16 or 32")]
    [InlineData("""{ "schemaVersion": 1, "coders": [] }""", "coders is [], must name one or more, each once")]
    [InlineData("""{ "schemaVersion": 1, "coders": ["delta", "delta"] }""", "coders is [delta, delta], must name one or more, each once")]
    [InlineData("""{ "schemaVersion": 1, "coders": ["gecko"] }""", "must be one of fixed, delta, bias, peak")]
    [InlineData("""{ "schemaVersion": 1, "prefix": "9x" }""", "prefix is '9x', must be lower-case letters")]
    [InlineData("""{ "schemaVersion": 1, "prefix": "thirteen_long" }""", "prefix is 'thirteen_long', must have 12 characters or fewer")]
    [InlineData("""{ "schemaVersion": 1, "frozen": { "mantissa": 24 } }""", "mantissa is 24, must be 0 to 23")]
    [InlineData("""{ "schemaVersion": 1, "container": "bf16", "frozen": { "mantissa": 9 } }""", "mantissa is 9, must be 0 to 7 for bf16")]
    [InlineData("""{ "schemaVersion": 1, "word": 16, "frozen": {} }""", "must fit the word of 16 bits")]
    [InlineData("""{ "schemaVersion": 1, "coders": ["delta"], "frozen": {} }""", "coders cannot stand beside frozen")]
    [InlineData("{ \"schemaVersion\": 1,", ":1: not JSON")]
    public void A_wrong_configuration_is_refused_with_field_and_range(string json, string expected)
    {
        var config = _folder.Write("config.json", json);
        var run = CommandRun.Of("generate", "-c", config, "-o", _folder["rtl"]);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.False(Directory.Exists(_folder["rtl"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        var file = _folder.Write("file", "");
        CommandRun.Fails(ExitCode.Output, file, "generate", "-o", file);
        CommandRun.Fails(ExitCode.Output, "/proc/rtl", "generate", "-o", "/proc/rtl");
        CommandRun.Fails(
            ExitCode.Usage, "exclude each other", "generate", "--catalogue", "-c", file, "-o", _folder["x"]);
        CommandRun.Fails(ExitCode.Input, "no such file", "generate", "-c", _folder["none"], "-o", _folder["x"]);
    }
}
