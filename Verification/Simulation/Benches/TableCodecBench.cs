// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>What encoder and decoder made of tensors, and whether a table missed some.</summary>
/// <param name="Encoded">The encoder's run.</param>
/// <param name="Decoded">The decoder's, at the same time.</param>
/// <param name="Misses"><c>misses_o</c> after the run.</param>
public sealed record TableCodecRun(EncodeRun Encoded, DecodeRun Decoded, int Misses);

/// <summary>Encoder and decoder behind a table under streams, both at the same time.</summary>
public sealed class TableCodecBench : IDisposable
{
    private readonly StreamBench _bench;
    private readonly EncoderBench _encoder;
    private readonly DecoderBench _decoder;

    /// <summary>A bench around a codec that has just been reset.</summary>
    /// <param name="model">The codec.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="encode">How the encoder's streams behave; its seed, patience and waveform are those of the
    /// bench.</param>
    /// <param name="decode">How the decoder's streams behave.</param>
    public TableCodecBench(VerilatedModel model, HardwareConfig config, BenchOptions encode, BenchOptions decode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ArgumentNullException.ThrowIfNull(decode);
        _bench = new StreamBench(model, encode.Seed) { Patience = encode.Patience };
        _encoder = new EncoderBench(_bench, config, encode, "s_axis_encode", "encoder_errors_o");
        _decoder = new DecoderBench(_bench, config, decode, "s_axis_decode", "decoder_errors_o");
        if (encode.Waveform is not null)
        {
            _bench.Instance.TraceTo(encode.Waveform);
        }

        _bench.Reset();
    }

    /// <summary>Clocks since the beginning.</summary>
    public long Cycle => _bench.Instance.Cycle;

    /// <summary>Builds a design's codec, or finds it in the cache.</summary>
    /// <param name="design">A design with a table.</param>
    /// <param name="options">How it is built.</param>
    public static VerilatedModel Build(Design design, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return VerilatedModel.Build(
            design.Codec ?? throw new ArgumentException("the design has no table", nameof(design)), design.Modules, options);
    }

    /// <summary>Encodes tensors back to back and decodes others meanwhile; clears the sticky bits first.</summary>
    /// <exception cref="StreamTimeoutException">Nothing moved for too long.</exception>
    /// <exception cref="SimulationException">The model did not settle, or stopped itself.</exception>
    public TableCodecRun Run(IReadOnlyList<EncodeJob> encode, IReadOnlyList<DecodeJob> decode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ArgumentNullException.ThrowIfNull(decode);
        _bench.Begin();
        _encoder.Load(encode);
        _decoder.Load(decode);
        _bench.Run();
        return new TableCodecRun(_encoder.Result(encode.Count), _decoder.Result(), (int)_bench.Instance.Get("misses_o"));
    }

    /// <inheritdoc/>
    public void Dispose() => _bench.Dispose();
}
