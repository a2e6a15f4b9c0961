// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>How the streams around an encoder or decoder behave.</summary>
/// <remarks>Equal patterns on several streams pause together: give them seeds of their own.</remarks>
public sealed record BenchOptions
{
    /// <summary>When the descriptors pause.</summary>
    public StallPattern Descriptor { get; init; }

    /// <summary>When the values pause: the encoder's source, the decoder's sink.</summary>
    public StallPattern Values { get; init; }

    /// <summary>When the data pause: the encoder's sink, the decoder's source.</summary>
    public StallPattern Data { get; init; }

    /// <summary>When the metadata pause: the encoder's sink, the decoder's source.</summary>
    public StallPattern Metadata { get; init; }

    /// <summary>Clocks without any beat after which a run is given up.</summary>
    public int Patience { get; init; } = StreamBench.DefaultPatience;

    /// <summary>Chooses what registers hold before the reset; not 0.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where to write a waveform; null for none. The model must be of the tracing flavour.</summary>
    public string? Waveform { get; init; }

    /// <summary>Sees every clock from the reset on; null for nobody.</summary>
    public Action<ModelInstance>? Clocked { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"descriptor {Descriptor}, values {Values}, data {Data}, metadata {Metadata}";
}
