// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Checks;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Hardware;

/// <summary>What hardware and golden model made of a tensor.</summary>
/// <param name="Golden">The golden streams.</param>
/// <param name="Restored">restore(adapt(value)) of each value.</param>
/// <param name="EncoderRowsPerClock">Rows a clock of the encoder; 0 if it did not come to an end.</param>
/// <param name="DecoderRowsPerClock">Rows a clock of the decoder; 0 if it did not run, or came to no end.</param>
/// <param name="Difference">The first difference: stream, place, both words; null if there is none.</param>
public sealed record LayerTensorResult(
    EncodedTensor Golden, ReadOnlyMemory<uint> Restored, double EncoderRowsPerClock, double DecoderRowsPerClock,
    string? Difference);

/// <summary>Simulated hardware that knows a network's descriptors, and is told layer and kind of a tensor.</summary>
/// <remarks>docs/hardware.md, "Layer table".</remarks>
public abstract class LayerHardware : IDisposable
{
    /// <summary>Hardware that looks descriptors up in its table.</summary>
    /// <param name="design">A design with a table.</param>
    /// <param name="simulation">How models are built; null for the usual way.</param>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    public static LayerHardware Of(Design design, SimulationOptions? simulation = null) =>
        new TableHardware(design, simulation);

    /// <summary>Specialised hardware, and the kernel that says which of it has a tensor.</summary>
    /// <param name="set">The set.</param>
    /// <param name="designs">Its designs, in the order of their numbers.</param>
    /// <param name="simulation">How models are built; null for the usual way.</param>
    /// <exception cref="Tools.ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    public static LayerHardware Of(
        FrozenSet set, IReadOnlyList<Design> designs, SimulationOptions? simulation = null) =>
        new FrozenHardware(set, designs, simulation);

    /// <summary>Encodes a tensor, decodes what came out, and holds both to the golden model.</summary>
    /// <param name="entry">The tensor's address, and how it must be coded.</param>
    /// <param name="values">Bit patterns of the container.</param>
    public LayerTensorResult Run(LayerEntry entry, uint[] values)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(values);
        var tensor = BatchTensor.Code(entry.Descriptor, values, hasMetadata: true, damage: null);
        var address = new TensorAddress(entry.Layer, (int)entry.Kind);
        var (encoder, decoder) = (0.0, 0.0);
        string? difference;
        try
        {
            var encoded = Encode(entry, new EncodeJob(tensor.Descriptor, values) { Address = address });
            encoder = encoded.Counters.RowsPerClock;
            difference = Comparison.OfEncoder([tensor], encoded)?.What;
            if (difference is null)
            {
                var streams = encoded.Tensors[0];
                var decoded = Decode(
                    entry, new DecodeJob(tensor.Descriptor, streams.Data, streams.Metadata) { Address = address });
                decoder = decoded.Counters.RowsPerClock;
                difference = Comparison.OfDecoder([tensor], decoded)?.What;
            }
        }
        catch (Exception exception) when (exception is StreamTimeoutException or SimulationException)
        {
            difference = exception.Message;
        }

        if (difference is not null)
        {
            // What stands still, or is one packet behind, must not fail the tensors that follow.
            Restart();
        }

        return new LayerTensorResult(tensor.Golden!, tensor.Restored, encoder, decoder, difference);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Encodes a tensor.</summary>
    /// <exception cref="SimulationException">The hardware has no such tensor, or did not settle.</exception>
    protected abstract EncodeRun Encode(LayerEntry entry, EncodeJob job);

    /// <summary>Decodes a tensor.</summary>
    /// <exception cref="SimulationException">The hardware has no such tensor, or did not settle.</exception>
    protected abstract DecodeRun Decode(LayerEntry entry, DecodeJob job);

    /// <summary>Takes hardware that has just been reset.</summary>
    protected abstract void Restart();

    /// <summary>Frees the models.</summary>
    protected abstract void Dispose(bool disposing);

    private static SimulationException Missing(string module, LayerEntry entry) => new(string.Create(
        CultureInfo.InvariantCulture, $"{module} has no layer {entry.Layer}, kind {(int)entry.Kind}"));

    private sealed class TableHardware : LayerHardware
    {
        private readonly Design _design;
        private readonly VerilatedModel _model;
        private TableCodecBench _bench;

        public TableHardware(Design design, SimulationOptions? simulation)
        {
            _design = design;
            _model = TableCodecBench.Build(design, simulation);
            _bench = Reset();
        }

        protected override EncodeRun Encode(LayerEntry entry, EncodeJob job)
        {
            var run = _bench.Run([job], []);
            return run.Misses == 0 ? run.Encoded : throw Missing("layer_table", entry);
        }

        protected override DecodeRun Decode(LayerEntry entry, DecodeJob job)
        {
            var run = _bench.Run([], [job]);
            return run.Misses == 0 ? run.Decoded : throw Missing("layer_table", entry);
        }

        protected override void Restart()
        {
            _bench.Dispose();
            _bench = Reset();
        }

        protected override void Dispose(bool disposing) => _bench.Dispose();

        private TableCodecBench Reset() => new(_model, _design.Config, new BenchOptions(), new BenchOptions());
    }

    private sealed class FrozenHardware : LayerHardware
    {
        private readonly IReadOnlyList<Design> _designs;
        private readonly SimulationOptions? _simulation;
        private readonly ModelInstance _table;
        private readonly Dictionary<int, HardwareCodec> _codecs = [];

        public FrozenHardware(FrozenSet set, IReadOnlyList<Design> designs, SimulationOptions? simulation)
        {
            (_designs, _simulation) = (designs, simulation);
            _table = VerilatedModel.Build(set.Table, [set.Table], simulation).CreateInstance();
        }

        protected override EncodeRun Encode(LayerEntry entry, EncodeJob job) => Find(entry).Encode([job]);

        // The descriptor's stream of a frozen decoder carries a count and no address.
        protected override DecodeRun Decode(LayerEntry entry, DecodeJob job) =>
            Find(entry).Decode([job with { Address = null }]);

        protected override void Restart()
        {
            foreach (var codec in _codecs.Values)
            {
                codec.Dispose();
            }

            _codecs.Clear();
        }

        protected override void Dispose(bool disposing)
        {
            Restart();
            _table.Dispose();
        }

        private HardwareCodec Find(LayerEntry entry)
        {
            _table.Set("layer_i", (uint)entry.Layer);
            _table.Set("kind_i", (uint)entry.Kind);
            _table.Evaluate();
            var number = (int)_table.Get("instance_o");
            if (_table.Get("hit_o") == 0 || number >= _designs.Count)
            {
                throw Missing("instance_table", entry);
            }

            return _codecs.TryGetValue(number, out var codec)
                ? codec
                : _codecs[number] = new HardwareCodec(_designs[number], simulation: _simulation);
        }
    }
}
