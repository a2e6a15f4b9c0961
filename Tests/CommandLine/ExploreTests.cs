// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Rtlgen.CommandLine;
using Rtlgen.CommandLine.Exploration;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Synthesis;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary><c>rtlgen explore</c>: plans, points that fail, interruption, which are best, what is written.</summary>
public sealed class ExploreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_list_of_a_sweep_is_of_values_of_the_hardware_field_of_its_name()
    {
        foreach (var list in typeof(ExploreSweep).GetProperties())
        {
            var field = typeof(HardwareFile).GetProperty(list.Name);
            Assert.True(field is not null, $"a hardware configuration has no field {list.Name}");
            Assert.Equal(
                Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType,
                Assert.Single(list.PropertyType.GetGenericArguments()));
        }
    }

    [Fact]
    public void Lists_are_combined_and_specialised_hardware_stands_beside_sets_of_coders()
    {
        var plan = Read("""
            {
              "lanes": [2, 4], "word": [16], "coders": [["peak"], ["delta", "bias"]], "frozen": [{ "mantissa": 3 }]
            }
            """);
        Assert.Equal(
            [
                "2/16/[\"peak\"]/", "2/16/[\"delta\",\"bias\"]/", "4/16/[\"peak\"]/", "4/16/[\"delta\",\"bias\"]/",
                "2/16//{\"mantissa\":3}", "4/16//{\"mantissa\":3}",
            ],
            plan.Hardware().Select(Text));
        Assert.Equal(["2///", "4///"], Read("""{ "lanes": [2, 4, 2] }""").Hardware().Select(Text));
        Assert.Equal(["///{\"exponent\":8}"], Read("""{ "frozen": [{ "exponent": 8 }] }""").Hardware().Select(Text));

        static string Text(string json)
        {
            var node = JsonNode.Parse(json)!;
            string[] fields = ["lanes", "word", "coders", "frozen"];
            return string.Join('/', fields.Select(field => node[field]?.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("""{ "lanes": [] }""", "sweep.lanes is empty, must have one value or more")]
    [InlineData("""{ "lane": [1] }""", "unknown field 'sweep.lane', did you mean 'lanes'?")]
    [InlineData("""{ "lanes": 8 }""", "sweep.lanes must be an array, not 8")]
    [InlineData("""{ "lanes": ["8"] }""", "sweep.lanes[0] is '8', must be an integer")]
    [InlineData("""{ "coders": [["peek"]] }""", "sweep.coders[0][0] is 'peek', must be one of")]
    [InlineData("""{ "frozen": [{ "mantissa": 30 }] }""", "sweep.frozen[0].mantissa is 30, must be 0 to 23")]
    public void A_wrong_plan_is_refused_by_field(string sweep, string expected) =>
        CommandRun.Fails(ExitCode.Input, expected, "explore", Plan(sweep), "-o", _folder["out"]);

    [Fact]
    public void A_plan_of_too_many_points_is_refused()
    {
        var numbers = string.Join(',', Enumerable.Range(1, 200));
        CommandRun.Fails(
            ExitCode.Input, "sweep has more than 10000 points", "explore",
            Plan($$"""{ "lanes": [{{numbers}}], "rows": [{{numbers}}] }"""), "-o", _folder["out"]);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_point_that_fails_is_told_and_the_others_go_on(int jobs)
    {
        var hardware = Read("""{ "lanes": [1, 2, 40, 4, 8] }""").Hardware();
        var runner = Runner(
            config => config.Lanes == 2 ? throw new SynthesisException("no\nway") : Figures(config), jobs);
        var points = runner.Run(hardware, _ => { });
        Assert.Equal(
            [null, "no way", "lanes is 40, must be 1 to 32", null, null], points.Select(point => point.Failure));
        Assert.Equal([1, null, null, 4, 8], points.Select(point => point.Figures?.EncoderUm2));
        Assert.Equal("fp32_l1_r8_w32", points[0].Name);
        Assert.Equal("{lanes:40}", points[2].Name);
    }

    [Fact]
    public void A_tool_that_is_missing_ends_all()
    {
        var runner = Runner(_ => throw new ToolMissingException("yosys is not installed"), 1);
        var error = Assert.ThrowsAny<Exception>(() => runner.Run(Read("""{ "lanes": [1, 2] }""").Hardware(), _ => { }));
        Assert.IsType<ToolMissingException>((error as AggregateException)?.InnerException ?? error);
    }

    [Fact]
    public void What_was_done_before_an_interruption_has_been_reported_and_nothing_counts_as_failed()
    {
        using var stop = new CancellationTokenSource();
        var reported = new ConcurrentQueue<IReadOnlyList<ExplorePoint>>();
        var runner = Runner(
            config =>
            {
                if (config.Lanes == 4)
                {
                    stop.Cancel();
                    throw new IOException("killed by the same signal");
                }

                return Figures(config);
            },
            1, stop.Token);
        Assert.ThrowsAny<OperationCanceledException>(
            () => runner.Run(Read("""{ "lanes": [1, 2, 4, 8] }""").Hardware(), reported.Enqueue));
        Assert.Equal(2, reported.Count);
        Assert.Equal([true, true, false, false], reported.Last().Select(point => point.Figures is not null));
        Assert.All(reported.Last(), point => Assert.Null(point.Failure));
    }

    [Theory]
    [InlineData(10, 5, 8, false)]
    [InlineData(11, 5, 8, true)]
    [InlineData(10, 4, 8, true)]
    [InlineData(10, 5, 9, true)]
    [InlineData(9, 4, 9, false)]
    [InlineData(11, 6, 9, false)]
    [InlineData(11, 4, 7, false)]
    public void A_point_dominates_one_that_is_nowhere_better_and_somewhere_worse(
        double area, double bandwidth, double bits, bool expected)
    {
        var point = new ExploreFigures(10, 0, 1, 1, 5, 8, 1);
        Assert.Equal(expected, point.Dominates(new ExploreFigures(area, 0, 1, 1, bandwidth, bits, 1)));
    }

    [Fact]
    public void Best_is_exactly_what_no_other_of_its_container_dominates()
    {
        var random = Properties.Random();
        for (var round = 0; round < 100; round++)
        {
            var points = Enumerable.Range(0, 12).Select(number => new ExplorePoint(
                $"p{number}", new JsonObject(), random.Next(2) == 0 ? "fp32" : "bf16", false,
                random.Next(5) == 0
                    ? null
                    : new ExploreFigures(random.Next(4), 1, 1, 1, random.Next(4), random.Next(4), 1))).ToList();
            var report = ExploreReport.Of("plan", "tensors", "cells", points);
            var best = report.Points.Where(point => point.IsBest).ToList();
            Assert.All(report.Points, point => Assert.False(point.IsBest && point.Figures is null));
            Assert.All(best, one => Assert.DoesNotContain(best, other =>
                other.Container == one.Container && other.Figures!.Dominates(one.Figures!)));
            Assert.All(report.Points.Where(point => point.Figures is not null && !point.IsBest), point =>
                Assert.Contains(best, other =>
                    other.Container == point.Container && other.Figures!.Dominates(point.Figures!)));
        }
    }

    [Fact]
    public void Bits_a_value_are_those_of_measure_with_the_best_coder_that_hardware_has()
    {
        var sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");
        var lengths = new ExploreLengths { Mantissa = 3, Exponent = 5 };
        using var tensors = new ExploreTensors("sample", TensorFiles.Open(sample), lengths);
        Assert.Equal(Expected("delta", "5"), Measure("""{ "schemaVersion": 1, "coders": ["delta", "fixed"] }"""), 12);
        Assert.Equal(Expected("fixed", "5"), Measure("""{ "schemaVersion": 1, "coders": ["fixed"] }"""), 12);
        Assert.Equal(
            Expected("peak", "4", "--low", "113", "--lanes", "4", "--sign", "1"),
            Measure("""
                {
                  "schemaVersion": 1, "lanes": 4,
                  "frozen": { "mantissa": 3, "exponent": 4, "low": 113, "coder": "peak" }
                }
                """),
            12);

        double Measure(string json) =>
            tensors.Measure(HardwareFile.Parse("h", System.Text.Encoding.UTF8.GetBytes(json)), default).BitsPerValue;

        double Expected(string coder, string exponent, params string[] options)
        {
            var coders = CommandRun.Succeeds([
                "measure", sample, "--json", "--coder", coder, "--mantissa", "3", "--exponent", exponent, .. options])
                .Json.GetProperty("total").GetProperty("coders");
            return coders.GetProperty(coder).GetProperty("bitsPerValue").GetDouble();
        }
    }

    [Fact]
    public void A_plan_is_tried_written_and_tried_again_with_the_same_results()
    {
        var plan = Plan("""{ "lanes": [1, 40], "rows": [2], "coders": [["delta"]], "roundings": [["truncate"]] }""");
        var first = Run();
        Assert.Equal(ExitCode.CheckFailed, first.Code);
        Assert.Contains(
            "FAIL {lanes:40,rows:2,coders:[delta],roundings:[truncate]}: lanes is 40, must be 1 to 32", first.Output,
            StringComparison.Ordinal);
        var written = File.ReadAllText(_folder["out/explore.json"]);
        var point = JsonDocument.Parse(written).RootElement.GetProperty("points")[0];
        Assert.Equal("fp32_l1_r2_w32_delta_truncate", point.GetProperty("name").GetString());
        Assert.True(point.GetProperty("isBest").GetBoolean());
        var figures = point.GetProperty("figures");
        Assert.Equal(
            4 * figures.GetProperty("fmaxMHz").GetDouble() / 1e3,
            figures.GetProperty("gigabytesPerSecond").GetDouble(), 9);
        var lines = File.ReadAllLines(_folder["out/explore.csv"]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("fp32_l1_r2_w32_delta_truncate,fp32,0,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",0,\"lanes is 40, must be 1 to 32\"", lines[2], StringComparison.Ordinal);
        Assert.NotEmpty(XDocument.Load(_folder["out/pareto.svg"]).Descendants());

        Assert.Equal(first.Output, Run().Output);
        Assert.Equal(written, File.ReadAllText(_folder["out/explore.json"]));

        CommandRun Run() => CommandRun.Of("explore", plan, "--offline", "--svg", "-o", _folder["out"]);
    }

    [Fact]
    public void A_picture_has_a_point_for_each_configuration_and_names_the_best()
    {
        var hardware = Read("""{ "lanes": [1, 2, 4], "coders": [["peak"]], "frozen": [{ "mantissa": 3 }] }""")
            .Hardware();
        var report = ExploreReport.Of("plan", "tensors", "cells", Runner(Figures, 1).Run(hardware, _ => { }));
        using var text = new StringWriter();
        ParetoPicture.Draw(report).Write(text);
        var picture = XDocument.Parse(text.ToString()).Descendants().ToList();
        Assert.DoesNotContain("NaN", text.ToString(), StringComparison.Ordinal);
        var names = picture.Where(item => item.Name.LocalName == "text").Select(item => item.Value).ToList();
        Assert.All(report.Points, point => Assert.Equal(point.IsBest, names.Contains(point.Name)));
        Assert.Equal(3 + 1, picture.Count(item => item.Name.LocalName == "circle"));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        CommandRun.Fails(ExitCode.Input, "none.json: no such file", "explore", "none.json", "-o", _folder["out"]);
        var plan = Plan("""{ "lanes": [1] }""");
        CommandRun.Fails(ExitCode.Usage, "--jobs is '0', must be 1 to 256", "explore", plan, "--jobs", "0");
        CommandRun.Fails(ExitCode.Input, "none.npy", "explore", plan, "--tensors", "none.npy", "-o", _folder["out"]);
        var empty = CommandRun.WriteTensors(_folder["empty.safetensors"]);
        CommandRun.Fails(
            ExitCode.Input, "has no values of F32, BF16 or F16", "explore", plan, "--tensors", empty, "-o",
            _folder["out"]);
        Assert.False(Directory.Exists(_folder["out"]));
        CommandRun.Fails(ExitCode.Output, "", "explore", plan, "--offline", "--svg", "-o", plan);
    }

    [Theory]
    [InlineData("explore", 12)]
    [InlineData("explore-long", 200)]
    public void The_committed_plans_are_of_hardware_that_there_is(string name, int atMost)
    {
        var hardware = ExploreFile.Read(Repository.Path("studies", $"{name}.json")).Hardware();
        Assert.InRange(hardware.Count, 8, atMost);
        Assert.All(hardware, json => HardwareFile.Parse(name, System.Text.Encoding.UTF8.GetBytes(json)));
    }

    private static ExploreRunner Runner(
        Func<HardwareConfig, ExploreFigures> attempt, int jobs, CancellationToken cancellation = default) =>
        new(attempt, jobs, new Terminal(TextWriter.Null, TextWriter.Null, false, cancellation));

    private static ExploreFigures Figures(HardwareConfig config) =>
        new(config.Lanes, 1, config.Lanes, 100, config.Lanes, config.Frozen is null ? 8 : 9, 4);

    private ExploreFile Read(string sweep) => ExploreFile.Read(Plan(sweep));

    private string Plan(string sweep) => _folder.Write("plan.json", $$"""{ "schemaVersion": 1, "sweep": {{sweep}} }""");
}
