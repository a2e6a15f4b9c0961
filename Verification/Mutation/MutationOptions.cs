// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;

namespace Rtlgen.Verification.Mutation;

/// <summary>How mutants are tried. The same options draw the same mutants.</summary>
public sealed record MutationOptions
{
    /// <summary>How many mutants.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Chooses them.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The only kind of module that is mutated, such as <c>data_packer</c>; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>The only mutant that is tried, by its number in the list; null for all.</summary>
    public int? Mutant { get; init; }

    /// <summary>How long one proof may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many mutants at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>How models are built.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The simulation that every mutant goes through: it stops most of them in its first batches.</summary>
    public CoSimulationOptions QuickSimulation => new()
    {
        Batches = 20,
        MaxRows = 40,
        RefusedPercent = 10,
        DamagedPercent = 30,
        Waveforms = false,
        Cancellation = Cancellation,
    };

    /// <summary>The simulations of those that are left and not proved equivalent: corners, small tensors, large
    /// ones.</summary>
    public IReadOnlyList<(string Name, CoSimulationOptions Effort)> LongSimulations =>
    [
        ("corners", QuickSimulation with { Corners = true, Batches = int.MaxValue }),
        ("small tensors", QuickSimulation with { Seed = 2, Batches = 60, TensorsPerBatch = 60, MaxRows = 3 }),
        ("large tensors", QuickSimulation with { Seed = 3, Batches = 300, MaxRows = 100 }),
    ];
}
