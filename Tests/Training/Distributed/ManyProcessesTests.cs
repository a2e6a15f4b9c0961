// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text.Json;
using Rtlgen.CommandLine;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Whole runs of several processes, beside runs of one.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class ManyProcessesTests : IDisposable
{
    private const int StepsOfEpoch = 2;

    private readonly TemporaryFolder _folder = new();
    private readonly string _mnist;

    public ManyProcessesTests() => _mnist = TinyData.WriteMnist(_folder, "mnist", train: 512, test: 101);

    public void Dispose() => _folder.Dispose();

    // Before the first exponent that is looked up again, from which on windows may move a step later.
    [Theory]
    [InlineData("fp32", "mlp")]
    [InlineData("fp32", "lenet5")]
    [InlineData("qm+qe", "mlp")]
    [InlineData("qm+qe", "lenet5")]
    [InlineData("bitwave", "mlp")]
    public void Two_processes_follow_one_that_has_the_whole_batch(string method, string model)
    {
        string[] options =
        [
            "--method", method, "--model", model, "--epochs", "1", "--max-steps", "5", "--log-every", "1",
            "--length-warmup", "2", "--length-gradient-fraction", "1",
        ];
        CommandRun.Succeeds(["train", .. Arguments("one", options)]);
        using var two = new TrainingProcesses(2, _ => Arguments("two", options));
        Assert.All(two.Wait(), run => Assert.True(run.Code == ExitCode.Success, run.Error));

        var (one, many) = (Events("one", "step"), Events("two", "step"));
        Assert.Equal(5, many.Count);
        foreach (var (expected, actual) in one.Zip(many))
        {
            Near(expected.GetProperty("loss"), actual.GetProperty("loss"), 1e-4);
            foreach (var site in expected.GetProperty("lengths").EnumerateObject())
            {
                var lengths = actual.GetProperty("lengths").GetProperty(site.Name);
                Near(site.Value[0], lengths[0], 1e-3);
                Near(site.Value[1], lengths[1], 1e-3);
            }
        }

        var (whole, shared) = (Events("one", "epoch")[0], Events("two", "epoch")[0]);
        Near(whole.GetProperty("validationLoss"), shared.GetProperty("validationLoss"), 1e-3);
        Near(whole.GetProperty("accuracy"), shared.GetProperty("accuracy"), 0.021);
        foreach (var bits in whole.GetProperty("footprint").EnumerateObject())
        {
            var all = bits.Value.GetDouble();
            Near(bits.Value, shared.GetProperty("footprint").GetProperty(bits.Name), 0.002 * all);
        }

        Assert.Equal(Counts(whole), Counts(shared));
        Assert.InRange(LargestDifference("one", "two"), 0, 1e-3);
    }

    [Fact]
    public void Only_the_first_process_writes()
    {
        using var two = new TrainingProcesses(
            2, rank => Arguments($"rank{rank}", ["--model", "resnet8", "--max-steps", "1"]));
        var runs = two.Wait();
        Assert.All(runs, run => Assert.True(run.Code == ExitCode.Success, run.Error));
        Assert.StartsWith("max-steps after 1 steps", runs[0].Output, StringComparison.Ordinal);
        Assert.Equal(("", ""), (runs[1].Output, runs[1].Error));
        Assert.True(File.Exists(_folder["rank0/last.ckpt"]));
        Assert.False(Directory.Exists(_folder["rank1"]));
    }

    [Fact]
    public void A_lost_process_ends_the_others_and_the_run_can_be_resumed()
    {
        using var two = new TrainingProcesses(2, _ => Arguments("run", ["--epochs", "10000"]));
        WaitFor("run/last.ckpt");
        two.Kill(1);
        var survivor = two.Wait()[0];
        Assert.Equal(ExitCode.CheckFailed, survivor.Code);
        Assert.Contains(
            "rtlgen: error: rank 0 has lost the other processes: ", survivor.Error, StringComparison.Ordinal);
        Assert.Equal(1, survivor.Error.Split('\n').Count(line => line.Contains("error", StringComparison.Ordinal)));
        ResumesByTwo();
    }

    [Fact]
    public void An_interrupted_process_ends_all_after_the_same_step_with_a_checkpoint()
    {
        using var two = new TrainingProcesses(2, _ => Arguments("run", ["--epochs", "10000"]));
        WaitFor("run/last.ckpt");
        two.Interrupt(1);
        Assert.All(two.Wait(), run => Assert.True(run.Code == ExitCode.Interrupted, run.Error));
        var end = Assert.Single(Events("run", "end"));
        Assert.Equal("interrupted", end.GetProperty("reason").GetString());
        ResumesByTwo(end.GetProperty("step").GetInt64());
    }

    [Fact]
    public void All_must_resume_from_the_same_checkpoint_with_the_same_options()
    {
        CommandRun.Succeeds(["train", .. Arguments("rank0", ["--max-steps", "1"])]);
        CommandRun.Succeeds(["train", .. Arguments("rank1", ["--max-steps", "2"])]);
        AllFail(ExitCode.Input, "after different steps, 1 to 2: ", rank => Arguments($"rank{rank}", ["--resume"]));
        AllFail(
            ExitCode.Usage, "the processes have different options or data",
            rank => Arguments("run", ["--seed", $"{rank}"]));
        AllFail(ExitCode.Usage, "a multiple of the 2 processes", _ => Arguments("run", ["--batch", "33"]));
    }

    [Theory]
    [InlineData("RANK is '2', must be 0 to 1", ExitCode.Usage, 2)]
    [InlineData("rank 1 does not meet the others at 127.0.0.1:", ExitCode.CheckFailed, 1)]
    public void Who_cannot_meet_the_others_says_so(string expected, ExitCode code, int rank)
    {
        using var alone = new TrainingProcesses(
            Arguments("run", ["--group-timeout", "1"]),
            ("RANK", rank), ("WORLD_SIZE", 2), ("MASTER_PORT", Members.FreePort()));
        var run = Assert.Single(alone.Wait());
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(expected, Assert.Single(Errors(run)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    private static IEnumerable<string> Errors(CommandRun run) =>
        run.Error.Split('\n').Where(line => line.StartsWith("rtlgen: error: ", StringComparison.Ordinal));

    private static void Near(JsonElement expected, JsonElement actual, double distance) =>
        Assert.InRange(actual.GetDouble(), expected.GetDouble() - distance, expected.GetDouble() + distance);

    private static IEnumerable<long> Counts(JsonElement epoch) =>
        epoch.GetProperty("tensors").EnumerateArray().Select(tensor =>
            tensor.GetProperty("count").GetInt64()
            + tensor.GetProperty("exponentHistogram").EnumerateArray().Sum(count => count.GetInt64()));

    private void ResumesByTwo(long? from = null)
    {
        // The last epoch in the log may be one that was not saved any more.
        var epochs = Events("run", "epoch")[^1].GetProperty("epoch").GetInt32();
        var last = $"{(from ?? epochs * StepsOfEpoch) + StepsOfEpoch}";
        using var two = new TrainingProcesses(
            2, _ => Arguments("run", ["--epochs", "10000", "--resume", "--max-steps", last]));
        Assert.All(two.Wait(), run => Assert.True(run.Code == ExitCode.Success, run.Error));
        var start = Events("run", "start")[^1].GetProperty("step").GetInt64();
        Assert.InRange(start, StepsOfEpoch, from ?? long.MaxValue);
        Assert.Equal(from ?? start, start);
        Assert.Equal(2, Events("run", "start")[^1].GetProperty("processes").GetInt32());
        Assert.Equal(last, Events("run", "end")[^1].GetProperty("step").ToString());
    }

    private static void AllFail(ExitCode code, string expected, Func<int, string[]> arguments)
    {
        using var two = new TrainingProcesses(2, arguments);
        foreach (var run in two.Wait())
        {
            Assert.Contains(expected, Assert.Single(Errors(run)), StringComparison.Ordinal);
            Assert.Equal(code, run.Code);
        }
    }

    private void WaitFor(string file)
    {
        var end = DateTime.UtcNow + Members.Patience;
        while (!File.Exists(_folder[file]))
        {
            Assert.True(DateTime.UtcNow < end, $"{file} does not come");
            Thread.Sleep(20);
        }
    }

    private string[] Arguments(string name, string[] options)
    {
        string[] usual =
        [
            "--data", "mnist", "--data-path", _mnist, "--out", _folder[name], "--threads", "1", "--group-timeout",
            "60", "--train-limit", options.Contains("--log-every") ? "512" : $"{StepsOfEpoch * 32}", "--batch",
            options.Contains("--log-every") ? "64" : "32", "--model", "mlp",
        ];
        var kept = usual.Chunk(2).Where(pair => !options.Contains(pair[0])).SelectMany(pair => pair);
        return [.. kept, .. options];
    }

    private List<JsonElement> Events(string name, string kind) =>
    [
        .. File.ReadAllLines(_folder[$"{name}/log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("event").GetString() == kind),
    ];

    private double LargestDifference(string one, string other)
    {
        var (first, second) = (Weights(one), Weights(other));
        Assert.Equal(first.Length, second.Length);
        return first.Zip(second).Max(pair => Math.Abs((double)pair.First - pair.Second));
    }

    // The numbers after the header, which is the same for the same network.
    private float[] Weights(string name)
    {
        var file = File.ReadAllBytes(_folder[$"{name}/weights.safetensors"]);
        return MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + (int)BitConverter.ToInt64(file))).ToArray();
    }
}
