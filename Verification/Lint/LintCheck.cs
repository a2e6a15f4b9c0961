// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Lint;

/// <summary>Reads emitted modules with three parsers, all warnings on, nothing waived.</summary>
/// <remarks>Every line that a tool prints is a finding. A design that was read before is answered from the
/// cache.</remarks>
public static class LintCheck
{
    private const string Answer = "findings.json";

    private sealed record Check(Tool Tool, Func<string, IReadOnlyList<string>, IEnumerable<string>> Arguments);

    private static readonly Check[] Checks =
    [
        new(Tool.Verilator, (top, files) =>
            ["--lint-only", "-Wall", "--language", "1364-2005", "--top-module", top, .. files]),
        new(Tool.Icarus, (top, files) => ["-g2005", "-Wall", "-t", "null", "-s", top, .. files]),
        new(Tool.Yosys, (top, files) =>
            ["-q", "-p", $"read_verilog {string.Join(' ', files)}; hierarchy -check -top {top}; proc; check -assert"]),
    ];

    private static readonly Lazy<string> Versions = new(() => string.Join(
        '\n', Tool.Verilator.Require(".", "--version"), Tool.Icarus.Run(".", "-V").Output, Tool.Yosys.Require(".", "-V")));

    /// <summary>Reads a design's encoder and decoder.</summary>
    /// <returns>The findings in a fixed order; none for a clean design.</returns>
    /// <exception cref="ToolMissingException">One of the tools is not installed.</exception>
    public static IReadOnlyList<LintFinding> Run(Design design, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return Run([design], cache)[0];
    }

    /// <summary>Reads the encoders and decoders of many designs, as many at once as there are processors.</summary>
    /// <returns>The findings of each design, in the order of the designs.</returns>
    /// <exception cref="ToolMissingException">One of the tools is not installed.</exception>
    public static IReadOnlyList<IReadOnlyList<LintFinding>> Run(
        IReadOnlyList<Design> designs, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(designs);
        _ = Versions.Value;
        return OrderedParallel.Select(
            designs, design => Run([.. design.Tops.Select(top => top.Name)], design.Modules, cache));
    }

    /// <summary>Reads modules, once for each top.</summary>
    /// <param name="tops">The tops' names.</param>
    /// <param name="modules">All that they instantiate, and they.</param>
    /// <param name="cache">Where answers are kept; null for the default.</param>
    /// <exception cref="ToolMissingException">One of the tools is not installed.</exception>
    public static IReadOnlyList<LintFinding> Run(
        IReadOnlyList<string> tops, IReadOnlyList<EmittedModule> modules, FolderCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(tops);
        ArgumentNullException.ThrowIfNull(modules);
        var files = modules.Select(module => module.FileName).ToList();
        var commands = tops.SelectMany(top => Checks.SelectMany(check => check.Arguments(top, files)));
        var texts = modules.SelectMany(module => new[] { module.FileName, module.Text });
        var key = FolderCache.Key([Versions.Value, .. commands, .. texts]);
        var folder = (cache ?? FolderCache.Default).GetOrBuild("lint-" + key, unfinished =>
        {
            foreach (var module in modules)
            {
                File.WriteAllText(Path.Combine(unfinished, module.FileName), module.Text);
            }

            var findings = tops.SelectMany(top => Checks.SelectMany(check => Findings(check, top, files, unfinished)));
            File.WriteAllText(Path.Combine(unfinished, Answer), JsonSerializer.Serialize(findings));
        });
        return JsonSerializer.Deserialize<LintFinding[]>(File.ReadAllText(Path.Combine(folder, Answer)))!;
    }

    private static IEnumerable<LintFinding> Findings(
        Check check, string top, IReadOnlyList<string> files, string folder)
    {
        var result = check.Tool.Run(folder, check.Arguments(top, files));
        var lines = result.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToList();
        if (lines.Count == 0 && result.ExitCode != 0)
        {
            lines.Add($"exit code {result.ExitCode}");
        }

        return lines.Select(line => new LintFinding(check.Tool.Command, top, line));
    }
}
