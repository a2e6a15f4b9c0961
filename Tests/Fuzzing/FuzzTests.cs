// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.CommandLine;
using Rtlgen.Fuzzing;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.Fuzzing.Running;
using Rtlgen.Fuzzing.Targets;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Fuzzing;

/// <summary>Random and damaged inputs for everything that reads, and that the fuzzer notices faults.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int FaultInputs = 5_000;

    private readonly TemporaryFolder _folder = new();

    private static long Inputs =>
        Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") is { Length: > 0 } ? 10_000_000 : 40_000;

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "accept", "accepted, but the golden model refuses" },
        { "value", "but the golden model has" },
        { "write", "a refused tensor's values were written" },
        { "exception", "planted; but the golden model refuses" },
        { "over-read", "AccessViolationException" },
        { "under-read", "AccessViolationException" },
        { "over-write", "AccessViolationException" },
        { "hang", "hangs" },
        { "hoard", "bytes were allocated, at most" },
    };

    [Fact]
    public void Decoders_and_readers_treat_every_input_as_the_golden_model_does()
    {
        var report = Run(new FuzzOptions { Count = Inputs, Seed = (long)(Properties.Seed % int.MaxValue) });
        Assert.True(report.Fault is null, $"{report.Fault?.Problem}\nrun again with\n    {report.Rerun}");
        Assert.Equal(Inputs, report.Tally.Total());
        Assert.Equal(FuzzTargets.Names.Order(StringComparer.Ordinal), report.Tally.Counts.Keys);
        Assert.All(report.Tally.Counts.Values, kinds =>
            Assert.InRange(kinds[FuzzTarget.Accepted], kinds.Values.Sum() / 20, kinds.Values.Sum() * 3 / 4));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_planted_fault_is_found_with_its_input_and_how_to_run_it_again(string fault, string problem)
    {
        var options = new FuzzOptions { Count = FaultInputs, Plant = fault, HangSeconds = 2, Folder = _folder["."] };
        var report = Run(options);
        Assert.Contains(problem, report.Fault!.Problem, StringComparison.Ordinal);
        Assert.Equal($"./rtlgen fuzz --seed 1 --from {report.Fault.Number} -n 1", report.Rerun);
        Assert.StartsWith("Descriptor {", File.ReadAllText(report.Fault.Input!), StringComparison.Ordinal);

        var again = Run(options with { From = report.Fault.Number, Count = 1 });
        Assert.Equal(report.Fault.Number, again.Fault!.Number);
        Assert.Null(Run(options with { From = report.Fault.Number, Count = 1, Plant = null }).Fault);
    }

    [Fact]
    public void The_command_ends_with_exit_code_1_at_a_fault()
    {
        var run = CommandRun.Of("fuzz", "-n", "100", "--plant", "accept", "--only", "stream", "--json");
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        var fault = run.Json.GetProperty("fault");
        Assert.EndsWith("--only stream", fault.GetProperty("rerun").GetString(), StringComparison.Ordinal);
        File.Delete(fault.GetProperty("input").GetString()!);
    }

    [Fact]
    public void Shares_of_several_processes_are_the_inputs_of_one()
    {
        var one = Run(new FuzzOptions { Count = 3_000, From = 5 });
        var three = Run(new FuzzOptions { Count = 3_000, From = 5, Threads = 3 });
        Assert.Equal(Lines(one), Lines(three));

        static IEnumerable<string> Lines(FuzzReport report) => report.Tally.Counts.SelectMany(target =>
            target.Value.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{target.Key} {kind}"));
    }

    [Fact]
    public void A_run_ends_after_its_seconds_and_when_it_is_interrupted()
    {
        var report = Run(new FuzzOptions { Count = int.MaxValue, Seconds = 1, Threads = 2 });
        Assert.Null(report.Fault);
        Assert.InRange(report.Tally.Total(), 1, int.MaxValue - 1);
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.Equal(ExitCode.Interrupted, CommandRun.Of(interrupt.Token, "fuzz", "--seconds", "60").Code);
    }

    [Fact]
    public void A_reader_that_overlooks_a_hole_or_a_wrong_shape_is_found()
    {
        using var whole = SafetensorsReader.Read("x", File("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"""));
        FileAudit.Check(File("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"""), whole);
        foreach (var wrong in new[]
        {
            """{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""",
            """{"a":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}""",
            """{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}""",
            """{"a":{"dtype":"U8","shape":[2],"shape":[2],"data_offsets":[0,2]}}""",
            """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}}""",
        })
        {
            Assert.Throws<FuzzFailure>(() => FileAudit.Check(File(wrong), whole));
        }

        static byte[] File(string header) => TemporaryFolder.Safetensors(header, 2);
    }

    [Theory]
    [InlineData("throws", "InvalidOperationException instead of a refusal")]
    [InlineData("refuses", "a whole file is refused")]
    [InlineData("forgets the file", "does not start with the file")]
    [InlineData("hoards", "bytes were allocated, at most")]
    public void A_reader_of_files_with_a_fault_is_found(string fault, string problem)
    {
        using var target = new FileTarget(_folder["."], (name, bytes) => fault switch
        {
            "throws" => throw new InvalidOperationException("planted"),
            "refuses" => throw new InvalidDataException($"{name}: planted"),
            "forgets the file" => throw new InvalidDataException("planted"),
            _ => CompressedFile.Read(name, new byte[8 << 20].Length > 0 ? bytes : default),
        });
        var failure = Assert.Throws<FuzzFailure>(() =>
        {
            for (var number = 0; number < 1_000; number++)
            {
                target.Try(new Draw(1, 2, number));
            }
        });
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_must_be_of_the_documented_type_and_one_line()
    {
        Refusal.RequireClean(new InvalidDataException("x: is damaged"), "x: ");
        Assert.Throws<FuzzFailure>(() => Refusal.RequireClean(new InvalidDataException("x: is\ndamaged"), "x: "));
        Assert.Throws<FuzzFailure>(() => Refusal.RequireClean(new InvalidDataException("is damaged"), "x: "));
        Assert.Throws<FuzzFailure>(() => Refusal.RequireClean(new InvalidOperationException("x: is damaged"), "x: "));
        Assert.Equal("tensor '…': F32 […] has N bytes", Refusal.Kind("tensor 'a 1': F32 [1, 2] has 345 bytes"));
    }

    [Fact]
    public void An_input_is_the_same_whenever_it_is_drawn()
    {
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(
                StreamDraw.Make(new Draw(7, 0, number)).ToString(), StreamDraw.Make(new Draw(7, 0, number)).ToString());
        }

        Assert.NotEqual(StreamDraw.Make(new Draw(7, 0, 3)).ToString(), StreamDraw.Make(new Draw(8, 0, 3)).ToString());
    }

    [Theory]
    [InlineData("""{"version":1,"dtype":"F\udc0032"}""", "not valid Unicode text")]
    [InlineData("""{"version":1,"dtype":"F32","\ud800":1}""", "not valid Unicode text")]
    public void A_note_with_half_a_surrogate_pair_is_refused(string note, string expected)
    {
        var error = Assert.Throws<FormatException>(() => CompressedNote.Parse("a", note));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"low\": \"aut\\udc00\\ud800o\"", "layers[0].low is ")]
    [InlineData("\"isRegex\": true", "unknown field 'layers[0].isRegex'")]
    public void What_looks_like_a_field_of_bitlengths_is_refused(string field, string expected)
    {
        var text = $$"""{ "schemaVersion": 1, "layers": [ { "match": "a", {{field}} } ] }""";
        var error = Assert.Throws<InvalidDataException>(() => BitlengthFile.Parse("x", Encoding.UTF8.GetBytes(text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("isRegex,", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static FuzzReport Run(FuzzOptions options) =>
        new FuzzRun(options, FuzzCommand.Worker).Run(CancellationToken.None);
}
