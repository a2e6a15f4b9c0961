// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Config;

/// <summary>The configurations that <c>verilog-out/</c> holds: few, and different in every dimension.</summary>
public static class Catalogue
{
    /// <summary>The configurations by the name of their folder.</summary>
    public static IReadOnlyDictionary<string, HardwareConfig> Configurations { get; } =
        new[]
        {
            new HardwareConfig(),
            new HardwareConfig
            {
                Container = Container.Bf16,
                Lanes = 4,
                Rows = 16,
                Word = 16,
                Coders = [Coder.Fixed, Coder.Delta],
                Roundings = [Rounding.Truncate],
            },
            new HardwareConfig { Depth = new(4) }.Freeze(new Descriptor { Mantissa = 3, Exponent = 5, Low = 104, Bias = 15 }),
            Sample(),
        }.ToDictionary(config => config.DesignName);

    // samples/bitlengths.json, as it was when this assembly was built.
    private static HardwareConfig Sample()
    {
        const string name = "bitlengths.json";
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(name)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return TableFile.Parse(name, json);
    }
}
