// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Views.Kernels;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Emission;

/// <summary>A layer table in frozen form: a specialised design for each descriptor, and which of them has which
/// tensor.</summary>
public sealed class FrozenSet
{
    /// <summary>Most designs: with more of them, lengths that are set at run time are what is wanted.</summary>
    public const int MaxInstances = 64;

    private FrozenSet(HardwareConfig config, IReadOnlyList<HardwareConfig> instances, EmittedModule table)
    {
        (Config, Instances, Table) = (config, instances, table);
    }

    /// <summary>The configuration with the table.</summary>
    public HardwareConfig Config { get; }

    /// <summary>The specialised configurations, in the order in which the table first uses them.</summary>
    public IReadOnlyList<HardwareConfig> Instances { get; }

    /// <summary>The kernel that says which instance has a tensor.</summary>
    public EmittedModule Table { get; }

    /// <summary>The set of a configuration with a table.</summary>
    /// <exception cref="ArgumentException">There is no table.</exception>
    public static FrozenSet Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var table = config.Table ?? throw new ArgumentException("the configuration has no table", nameof(config));
        var instances = table.Entries.Select(entry => config.Freeze(entry.Descriptor))
            .DistinctBy(one => one.Name).ToList();
        var view = new InstanceTableView(config, instances);
        var text = new TemplateRenderer().Render(view.Template, view);
        return new FrozenSet(config, instances, new EmittedModule(view.Name, view.Ports, text));
    }

    /// <summary>The number of the design that a descriptor is frozen in.</summary>
    /// <param name="instances">The designs.</param>
    /// <param name="descriptor">A descriptor that one of them is for.</param>
    public static int IndexOf(IReadOnlyList<HardwareConfig> instances, Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(instances);
        var name = instances[0].Freeze(descriptor).Name;
        return instances.TakeWhile(one => one.Name != name).Count();
    }

    /// <summary>The files beside the designs' folders: the kernel, <c>layer_table.json</c>, and each design's
    /// configuration under the name of its folder.</summary>
    public IReadOnlyList<(string Name, string Text)> Files =>
    [
        (Table.FileName, Table.Text), (TableMap.FileName, TableMap.Of(Config.Table!, Instances)),
        .. Instances.Select(instance => (instance.Name + ".json", HardwareFile.ToJson(instance))),
    ];
}
