// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Which halves of a design are simulated.</summary>
[Flags]
public enum Halves
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The encoder.</summary>
    Encoder = 1,

    /// <summary>The decoder.</summary>
    Decoder = 2,

    /// <summary>Encoder and decoder.</summary>
    Both = Encoder | Decoder,

    /// <summary>Both behind the design's table; nothing if it has none.</summary>
    Codec = 4,

    /// <summary>The register block by itself; nothing if the design has none.</summary>
    Registers = 8,

    /// <summary>All that the design has.</summary>
    All = Both | Codec | Registers,
}

/// <summary>How much is simulated, and of what. The same options do the same.</summary>
public sealed record CoSimulationOptions
{
    /// <summary>Chooses tensors, stalls and what registers hold before the reset.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The first batch: to run one again, set it and one batch.</summary>
    public int FirstBatch { get; init; }

    /// <summary>Batches. Each starts from reset, and depends on the seed and its number alone.</summary>
    public int Batches { get; init; } = 20;

    /// <summary>True for the batches that reach each lane, bit and byte once by itself, instead of random
    /// ones.</summary>
    public bool Corners { get; init; }

    /// <summary>Most tensors of a batch; they run back to back.</summary>
    public int TensorsPerBatch { get; init; } = 8;

    /// <summary>Most rows of a tensor.</summary>
    public int MaxRows { get; init; } = 100;

    /// <summary>Tensors with a descriptor that must be refused, in percent.</summary>
    public int RefusedPercent { get; init; } = 5;

    /// <summary>Tensors that are damaged between encoder and decoder, in percent.</summary>
    public int DamagedPercent { get; init; } = 15;

    /// <summary>Tensors whose values come with a wrong <c>tkeep</c>, in percent.</summary>
    public int MalformedPercent { get; init; } = 3;

    /// <summary>False never stalls a stream.</summary>
    public bool Stalls { get; init; } = true;

    /// <summary>What is simulated.</summary>
    public Halves Halves { get; init; } = Halves.All;

    /// <summary>Clocks without any beat after which a batch is given up.</summary>
    public int Patience { get; init; } = StreamBench.DefaultPatience;

    /// <summary>True runs a batch that fails once more and writes its waveform.</summary>
    public bool Waveforms { get; init; } = true;

    /// <summary>The command that runs this configuration; the seed and the batch are appended.</summary>
    public string Command { get; init; } = "rtlgen simulate";

    /// <summary>Stops the work between batches.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How models are built.</summary>
    public SimulationOptions Simulation { get; init; } = new();
}
