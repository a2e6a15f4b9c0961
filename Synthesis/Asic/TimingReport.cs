// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;

namespace Rtlgen.Synthesis.Asic;

/// <summary>The longest path of a netlist, as OpenSTA reports it.</summary>
/// <param name="Start">The cell, or the port, that it starts at.</param>
/// <param name="End">The cell, or the port, that it ends at.</param>
/// <param name="Nanoseconds">The clock period that it needs: with a register's setup at its end.</param>
/// <param name="Cells">Cells on it.</param>
internal sealed partial record TimingReport(string Start, string End, double Nanoseconds, int Cells)
{
    /// <summary>The clock period that is asked for, in ns; the result does not depend on it.</summary>
    public const double Period = 100;

    /// <summary>Marks the end of what is said while the library is read: Liberty files make harmless warnings.</summary>
    public const string LibraryRead = "rtlgen: library read";

    /// <summary>Marks the start of the checks.</summary>
    public const string Checks = "rtlgen: checks";

    /// <summary>Marks the start of the path.</summary>
    public const string Path = "rtlgen: path";

    /// <summary>Marks the end: the script was not left before.</summary>
    public const string Done = "rtlgen: done";

    /// <summary>Reads OpenSTA's output.</summary>
    /// <param name="module">The module, for the message.</param>
    /// <param name="output">All that OpenSTA wrote, for the script of <see cref="AsicScripts.Timing"/>.</param>
    /// <param name="constants">Outputs, and registers' inputs as <c>CELL/PIN</c>, that are constants: no path leads to
    /// them.</param>
    /// <exception cref="SynthesisException">It holds an error, a warning behind the library's, or not the figures that
    /// it must hold.</exception>
    public static TimingReport Parse(string module, string output, IReadOnlySet<string>? constants = null)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).ToList();
        var said = ToolRun.Complaint(output)
            ?? Between(lines, LibraryRead, Checks).Concat(Between(lines, Path, Done))
                .FirstOrDefault(line => line.StartsWith("Warning", StringComparison.Ordinal))
            ?? Finding([.. Between(lines, Checks, Path).Where(line => line.Length > 0)], constants);
        if (said is not null)
        {
            throw new SynthesisException($"{module}: sta: {said}");
        }

        if (lines.Count == 0 || !lines.Contains(Done))
        {
            throw new SynthesisException($"{module}: sta: ended before its script, must print '{Done}'");
        }

        var path = Between(lines, Path, Done).ToList();
        var pins = path.Select(line => Pin().Match(line)).Where(match => match.Success).ToList();
        var slack = path.Select(line => Slack().Match(line)).Where(match => match.Success).ToList();
        if (pins.Count < 2 || slack.Count != 1)
        {
            throw new SynthesisException($"{module}: sta: reports no path, must report the longest one");
        }

        var period = Period - double.Parse(slack[0].Groups["slack"].Value, CultureInfo.InvariantCulture);
        return period is > 0 and < double.PositiveInfinity
            ? new TimingReport(
                pins[0].Groups["cell"].Value, pins[^1].Groups["cell"].Value, period,
                pins.SkipLast(1).Where(pin => pin.Groups["pin"].Success).DistinctBy(pin => pin.Groups["cell"].Value).Count())
            : throw new SynthesisException(
                string.Create(CultureInfo.InvariantCulture, $"{module}: sta: the longest path takes {period} ns, must be more than 0"));
    }

    // A finding is a warning and, line by line, what it is about.
    private static string? Finding(IReadOnlyList<string> checks, IReadOnlySet<string>? constants)
    {
        var ends = checks.Where(line => constants?.Contains(line) == true).ToList();
        var others = checks.Except(ends).ToList();
        return ends.Count > 0 && others is [var only] && only.Contains("unconstrained endpoint", StringComparison.Ordinal)
            ? null
            : others.Count == 0 ? null : string.Join(' ', others.Take(2));
    }

    private static IEnumerable<string> Between(IReadOnlyList<string> lines, string start, string end) =>
        lines.SkipWhile(line => line != start).Skip(1).TakeWhile(line => line != end);

    // "   0.0734    1.9012 v n24451/Z (MUX2_X1)", "   0.0000    0.0000 ^ s_axis_values_tvalid (in)"
    [GeneratedRegex(@"^-?\d+\.\d+\s+-?\d+\.\d+\s+[\^v]\s+(?<cell>[^/\s]+)(/(?<pin>\S+))?\s+\(\w+\)$")]
    private static partial Regex Pin();

    [GeneratedRegex(@"^(?<slack>-?\d+\.\d+)\s+slack \((MET|VIOLATED)\)$")]
    private static partial Regex Slack();
}
