// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests;

/// <summary>Hardware with registers.</summary>
internal static class RegisterConfigs
{
    /// <summary>Lengths at run time.</summary>
    public static HardwareConfig Small { get; } = new()
    {
        Container = Container.Bf16,
        Lanes = 2,
        Rows = 3,
        Word = 16,
        Coders = [Coder.Fixed, Coder.Delta],
        Registers = true,
    };

    /// <summary>Frozen lengths, and no metadata.</summary>
    public static HardwareConfig Frozen { get; } = new HardwareConfig { Lanes = 3, Registers = true }
        .Freeze(new Descriptor { Mantissa = 3, Exponent = 5, Low = 104, Bias = 15, Coder = Coder.Fixed });
}
