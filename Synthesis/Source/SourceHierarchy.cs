// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Synthesis.Source;

/// <summary>Which module declares a net of a flattened design, and whether it is a register there.</summary>
/// <remarks>Read from the emitted text: the conventions are ours (CONTRIBUTING.md).</remarks>
public sealed partial class SourceHierarchy
{
    private readonly Design _design;
    private readonly EmittedModule _top;
    private readonly HashSet<string> _ports;
    private readonly Dictionary<string, ModuleText> _modules;

    /// <summary>The hierarchy below a module.</summary>
    public SourceHierarchy(Design design, EmittedModule top)
    {
        _design = design;
        _top = top;
        _ports = [.. top.Ports.Select(port => port.Name)];
        var names = design.Modules.Select(module => module.Name).ToHashSet();
        _modules = design.Modules.ToDictionary(module => module.Name, module => ModuleText.Of(module.Text, names));
    }

    /// <summary>What a module does: its name without prefix and configuration.</summary>
    public static string Kind(Design design, string module)
    {
        var (start, end) = (design.Config.Prefix + "_", "_" + design.Config.Name);
        return module.StartsWith(start, StringComparison.Ordinal) && module.EndsWith(end, StringComparison.Ordinal)
            ? module[start.Length..^end.Length]
            : module;
    }

    /// <summary>The register among the names of one net, else the port, else null: the net is not in the source.</summary>
    /// <param name="names">The net's names, instances with dots between.</param>
    public SourceSignal? Find(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Select(Register).FirstOrDefault(signal => signal is not null)
            ?? list.Where(name => _ports.Contains(Bare(name))).Select(Port).FirstOrDefault();
    }

    /// <summary>A port of the top.</summary>
    public SourceSignal Port(string name) => new(name, Kind(_design, _top.Name), SourceSignal.Port);

    private SourceSignal? Register(string name)
    {
        var parts = name.Split('.');
        var module = _top.Name;
        foreach (var part in parts[..^1])
        {
            if (_modules[module].Instances.TryGetValue(part, out var instance))
            {
                module = instance;
            }
            else if (!GenerateBlock().IsMatch(part))
            {
                return null;
            }
        }

        var signal = Bare(parts[^1]);
        return _modules[module].Registers.Contains(signal)
            ? new SourceSignal(name, Kind(_design, module), signal.Split('_')[0])
            : null;
    }

    private static string Bare(string signal) => signal.Split('[')[0];

    private sealed record ModuleText(Dictionary<string, string> Instances, HashSet<string> Registers)
    {
        public static ModuleText Of(string text, HashSet<string> modules) => new(
            Instance().Matches(text).Where(match => modules.Contains(match.Groups["module"].Value))
                .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["module"].Value),
            [.. RegisterName().Matches(text).Select(match => match.Groups["name"].Value)]);
    }

    [GeneratedRegex(@"^\s*(?<module>\w+)\s+(?<name>u_\w+)\s*\(", RegexOptions.Multiline)]
    private static partial Regex Instance();

    [GeneratedRegex(@"^\s*reg\b\s*(\[[^\]]*\])?\s*(?<name>\w+)\s*(\[[^\]]*\])?\s*;", RegexOptions.Multiline)]
    private static partial Regex RegisterName();

    [GeneratedRegex(@"^g_\w+\[\d+\]$")]
    private static partial Regex GenerateBlock();
}
