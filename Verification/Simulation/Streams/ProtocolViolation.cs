// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>A rule of AXI4-Stream that a module broke.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Cycle">The clock.</param>
/// <param name="What">What happened.</param>
public sealed record ProtocolViolation(string Stream, long Cycle, string What)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Stream}, cycle {Cycle}: {What}");
}
