// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Simulation;

/// <summary>How a model is built. Every choice is part of the cache's key.</summary>
public sealed record SimulationOptions
{
    /// <summary>True builds the flavour that can write waveforms; it runs slower.</summary>
    public bool Trace { get; init; }

    /// <summary>The C++ compiler's level, 0 to 3: 1 builds and runs a test soonest, 2 or 3 pay for long runs.</summary>
    public int Optimization { get; init; } = 1;

    /// <summary>Where models are kept.</summary>
    public FolderCache Cache { get; init; } = FolderCache.Default;
}
