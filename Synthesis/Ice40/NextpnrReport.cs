// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rtlgen.Synthesis.Ice40;

/// <summary>What nextpnr-ice40 says of one run.</summary>
/// <param name="FmaxMHz">Highest clock.</param>
/// <param name="Nanoseconds">The longest path from register to register.</param>
/// <param name="Start">The cell that it starts at, as nextpnr packed it.</param>
/// <param name="StartNet">The net that it starts with.</param>
/// <param name="End">The cell that it ends at.</param>
/// <param name="Cells">Cells on it.</param>
internal sealed partial record NextpnrReport(
    double FmaxMHz, double Nanoseconds, string Start, string StartNet, string End, int Cells)
{
    /// <summary>Reads a report as <c>--report</c> writes it.</summary>
    /// <exception cref="SynthesisException">It has not exactly one clock, or no path of it.</exception>
    public static NextpnrReport Parse(string module, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var clocks = document.RootElement.GetProperty("fmax").EnumerateObject().ToList();
            var edge = clocks.Count == 1 ? "posedge " + clocks[0].Name
                : throw new SynthesisException($"{module}: nextpnr-ice40: reports {clocks.Count} clocks, must report one");
            var path = document.RootElement.GetProperty("critical_paths").EnumerateArray()
                .Where(one => one.GetProperty("from").GetString() == edge && one.GetProperty("to").GetString() == edge)
                .Select(one => one.GetProperty("path").EnumerateArray().ToList())
                .FirstOrDefault()
                ?? throw new SynthesisException($"{module}: nextpnr-ice40: reports no path of its clock, must report the longest");
            var start = path.First(step => Kind(step) == "clk-to-q");
            var fmax = clocks[0].Value.GetProperty("achieved").GetDouble();
            return fmax > 0
                ? new NextpnrReport(
                    fmax,
                    path.Sum(step => step.GetProperty("delay").GetDouble()),
                    Cell(start, "to"),
                    path.First(step => Kind(step) == "routing").GetProperty("net").GetString()!,
                    Cell(path.Last(step => Kind(step) == "setup"), "to"),
                    path.Count(step => Kind(step) is "clk-to-q" or "logic"))
                : throw new SynthesisException($"{module}: nextpnr-ice40: reports {fmax} MHz, must be more than 0");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SynthesisException($"{module}: nextpnr-ice40: its report is not understood: {exception.Message}", exception);
        }
    }

    /// <summary>Reads how many cells of a kind a run used: <c>ICESTORM_LC:  923/ 7680  12%</c>.</summary>
    /// <exception cref="SynthesisException">The output does not say.</exception>
    public static (int Used, int Available) Utilisation(string module, string kind, string output)
    {
        var match = Regex.Match(output, $@"\s{kind}:\s*(?<used>\d+)/\s*(?<all>\d+)\s");
        return match.Success
            ? (int.Parse(match.Groups["used"].ValueSpan), int.Parse(match.Groups["all"].ValueSpan))
            : throw new SynthesisException($"{module}: nextpnr-ice40: does not say how many {kind} it uses, must say");
    }

    private static string Kind(JsonElement step) => step.GetProperty("type").GetString()!;

    private static string Cell(JsonElement step, string end) => PackedName().Replace(
        step.GetProperty(end).GetProperty("cell").GetString()!, "");

    [GeneratedRegex("_(DFFLC|LC|RAM)$")]
    private static partial Regex PackedName();
}
