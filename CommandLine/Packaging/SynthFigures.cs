// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.Generator.Emission;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>Measured area and clock of a design's modules, as <c>rtlgen synth --json</c> wrote them.</summary>
internal static class SynthFigures
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the figures of one run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="design">The design, whose modules they must be of.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not what <c>rtlgen synth --json</c> writes, or of other modules; the
    /// message is one line.</exception>
    public static IReadOnlyList<SynthReport> Read(string path, Design design)
    {
        var reports = Parse(path);
        if (reports.Count == 0 || reports.Any(report => report is null || report.Target != reports[0].Target))
        {
            throw new InvalidDataException($"{path}: must have the modules of one run of rtlgen synth --json");
        }

        var names = design.Modules.Select(module => module.Name).ToHashSet();
        return reports.FirstOrDefault(report => !names.Contains(report.Module)) is { } stranger
            ? throw new InvalidDataException(
                $"{path}: module is '{stranger.Module}', must be one of {design.Config.DesignName}, "
                + $"such as {design.Encoder.Name}")
            : reports;
    }

    /// <summary>The command that made figures, as far as they tell.</summary>
    public static string Command(IReadOnlyList<SynthReport> reports, string hardware)
    {
        var (target, seeds) = (reports[0].Target, reports[0].FmaxMHz.Seeds.Count);
        var options = target == "asic" ? "" : string.Create(CultureInfo.InvariantCulture, $" --seeds {seeds}");
        return $"rtlgen synth{hardware} --target {target}{options} --json";
    }

    private static List<SynthReport> Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<List<SynthReport>>(GoldenModel.Config.ConfigText.ReadBytes(path), Json) ?? [];
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: is not what rtlgen synth --json writes"),
                exception);
        }
    }
}
