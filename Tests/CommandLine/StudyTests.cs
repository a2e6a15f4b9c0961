// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Rtlgen.CommandLine;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Training;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary><c>rtlgen study</c>: runs, summaries and the page that is made of them.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class StudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mnist;

    public StudyTests() => _mnist = TinyData.WriteMnist(_folder, "mnist");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_trains_what_is_missing_and_writes_a_page_that_its_summaries_give_again()
    {
        var study = Write("""{ "run": "short", "figure": "fixed", "atLeast": 4 }""");
        var first = Run(study);
        Assert.Contains("3 runs, 0 of them done before", first.Error, StringComparison.Ordinal);
        Assert.Contains("3/3 tiny/fp32-seed2: done", first.Error, StringComparison.Ordinal);
        var page = File.ReadAllText(_folder["docs/results.md"]);
        Assert.Contains("| `short` | 1 |", page, StringComparison.Ordinal);
        Assert.Contains("| `fp32` | 1, 2 |", page, StringComparison.Ordinal);
        Assert.Contains("| ≥ 4.00 |", page, StringComparison.Ordinal);
        Assert.Contains("| met |", page, StringComparison.Ordinal);
        var summary = JsonNode.Parse(File.ReadAllText(_folder["docs/results/tiny.json"]))!;
        Assert.Equal(3, summary["runs"]!.AsArray().Count);

        File.Delete(_folder["runs/tiny/fp32-seed1/log.jsonl"]);
        var second = Run(study);
        Assert.Contains("3 runs, 2 of them done before", second.Error, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllText(_folder["docs/results.md"]));

        File.Delete(_folder["docs/results.md"]);
        CommandRun.Succeeds("study", study, "--report", "--docs", _folder["docs"], "--out", _folder["none"]);
        Assert.Equal(page, File.ReadAllText(_folder["docs/results.md"]));
    }

    [Fact]
    public void A_claim_that_does_not_hold_is_told_and_is_an_exit_code()
    {
        var study = Write("""{ "run": "short", "figure": "fixed", "atLeast": 40 }""");
        var run = CommandRun.Of(
            "study", study, "--out", _folder["runs"], "--docs", _folder["docs"]);
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains("**missed**", File.ReadAllText(_folder["docs/results.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_fails_is_in_the_page_with_its_reason()
    {
        var study = Write(
            "", "--method fp32 --schedule constant --learning-rate 100 --weight-decay 10 --epochs 50");
        var run = CommandRun.Of("study", study, "--out", _folder["runs"], "--docs", _folder["docs"]);
        Assert.Contains("tiny/short-seed1: exit code 1", run.Error, StringComparison.Ordinal);
        var page = File.ReadAllText(_folder["docs/results.md"]);
        Assert.Contains("| `short` | 1 | the loss is", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_study_lets_its_runs_save_before_it_ends()
    {
        var study = Write("", "--method fp32 --epochs 10000");
        using var cancellation = new CancellationTokenSource();
        var run = Task.Run(() => CommandRun.Of(
            cancellation.Token, "study", study, "--out", _folder["runs"], "--docs", _folder["docs"]));
        var checkpoint = _folder["runs/tiny/short-seed1/last.ckpt"];
        while (!File.Exists(checkpoint) && !run.IsCompleted)
        {
            await Task.Delay(50);
        }

        await cancellation.CancelAsync();
        var ended = await run;
        Assert.True(ended.Code == ExitCode.Interrupted, ended.Error);
        Assert.Contains($"tiny/short-seed1: exit code {(int)ExitCode.Interrupted}", ended.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(checkpoint));
    }

    [Fact]
    public void A_folder_with_a_run_of_other_options_is_not_taken_for_the_study_s()
    {
        Run(Write(""));
        CommandRun.Fails(
            ExitCode.Input, "holds a run with other options", "study", Write("", "--method static --mantissa 5 --epochs 1"),
            "--out", _folder["runs"], "--docs", _folder["docs"]);
    }

    [Theory]
    [InlineData("\"fp32\"", "\"fp64\"", "study.json:7: comparisons[0].baseline is 'fp64', must be one of fp32, short")]
    [InlineData("\"name\": \"tiny\"", "\"name\": \"a/b\"", "comparisons[0].name is 'a/b', must begin with a letter")]
    [InlineData("\"name\": \"short\"", "\"name\": \"fp32\"", "is 'fp32', which another entry is called")]
    [InlineData("--method static", "--method statics", "run short: --method is 'statics', must be one of")]
    [InlineData("\"seeds\": [1, 2]", "\"seed\": [1, 2]", "unknown field 'comparisons[0].runs[0].seed', did you mean 'seeds'?")]
    public void A_wrong_study_is_refused_before_anything_is_trained(string right, string wrong, string expected)
    {
        var text = File.ReadAllText(Write(""));
        var at = text.IndexOf(right, StringComparison.Ordinal);
        var study = _folder.Write("study.json", text.Remove(at, right.Length).Insert(at, wrong));
        CommandRun.Fails(ExitCode.Input, expected, "study", study, "--out", _folder["runs"], "--docs", _folder["docs"]);
        Assert.False(Directory.Exists(_folder["runs"]));
    }

    [Fact]
    public void The_committed_page_is_what_the_committed_summaries_give()
    {
        var docs = Repository.Path("docs");
        Directory.CreateDirectory(_folder["docs/results"]);
        foreach (var summary in Directory.GetFiles(Path.Combine(docs, "results"), "*.json"))
        {
            File.Copy(summary, Path.Combine(_folder["docs/results"], Path.GetFileName(summary)));
        }

        _ = CommandRun.Of("study", Repository.Path("studies/lengths.json"), "--report", "--docs", _folder["docs"], "--out",
            _folder["none"]);
        Assert.Equal(File.ReadAllText(Path.Combine(docs, "results.md")), File.ReadAllText(_folder["docs/results.md"]));
    }

    private CommandRun Run(string study) =>
        CommandRun.Succeeds("study", study, "--out", _folder["runs"], "--docs", _folder["docs"]);

    private string Write(string claim, string options = "--method static --mantissa 1 --exponent 4 --epochs 1") => _folder.Write(
        "study.json",
        $$"""
        {
          "schemaVersion": 1,
          "comparisons": [{
            "name": "tiny",
            "title": "A tiny set",
            "options": "--model mlp --data mnist --data-path {{_mnist}} --threads 1 --no-pictures",
            "baseline": "fp32",
            "runs": [
              { "name": "fp32", "options": "--method fp32 --epochs 1", "seeds": [1, 2] },
              { "name": "short", "options": "{{options}}", "seeds": [1] }
            ],
            "claims": [{{claim}}]
          }]
        }
        """);
}
