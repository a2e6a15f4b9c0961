// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Mutation;

/// <summary>An instance of a module in another one.</summary>
/// <param name="Parent">The module that it is in.</param>
/// <param name="Cell">Its name there.</param>
/// <param name="Module">The module it is an instance of.</param>
public readonly record struct Instance(string Parent, string Cell, string Module);

/// <summary>A design as Yosys's cells, module by module: what mutations are listed of and applied to.</summary>
/// <remarks>Yosys numbers the cells that have no name; they keep their numbers since all work reads the same
/// file.</remarks>
public sealed class BaseNetlist
{
    private const string FileName = "base.il";

    private const string Json = "base.json";

    private BaseNetlist(Design design, string folder, IReadOnlyList<Instance> instances)
    {
        (Design, Folder, Instances) = (design, folder, instances);
    }

    /// <summary>The design.</summary>
    public Design Design { get; }

    /// <summary>The folder with the design's file.</summary>
    public string Folder { get; }

    /// <summary>All instances of the design's modules.</summary>
    public IReadOnlyList<Instance> Instances { get; }

    /// <summary>Path of the design's file.</summary>
    public string Path => System.IO.Path.Combine(Folder, FileName);

    /// <summary>Builds the netlist of a design, or finds it in the cache.</summary>
    /// <exception cref="ToolMissingException">Yosys is not installed.</exception>
    /// <exception cref="ToolFailedException">Yosys refuses the design.</exception>
    /// <exception cref="NetlistException">Yosys is too old.</exception>
    public static BaseNetlist Of(Design design, FolderCache cache)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(cache);
        var files = string.Join(' ', design.Modules.Select(module => module.FileName));
        var script = $"read_verilog {files}; hierarchy -check; proc; opt_clean; check -assert; write_rtlil {FileName}; write_json {Json}";
        var key =
            FolderCache.Key([YosysNetlist.CheckedVersion, script, .. design.Modules.Select(module => module.Text)]);
        var folder = cache.GetOrBuild("mutate-" + key, unfinished =>
        {
            foreach (var module in design.Modules)
            {
                File.WriteAllText(System.IO.Path.Combine(unfinished, module.FileName), module.Text);
            }

            Tool.Yosys.Require(unfinished, "-q", "-p", script);
        });
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, Json)));
        return new BaseNetlist(design, folder, [.. FindInstances(json.RootElement.GetProperty("modules"))]);
    }

    /// <summary>Some of the mutations that Yosys knows of the design, spread evenly over it; none in clocks.</summary>
    /// <param name="count">How many; fewer if the design has no more.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="module">The only module that they may be in; null for any.</param>
    public IReadOnlyList<Mutant> Draw(int count, int seed, string? module = null)
    {
        // Some of those that are drawn are in clocks and are left out.
        var drawn = count + (count / 10) + 10;
        using var folder = new WorkFolder();
        var filter = module is null ? "" : $" -module {module}";
        Tool.Yosys.Require(folder.Path, "-q", "-p", string.Create(
            CultureInfo.InvariantCulture, $"read_rtlil {Path}; mutate -list {drawn} -seed {seed}{filter} -o list.txt"));
        return [.. File.ReadLines(folder["list.txt"])
            .Where(line => line.Length > 0)
            .Distinct()
            .Where(line => !Mutant.Parse(0, line).IsInClock)
            .Take(count)
            .Select((line, index) => Mutant.Parse(index + 1, line))];
    }

    /// <summary>A module, and all that it has instances of, theirs too.</summary>
    public IReadOnlySet<string> Under(string top)
    {
        var found = new HashSet<string> { top };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var parent))
        {
            foreach (var instance in Instances.Where(instance => instance.Parent == parent && found.Add(instance.Module)))
            {
                open.Enqueue(instance.Module);
            }
        }

        return found;
    }

    /// <summary>Yosys's commands that give modules an input and connect it from the top down.</summary>
    /// <param name="top">The top; null for all modules of the design.</param>
    /// <param name="input">The input's name.</param>
    /// <param name="width">Its width.</param>
    public IEnumerable<string> Thread(string? top, string input, int width)
    {
        var modules = top is null ? null : Under(top);
        var wired = Instances.Where(instance => modules is null || modules.Contains(instance.Parent))
            .GroupBy(instance => instance.Parent)
            .SelectMany(group => group
                .Select(instance => $"connect -port {instance.Cell} {input} {input}")
                .Prepend($"cd {group.Key}").Append("cd .."));
        return wired.Prepend(string.Create(CultureInfo.InvariantCulture, $"add -input {input} {width}"));
    }

    private static IEnumerable<Instance> FindInstances(JsonElement modules) => modules.EnumerateObject()
        .SelectMany(module => module.Value.GetProperty("cells").EnumerateObject()
            .Select(cell => new Instance(module.Name, cell.Name, cell.Value.GetProperty("type").GetString()!)))
        .Where(instance => modules.TryGetProperty(instance.Module, out _));
}
