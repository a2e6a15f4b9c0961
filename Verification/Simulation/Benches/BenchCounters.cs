// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>How fast a run was. Rows are beats of the values' stream, empty ones too.</summary>
/// <param name="Rows">Rows taken (encoder) or given (decoder).</param>
/// <param name="RowClocks">Clocks from the first to the last of them, both included; 0 without rows.</param>
/// <param name="MemoryRows">Beats of the data stream, empty ones too.</param>
/// <param name="MemoryClocks">Clocks from the first to the last of those, both included; 0 without.</param>
/// <param name="Latency">Clocks from the first beat in to the first beat out.</param>
public sealed record BenchCounters(long Rows, long RowClocks, long MemoryRows, long MemoryClocks, long Latency)
{
    /// <summary>Rows a clock: 1 if there was no bubble.</summary>
    public double RowsPerClock => RowClocks == 0 ? 0 : (double)Rows / RowClocks;

    internal static long Clocks(long first, long last) => first < 0 ? 0 : last - first + 1;
}
