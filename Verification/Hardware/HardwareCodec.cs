// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Hardware;

/// <summary>A design's simulated encoder and decoder, ready for tensors.</summary>
public sealed class HardwareCodec : IDisposable
{
    private readonly EncoderBench _encoder;
    private readonly DecoderBench _decoder;

    /// <summary>Builds both halves, or finds them in the cache, and resets them.</summary>
    /// <param name="design">The design.</param>
    /// <param name="options">How the streams around it behave; null for no pauses.</param>
    /// <param name="simulation">How models are built; null for the usual way.</param>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    public HardwareCodec(Design design, BenchOptions? options = null, SimulationOptions? simulation = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        Design = design;

        // Two compilers side by side: the halves do not depend on each other.
        VerilatedModel? encoder = null;
        VerilatedModel? decoder = null;
        Parallel.Invoke(
            () => encoder = EncoderBench.Build(design, simulation),
            () => decoder = DecoderBench.Build(design, simulation));
        _encoder = new EncoderBench(encoder!, design.Config, options);
        _decoder = new DecoderBench(decoder!, design.Config, options);
    }

    /// <summary>The design.</summary>
    public Design Design { get; }

    /// <summary>Encodes tensors back to back.</summary>
    public EncodeRun Encode(IReadOnlyList<EncodeJob> jobs) => _encoder.Run(jobs);

    /// <summary>Decodes tensors back to back.</summary>
    public DecodeRun Decode(IReadOnlyList<DecodeJob> jobs) => _decoder.Run(jobs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }
}
