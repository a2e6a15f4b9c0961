// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Training.Run;
using Xunit;

namespace Rtlgen.Tests.Training.Run;

/// <summary>Event files, read by a reader that shares nothing with the writer.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_readers_checksum_has_the_check_value_of_the_standard() =>
        Assert.Equal(0xE3069283u, EventReader.Crc32C("123456789"u8));

    [Fact]
    public void Every_figure_of_a_runs_log_is_in_the_events_at_its_step()
    {
        CommandRun.Succeeds(
            "train", "--model", "mlp", "--data", "mnist", "--data-path", TinyData.WriteMnist(_folder, "mnist"), "--out",
            _folder["run"], "--threads", "1", "--batch", "64", "--epochs", "2", "--log-every", "3", "--no-pictures");
        var events = EventReader.ReadFolder(_folder["run"]);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.True(events[1] is { Starts: true, Step: 1 });
        var log = File.ReadAllLines(_folder["run/log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("event").GetString() is "step" or "epoch").ToList();
        Assert.Equal(5 + 2, log.Count);
        Assert.Equal(log.Count, events.Count - 2);
        foreach (var (line, item) in log.Zip(events.Skip(2)))
        {
            Assert.Equal(line.GetProperty("step").GetInt64(), item.Step);
            if (line.TryGetProperty("lengths", out var lengths))
            {
                Same(line.GetProperty("loss"), item.Scalars["loss/train"]);
                Same(line.GetProperty("learningRate"), item.Scalars["learning_rate"]);
                Assert.All(lengths.EnumerateObject(), length =>
                {
                    Same(length.Value[0], item.Scalars[$"lengths/mantissa/{length.Name}"]);
                    Same(length.Value[1], item.Scalars[$"lengths/exponent/{length.Name}"]);
                });
                continue;
            }

            Same(line.GetProperty("trainLoss"), item.Scalars["loss/train_epoch"]);
            Same(line.GetProperty("validationLoss"), item.Scalars["loss/validation"]);
            Same(line.GetProperty("accuracy"), item.Scalars["accuracy"]);
            Same(line.GetProperty("fixedRatio"), item.Scalars["footprint_epoch/fixed"]);
            Same(line.GetProperty("runFixedRatio"), item.Scalars["footprint_run/fixed"]);
            Same(line.GetProperty("runBestRatio"), item.Scalars["footprint_run/best"]);
            Assert.All(line.GetProperty("tensors").EnumerateArray(), tensor =>
            {
                var counts = tensor.GetProperty("exponentHistogram").EnumerateArray()
                    .Select(count => count.GetDouble()).ToList();
                var histogram = item.Histograms[$"exponents/{tensor.GetProperty("name")}"];
                Assert.Equal(counts.Skip(1).Sum(), histogram.Num);
                Assert.All(histogram.Limits.Zip(histogram.Counts), bucket =>
                    Assert.Equal(counts[(int)(bucket.First - 0.5) + 127], bucket.Second));
                Assert.Equal(counts.Skip(1).Sum(), histogram.Counts.Sum());
                Assert.Equal((histogram.Limits[0] - 0.5, histogram.Limits[^1] - 0.5), (histogram.Min, histogram.Max));
            });
        }

        static void Same(JsonElement expected, float found) => Assert.Equal((float)expected.GetDouble(), found);
    }

    [Fact]
    public void A_tensor_of_zeros_has_an_empty_histogram()
    {
        var epoch = SampleLog.Epoch(100);
        var tensor = epoch["tensors"]![0]!;
        tensor["exponentHistogram"] = JsonSerializer.SerializeToNode(new long[256].Select((_, i) => i == 0 ? 9L : 0));
        Write(0, epoch);
        var item = EventReader.ReadFolder(_folder["."])[^1];
        Assert.Equal(0, item.Histograms["exponents/conv1.weight"].Num);
        Assert.Equal(1, item.Scalars["zeros/conv1.weight"]);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed()
    {
        Write(0, SampleLog.Step(50), SampleLog.Epoch(100));
        var file = File.ReadAllBytes(Directory.GetFiles(_folder["."], "*tfevents*").Single());
        Assert.Equal(4, EventReader.Read(file).Count);
        var random = Properties.Random();
        for (var i = 0; i < 300; i++)
        {
            var place = random.Next(file.Length);
            file[place] ^= (byte)(1 << (i % 8));
            Assert.Throws<InvalidDataException>(() => EventReader.Read(file));
            file[place] ^= (byte)(1 << (i % 8));
        }
    }

    [Fact]
    public void A_run_that_goes_on_replaces_what_came_after_its_checkpoint_and_keeps_what_came_with_it()
    {
        Write(0, SampleLog.Step(50), SampleLog.Epoch(100), SampleLog.Step(100), SampleLog.Step(150));
        Write(100, SampleLog.Step(150), SampleLog.Step(200));
        Assert.Equal([50, 100, 100, 150, 200], Steps());
        Write(100, SampleLog.Step(150));
        Assert.Equal([50, 100, 100, 150], Steps());
    }

    [Fact]
    public void A_run_from_the_beginning_replaces_all_events_but_those_of_others()
    {
        Write(0, SampleLog.Step(50));
        Write(50, SampleLog.Step(100));
        var other = _folder.Write("events.out.tfevents.7.host", "");
        Write(0, SampleLog.Step(60));
        Assert.Equal([60], Steps());
        Assert.True(File.Exists(other));
    }

    private List<long> Steps() =>
        [.. EventReader.ReadFolder(_folder["."]).Where(item => item.Scalars.Count > 0).Select(item => item.Step)];

    private void Write(long step, params IEnumerable<JsonObject> lines)
    {
        using var log = new TensorBoardLog(_folder["."], step);
        log.Write(SampleLog.Start(step: step));
        foreach (var line in lines)
        {
            log.Write(line);
        }
    }
}
