// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>Where a layer table has a tensor's descriptor, or has none.</summary>
/// <param name="Layer">The layer; any 16 bits.</param>
/// <param name="Kind">The kind; any 2 bits.</param>
public readonly record struct TensorAddress(int Layer, int Kind)
{
    private const int CountPlace = 24;

    /// <summary>The beat that asks the decoder for a tensor; without the count, the encoder.</summary>
    /// <param name="count">Number of values; 0 for the encoder.</param>
    public ulong ToBeat(long count = 0) =>
        (uint)Layer | ((ulong)Kind << LayerTable.LayerBits) | ((ulong)count << CountPlace);
}
