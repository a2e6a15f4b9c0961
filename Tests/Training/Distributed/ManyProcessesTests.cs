// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
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
        _ = two.Succeed();

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
        var runs = two.Succeed();
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
        var clock = Stopwatch.StartNew();
        two.Signal(1, "KILL");
        var (code, words, _) = two.Wait();
        Assert.Equal(128 + 9, code);
        Assert.Contains("exited on signal 9", words, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        ResumesByTwo();
    }

    [Fact]
    public void An_interrupted_process_ends_all_after_the_same_step_with_a_checkpoint()
    {
        using var two = new TrainingProcesses(2, _ => Arguments("run", ["--epochs", "10000"]));
        WaitFor("run/last.ckpt");
        two.Signal(1, "TERM");
        var (code, words, ranks) = two.Wait();
        Assert.True(code == (int)ExitCode.Interrupted, words + ranks[0].Error);
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
    [InlineData("OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=2", "RANK is '2', must be 0 to 1", ExitCode.Usage)]
    [InlineData(
        "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", "rank 1 of 2, the MPI library rank 0 of 1",
        ExitCode.CheckFailed)]
    [InlineData("SLURM_STEP_NUM_TASKS=2 SLURM_PROCID=1", "must be srun --mpi=pmix", ExitCode.Usage)]
    public void Who_is_not_one_of_the_launcher_s_processes_says_so(string environment, string expected, ExitCode code)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "rtlgen.dll"), "train", .. Arguments("run", [])])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in environment.Split(' ').Select(item => item.Split('=')))
        {
            start.Environment[variable[0]] = variable[1];
        }

        using var alone = Process.Start(start)!;
        var output = alone.StandardOutput.ReadToEnd();
        var run = new CommandRun(default, output, alone.StandardError.ReadToEnd());
        Assert.True(alone.WaitForExit(TrainingProcesses.Patience), "the process does not end");
        Assert.Equal((code, ""), ((ExitCode)alone.ExitCode, output));
        Assert.Contains(expected, Assert.Single(Errors(run)), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["run/log.jsonl"]));
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
        _ = two.Succeed();
        var start = Events("run", "start")[^1].GetProperty("step").GetInt64();
        Assert.InRange(start, StepsOfEpoch, from ?? long.MaxValue);
        Assert.Equal(from ?? start, start);
        Assert.Equal(2, Events("run", "start")[^1].GetProperty("processes").GetInt32());
        Assert.Equal(last, Events("run", "end")[^1].GetProperty("step").ToString());
    }

    private static void AllFail(ExitCode code, string expected, Func<int, string[]> arguments)
    {
        using var two = new TrainingProcesses(2, arguments);
        var (actual, _, ranks) = two.Wait();
        Assert.Equal(code, (ExitCode)actual);

        // The launcher may end the others before they have spoken, or while they start.
        var errors = ranks.SelectMany(Errors).Where(error => !error.EndsWith("interrupted", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains(expected, error, StringComparison.Ordinal));
    }

    private void WaitFor(string file)
    {
        var end = DateTime.UtcNow + TrainingProcesses.Patience;
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
