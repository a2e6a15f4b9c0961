// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.Generator.Packaging;
using Rtlgen.Verification.Packaging;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>A signal over some clocks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bits">Its values, if it has one bit; else null.</param>
/// <param name="Words">Its words, null where nothing is offered, if it has more; else null.</param>
/// <param name="Starts">Where a word is another one than the clock before.</param>
internal sealed record Trace(
    string Name, IReadOnlyList<bool>? Bits, IReadOnlyList<string?>? Words, IReadOnlyList<bool> Starts);

/// <summary>A few clocks of a simulation: how streams wait for each other.</summary>
/// <param name="Half">Encoder or decoder.</param>
/// <param name="First">The first clock that is shown, as the test bench counts them.</param>
/// <param name="Traces">The signals.</param>
internal sealed record Handshake(string Half, int First, IReadOnlyList<Trace> Traces)
{
    /// <summary>How many clocks are shown.</summary>
    public const int Clocks = 24;

    private const int ShownBits = 32;

    // Its words mean nothing.
    private const string NullBeat = "null";

    /// <summary>The clocks of a half that show most: both sides waiting, the end of a packet.</summary>
    public static Handshake Of(string half, BenchPlan plan, Waveform wave)
    {
        var streams = plan.Streams.Where(stream => stream.Half == half && stream.IsPacket).ToList();
        var first = Enumerable.Range(1, Math.Max(1, wave.Clocks - Clocks))
            .MaxBy(start => Score(streams, wave, start));
        return new Handshake(half, first, [.. streams.SelectMany(stream => Draw(stream, wave, first))]);
    }

    /// <summary>The source of the picture for WaveDrom.</summary>
    public string ToWaveDrom()
    {
        var signals = new JsonArray { new JsonObject { ["name"] = "aclk", ["wave"] = "p" + new string('.', Clocks - 1) } };
        foreach (var trace in Traces)
        {
            signals.Add(trace.Bits is { } bits
                ? new JsonObject { ["name"] = trace.Name, ["wave"] = Wave(trace.Starts, place => bits[place] ? '1' : '0') }
                : new JsonObject
                {
                    ["name"] = trace.Name,
                    ["wave"] = Wave(trace.Starts, place => trace.Words![place] is null ? 'x' : '='),
                    ["data"] = new JsonArray([.. Beats(trace).Select(word => (JsonNode)JsonValue.Create(word))]),
                });
        }

        var document = new JsonObject
        {
            ["signal"] = signals,
            ["head"] = new JsonObject { ["text"] = Title, ["tick"] = First },
        };
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    /// <summary>What the picture shows.</summary>
    public string Title => $"{Half}: streams that wait for each other, from the package's own test bench";

    private static IEnumerable<string> Beats(Trace trace) =>
        trace.Words!.Where((word, place) => word is not null && trace.Starts[place]).Select(word => word!);

    private static string Wave(IReadOnlyList<bool> starts, Func<int, char> letter) =>
        string.Concat(starts.Select((start, place) => start ? letter(place) : '.'));

    private static int Score(List<StreamVectors> streams, Waveform wave, int start) => streams.Sum(stream =>
    {
        var clocks = Enumerable.Range(start, Clocks).Select(clock => (
            Valid: wave.Bit(stream.Net + "_tvalid", clock), Ready: wave.Bit(stream.Net + "_tready", clock),
            Last: wave.Bit(stream.Net + "_tlast", clock))).ToList();
        return Is(clocks.Any(one => one.Valid && !one.Ready)) + Is(clocks.Any(one => !one.Valid && one.Ready))
            + Is(clocks.Any(one => one is { Valid: true, Ready: true, Last: true }))
            + Is(clocks.Count(one => one.Valid && one.Ready) >= Clocks / 3);
    });

    private static int Is(bool value) => value ? 1 : 0;

    private static IEnumerable<Trace> Draw(StreamVectors stream, Waveform wave, int first)
    {
        var clocks = Enumerable.Range(first, Clocks).ToList();
        foreach (var signal in new[] { "tvalid", "tready", "tlast" })
        {
            var bits = clocks.Select(clock => wave.Bit($"{stream.Net}_{signal}", clock)).ToList();
            var starts = bits.Select((bit, place) => place == 0 || bit != bits[place - 1]).ToList();
            yield return new Trace($"{stream.Port}_{signal}", bits, null, starts);
        }

        var shown = Math.Min(ShownBits, stream.DataBits);
        var words = clocks.Select(clock => !wave.Bit(stream.Net + "_tvalid", clock) ? null
            : wave.IsZero(stream.Net + "_tkeep", clock) ? NullBeat
            : wave.Hex(stream.Net + "_tdata", clock, shown)).ToList();
        var begins = words.Select((word, place) => place == 0 || word is null != words[place - 1] is null
            || (word is not null && wave.Bit(stream.Net + "_tready", first + place - 1))).ToList();
        yield return new Trace($"{stream.Port}_tdata[{shown - 1}:0]", null, words, begins);
    }
}
