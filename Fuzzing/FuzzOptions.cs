// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing;

/// <summary>Which inputs to try, and how.</summary>
public sealed record FuzzOptions
{
    /// <summary>Chooses the inputs.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Number of the first input.</summary>
    public long From { get; init; }

    /// <summary>How many inputs.</summary>
    public long Count { get; init; } = 100_000;

    /// <summary>Ends the run after so many seconds, if not all inputs were tried before; 0 for no end.</summary>
    public int Seconds { get; init; }

    /// <summary>Name of the only target; all of them if null.</summary>
    public string? Only { get; init; }

    /// <summary>Processes that work at the same time, 1 or more.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>An input that takes longer hangs.</summary>
    public int HangSeconds { get; init; } = 10;

    /// <summary>Folder that receives an input that was not treated as it must be.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>A fault for tests to plant in the decoder.</summary>
    public string? Plant { get; init; }
}
