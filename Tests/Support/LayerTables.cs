// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Checks;

namespace Rtlgen.Tests;

/// <summary>Hardware with layer tables.</summary>
internal static class LayerTables
{
    /// <summary>Small, so that a build takes seconds.</summary>
    public static HardwareConfig Small { get; } = new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Word = 16 };

    /// <summary>The sample of the repository.</summary>
    public static HardwareConfig Sample => TableFile.Read(Repository.Path("samples", "bitlengths.json"));

    /// <summary>Hardware with a table of random descriptors: some layers lack some kinds.</summary>
    /// <param name="layers">Number of layers.</param>
    /// <param name="seed">Chooses the descriptors.</param>
    /// <param name="fallback">True if other addresses have a descriptor.</param>
    /// <param name="hardware">The hardware; null for the small one.</param>
    public static HardwareConfig Random(int layers, int seed, bool fallback = true, HardwareConfig? hardware = null)
    {
        var config = hardware ?? Small;
        var random = new Random(seed);
        var source = new RandomTensors(config, random);
        var entries =
            from layer in Enumerable.Range(0, layers)
            from kind in Enum.GetValues<TensorKind>()
            where random.Next(3) > 0 || (layer == layers - 1 && kind == TensorKind.Weight)
            select new LayerEntry(layer, kind, $"layer{layer}", source.NextDescriptor());
        return config with { Table = new LayerTable([.. entries], fallback ? source.NextDescriptor() : null) };
    }

    /// <summary>Hardware with a table of one layer of that name.</summary>
    public static HardwareConfig Named(string name) =>
        Small with { Table = new LayerTable([new LayerEntry(0, TensorKind.Weight, name, Small.Complete(Descriptor.Lossless(Container.Bf16)))], null) };
}
