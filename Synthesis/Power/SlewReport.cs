// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.Synthesis.Power;

/// <summary>How steep the signals of a netlist are, by OpenSTA.</summary>
internal static partial class SlewReport
{
    private const string Start = "rtlgen: slews";

    /// <summary>OpenSTA: slews of all pins.</summary>
    /// <param name="file">The netlist's file without its extension.</param>
    /// <param name="top">The module.</param>
    /// <param name="library">The cells.</param>
    public static string Script(string file, EmittedModule top, CellLibrary library) => $$"""
        {{AsicScripts.Constrained(file, top, library)}}
        sta::find_timing
        puts "{{Start}}"
        foreach pin [get_pins *] {
            foreach vertex [sta::Pin_vertices $pin] {
                puts "slew [get_property $pin full_name] [lindex [sta::Vertex_slews $vertex rise] 0] [lindex [sta::Vertex_slews $vertex fall] 0]"
            }
        }
        puts "{{TimingReport.Done}}"

        """;

    /// <summary>Reads OpenSTA's output.</summary>
    /// <param name="module">The module, for the message.</param>
    /// <param name="output">All that it wrote for <see cref="Script"/>.</param>
    /// <returns>Rise and fall in ns by cell and pin.</returns>
    /// <exception cref="SynthesisException">It holds an error, or something else than slews.</exception>
    public static Dictionary<string, (double Rise, double Fall)> Parse(string module, string output)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var said = ToolRun.Complaint(output)
            ?? lines.SkipWhile(line => line != TimingReport.LibraryRead).FirstOrDefault(line => line.StartsWith("Warning", StringComparison.Ordinal));
        if (said is not null || lines.Count == 0 || lines[^1] != TimingReport.Done)
        {
            throw new SynthesisException($"{module}: sta: {said ?? $"ended before its script, must print '{TimingReport.Done}'"}");
        }

        var slews = new Dictionary<string, (double Rise, double Fall)>();
        foreach (var line in lines.SkipWhile(line => line != Start).Skip(1).SkipLast(1))
        {
            var match = Slew().Match(line);
            if (!match.Success)
            {
                throw new SynthesisException($"{module}: sta: '{line}' must be a pin and two slews");
            }

            slews[match.Groups["pin"].Value] = (Nanoseconds(match.Groups["rise"]), Nanoseconds(match.Groups["fall"]));
        }

        return slews.Count > 0 ? slews : throw new SynthesisException($"{module}: sta: reports no slew, must report all");
    }

    // Seconds; what nothing drives has the tool's highest number, and costs nothing.
    private static double Nanoseconds(Group group) =>
        double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) is var seconds && Math.Abs(seconds) < 1 ? seconds * 1e9 : 0;

    [GeneratedRegex(@"^slew (?<pin>\S+) (?<rise>-?\d[\d.e+-]*) (?<fall>-?\d[\d.e+-]*)$")]
    private static partial Regex Slew();
}
