// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Rtlgen.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Training.Run;
using Rtlgen.Training.Run;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>Pictures of runs: what is in them, and what happens to logs that are short or wrong.</summary>
public sealed class PlotTests : IDisposable
{
    private const string Versions = ",\"versions\":{\"torch\":\"1\",\"dotnet\":\"1\"}";
    private const string StepBegin = "{\"event\":\"step\",\"step\":20,";
    private const string StepEnd = "\"loss\":1,\"learningRate\":1,\"lengths\":{\"x\":";

    private static readonly string[] WithNames = ["lengths", "exponents", "final-lengths"];
    private static readonly Tool Missing = new("rtlgen-no-such-tool", "librsvg2-bin");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("qm+qe", 3, true, "done", "lengths loss footprint exponents final-lengths")]
    [InlineData("qm+qe", 1, true, "max-steps", "lengths loss footprint exponents final-lengths")]
    [InlineData("qm+qe", 2, false, null, "lengths loss footprint exponents final-lengths")]
    [InlineData("fp32", 2, true, "done", "lengths loss footprint exponents final-lengths")]
    [InlineData("qm+qe", 0, true, "interrupted", "lengths loss final-lengths")]
    public void Every_picture_is_well_formed_and_those_of_tensors_name_each(
        string method, int epochs, bool steps, string? end, string expected)
    {
        SampleLog.Write(_folder["run"], SampleLog.Run(method, epochs, steps, end));
        var run = CommandRun.Succeeds("plot", _folder["run"], "--svg", "--json");
        var paths = run.Json.EnumerateArray().Select(path => path.GetString()!).ToList();
        Assert.Equal(expected.Split(' '), paths.Select(Path.GetFileNameWithoutExtension));
        Assert.All(paths, path => Assert.Equal(_folder["run/pictures"], Path.GetDirectoryName(path)));
        foreach (var path in paths)
        {
            var names = XDocument.Load(path).Descendants().Where(item => item.Name.LocalName == "text")
                .Select(item => item.Value).ToList();
            Assert.Contains(names, text => text.Contains($"fashion-mnist, {method}", StringComparison.Ordinal));
            Assert.DoesNotContain("NaN", File.ReadAllText(path), StringComparison.Ordinal);
            if (WithNames.Contains(Path.GetFileNameWithoutExtension(path)))
            {
                Assert.All(SampleLog.Tensors, name => Assert.Contains(name.Replace('\u0001', '\uFFFD'), names));
            }
        }
    }

    [Fact]
    public void The_same_log_gives_the_same_bytes_and_PNG_of_twice_the_size()
    {
        SampleLog.Write(_folder["run"], SampleLog.Run());
        CommandRun.Succeeds("plot", _folder["run"]);
        CommandRun.Succeeds("plot", _folder["run"], "--output", _folder["again"]);
        var first = Directory.GetFiles(_folder["run/pictures"]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(10, first.Count);
        Assert.Equal(10, Directory.GetFiles(_folder["again"]).Length);
        foreach (var path in first)
        {
            var bytes = File.ReadAllBytes(path);
            Assert.Equal(bytes, File.ReadAllBytes(_folder[$"again/{Path.GetFileName(path)}"]));
            if (path.EndsWith(".png", StringComparison.Ordinal))
            {
                Assert.Equal("PNG\r\n\u001a\n"u8.ToArray(), bytes[1..8]);
                Assert.Equal(2000, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
            }
        }
    }

    [Theory]
    [InlineData("lengths", 2, "[3.9,3]")]
    [InlineData("final-lengths", -1, "[0,1]")]
    public void A_length_that_differs_changes_the_picture(string picture, int fromEnd, string length)
    {
        var lines = SampleLog.Run(epochs: 0, end: null);
        var before = Draw(lines, picture);
        lines[fromEnd < 0 ? lines.Count + fromEnd : fromEnd]["lengths"]![SampleLog.Tensors[0]] = JsonNode.Parse(length);
        Assert.NotEqual(before, Draw(lines, picture));
    }

    [Fact]
    public void Lengths_are_rounded_up_where_the_run_froze_them()
    {
        SampleLog.Write(_folder["run"], SampleLog.Run());
        var run = RunHistory.Read(_folder["run/log.jsonl"]);
        Assert.Equal(2.7, run.Start.Frozen, 6);
        Assert.All(
            run.Lengths, point => Assert.Equal(point.Position > run.Start.Frozen, point.Lengths[1] == (3.0, 4.0)));
    }

    [Theory]
    [InlineData(2, "{\"event\":\"step\",", ":2: is damaged, or no line of rtlgen train: ")]
    [InlineData(3, "{\"event\":\"stop\"}", "event is 'stop', must be start, step, epoch or end")]
    [InlineData(3, "{\"step\":1}", ":3: is damaged")]
    [InlineData(3, "null", ":3: is damaged")]
    [InlineData(3, StepBegin + "\"learningRate\":1,\"lengths\":{}}", "including: 'loss'")]
    [InlineData(3, StepBegin + StepEnd + "[1,2]}}", "lengths are of other tensors than before")]
    [InlineData(3, StepBegin + StepEnd + "[1]}}", "lengths of 'x' must be two numbers")]
    [InlineData(1, "{\"event\":\"start\",\"step\":0,\"steps\":0,\"options\":{}" + Versions + "}", "steps and options.epochs must be")]
    [InlineData(1, "{\"event\":\"end\",\"reason\":\"done\"}", "the first line must be the event start")]
    public void A_damaged_line_is_named(int number, string line, string expected)
    {
        SampleLog.Write(_folder["run"], SampleLog.Run());
        var lines = File.ReadAllLines(_folder["run/log.jsonl"]);
        lines[number - 1] = line;
        File.WriteAllLines(_folder["run/log.jsonl"], lines);
        CommandRun.Fails(ExitCode.Input, expected, "plot", _folder["run"]);
        CommandRun.Fails(ExitCode.Input, $"log.jsonl:{number}: ", "plot", _folder["run"]);
        Assert.False(Directory.Exists(_folder["run/pictures"]));
    }

    [Fact]
    public void A_histogram_of_another_size_is_refused()
    {
        var lines = SampleLog.Run(epochs: 1);
        var epoch = lines.FindIndex(line => (string?)line["event"] == "epoch");
        lines[epoch]["tensors"]![1]!["exponentHistogram"] = new JsonArray(1, 2);
        SampleLog.Write(_folder["run"], lines);
        CommandRun.Fails(
            ExitCode.Input, $"log.jsonl:{epoch + 1}: is damaged, or no line of rtlgen train: exponentHistogram of "
            + "'fc.weight' must have 256 numbers", "plot", _folder["run"]);
    }

    [Fact]
    public void A_line_that_is_being_written_does_not_count()
    {
        SampleLog.Write(_folder["run"], SampleLog.Run(end: null));
        var before = RunHistory.Read(_folder["run/log.jsonl"]);
        File.AppendAllText(_folder["run/log.jsonl"], "{\"event\":\"st");
        Assert.Equal(before.Steps.Count, RunHistory.Read(_folder["run/log.jsonl"]).Steps.Count);
    }

    [Fact]
    public void A_folder_without_a_log_or_with_an_empty_one_is_refused_by_name()
    {
        Directory.CreateDirectory(_folder["run"]);
        CommandRun.Fails(ExitCode.Input, "run/log.jsonl: there is no such log", "plot", _folder["run"]);
        _folder.Write("run/log.jsonl", "");
        CommandRun.Fails(ExitCode.Input, "run/log.jsonl: has no line yet", "plot", _folder["run"]);
        SampleLog.Write(_folder["run"], [SampleLog.Start()]);
        CommandRun.Fails(ExitCode.Input, "run/log.jsonl: has no step and no epoch yet", "plot", _folder["run"]);
        CommandRun.Fails(
            ExitCode.Usage, "unknown option '--svgs', did you mean '--svg'?", "plot", _folder["run"], "--svgs");
    }

    [Fact]
    public void Without_the_converter_plot_writes_nothing_and_train_writes_SVG_and_a_line()
    {
        SampleLog.Write(_folder["run"], SampleLog.Run());
        var failure = Assert.Throws<ToolMissingException>(
            () => RunPictures.Write(_folder["run/log.jsonl"], _folder["out"], Missing));
        Assert.Contains("install the Debian package librsvg2-bin", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));

        Assert.Equal(
            "rtlgen: note: pictures are SVG alone: rtlgen-no-such-tool is not installed: install the Debian package "
            + "librsvg2-bin\n", DrawAfter());
        Assert.Equal(5, Directory.GetFiles(_folder["run/pictures"]).Length);
    }

    [Fact]
    public void A_picture_that_cannot_be_drawn_does_not_fail_a_run()
    {
        SampleLog.Write(_folder["run"], [SampleLog.Start()]);
        Assert.StartsWith("rtlgen: note: no pictures: ", DrawAfter(), StringComparison.Ordinal);
        SampleLog.Write(_folder["run"], SampleLog.Run());
        _folder.Write("run/pictures", "a file where a folder should be");
        Assert.StartsWith("rtlgen: note: no pictures: ", DrawAfter(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_an_earlier_log_do_not_stay_beside_new_ones()
    {
        SampleLog.Write(_folder["run"], SampleLog.Run());
        CommandRun.Succeeds("plot", _folder["run"]);
        var notes = _folder.Write("run/pictures/notes.txt", "");
        SampleLog.Write(_folder["run"], SampleLog.Run(epochs: 0, end: null));
        CommandRun.Succeeds("plot", _folder["run"], "--svg");
        Assert.Equal(3 + 1, Directory.GetFiles(_folder["run/pictures"]).Length);
        Assert.True(File.Exists(notes));
    }

    private string DrawAfter()
    {
        using var error = new StringWriter { NewLine = "\n" };
        PlotCommand.DrawAfter(
            _folder["run"], Missing, new Terminal(TextWriter.Null, error, false, CancellationToken.None));
        Assert.Equal(1, error.ToString().Count(letter => letter == '\n'));
        return error.ToString();
    }

    private string Draw(IEnumerable<JsonObject> lines, string picture)
    {
        SampleLog.Write(_folder["run"], lines);
        CommandRun.Succeeds("plot", _folder["run"], "--svg");
        return File.ReadAllText(_folder[$"run/pictures/{picture}.svg"]);
    }
}
