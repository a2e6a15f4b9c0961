// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>A <c>tkeep</c> of a tensor's values that the encoder must refuse.</summary>
internal static class MalformedKeep
{
    /// <summary>Half a value, a gap between values, or missing values before the last row.</summary>
    /// <param name="descriptor">The tensor's descriptor.</param>
    /// <param name="count">How many values it has.</param>
    /// <param name="random">Decides where and what.</param>
    public static KeepFault Next(Descriptor descriptor, int count, Random random)
    {
        var bytes = descriptor.Container.Bits / 8;
        var beats = Math.Max(1, (count + descriptor.Lanes - 1) / descriptor.Lanes);
        var value = (1u << bytes) - 1;
        return random.Next(3) switch
        {
            0 when descriptor.Lanes > 1 => new KeepFault(random.Next(beats), value << bytes),
            1 when beats > 1 => new KeepFault(random.Next(beats - 1), KeepOf(random.Next(descriptor.Lanes), bytes)),
            _ => new KeepFault(random.Next(beats), random.Next(2) == 0 ? value >> 1 : value - 1),
        };
    }

    private static uint KeepOf(int lanes, int bytes) => (uint)((1UL << Math.Min(32, lanes * bytes)) - 1);
}
