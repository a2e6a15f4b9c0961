// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Registers;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Streams;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Runs random tensors through a design and holds it to the golden model, bit for bit.</summary>
/// <remarks>
/// The encoder must give the golden streams, the decoder restore(adapt(value)) for them; streams that are damaged on
/// the
/// way must be refused, or decoded, as the golden decoder does. docs/simulation.md.
/// </remarks>
public sealed class CoSimulation
{
    private readonly Design _design;
    private readonly CoSimulationOptions _options;
    private readonly VerilatedModel? _encoder;
    private readonly VerilatedModel? _decoder;
    private readonly VerilatedModel? _codec;
    private VerilatedModel? _registers;
    private long _tensors;
    private long _values;
    private long _clocks;

    private CoSimulation(
        Design design, CoSimulationOptions options, VerilatedModel? encoder, VerilatedModel? decoder, VerilatedModel? codec)
    {
        (_design, _options, _encoder, _decoder, _codec) = (design, options, encoder, decoder, codec);
    }

    /// <summary>Simulates until a difference is found or all batches are done.</summary>
    /// <exception cref="ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="ToolFailedException">One of them refused the design; the message quotes it.</exception>
    public static CoSimulationResult Run(Design design, CoSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        options ??= new CoSimulationOptions();
        var models = OrderedParallel.Select(
            [Halves.Encoder, Halves.Decoder, Halves.Codec, Halves.Registers], half => Build(design, half, options));
        return Result(new CoSimulation(design, options, models[0], models[1], models[2]) { _registers = models[3] });
    }

    /// <summary>Simulates models of a design that are there already.</summary>
    /// <param name="design">The design whose tensors they are given.</param>
    /// <param name="encoder">The encoder; null to leave it out.</param>
    /// <param name="decoder">The decoder; null to leave it out.</param>
    /// <param name="options">How; waveforms are those of the design itself.</param>
    /// <param name="codec">Encoder and decoder behind the design's table; null to leave it out.</param>
    public static CoSimulationResult Run(
        Design design, VerilatedModel? encoder, VerilatedModel? decoder, CoSimulationOptions options, VerilatedModel? codec = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        return Result(new CoSimulation(design, options, encoder, decoder, codec));
    }

    private static CoSimulationResult Result(CoSimulation run) =>
        new CoSimulationResult(0, 0, 0, run.FirstFailure()) with
        {
            Tensors = run._tensors,
            Values = run._values,
            Clocks = run._clocks,
        };

    private static VerilatedModel? Build(Design design, Halves half, CoSimulationOptions options) =>
        !options.Halves.HasFlag(half) ? null
        : half == Halves.Codec ? (design.Codec is null ? null : TableCodecBench.Build(design, options.Simulation))
        : half == Halves.Registers ? RegisterCheck.Build(design, options.Simulation)
        : half == Halves.Encoder ? EncoderBench.Build(design, options.Simulation)
        : DecoderBench.Build(design, options.Simulation);

    private CoSimulationFailure? FirstFailure()
    {
        var corners = _options.Corners ? CornerBatches.Of(_design.Config) : null;
        var end = Math.Min(corners?.Count ?? int.MaxValue, (long)_options.FirstBatch + _options.Batches);
        for (var number = _options.FirstBatch; number < end; number++)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            var batch = corners?[number] ?? Batch.Create(_design.Config, _options, number);
            if (_encoder is not null && Encode(_encoder, batch, batch.Streams) is { } wrong)
            {
                return Failure(
                    _design.Encoder, number, batch.Streams, wrong, (model, streams) => Encode(model, batch, streams));
            }

            if (_decoder is not null && Decode(_decoder, batch, batch.Streams) is { } wrongToo)
            {
                return Failure(
                    _design.Decoder, number, batch.Streams, wrongToo, (model, streams) => Decode(model, batch, streams));
            }

            if (_codec is not null && corners is null && FailureOfCodec(_codec, number) is { } wrongTable)
            {
                return wrongTable;
            }

            if (_registers is not null && corners is null && FailureOfRegisters(_registers, number) is { } wrongRegister)
            {
                return wrongRegister;
            }
        }

        return null;
    }

    private Difference? Encode(VerilatedModel model, Batch batch, BenchOptions streams)
    {
        using var bench = new EncoderBench(model, _design.Config, streams);
        return Guarded(batch, () => bench.Cycle, tensors => Comparison.OfEncoder(tensors, bench.Run(
            [.. tensors.Select(ToEncodeJob)])));
    }

    private Difference? Decode(VerilatedModel model, Batch batch, BenchOptions streams)
    {
        using var bench = new DecoderBench(model, _design.Config, streams);
        return Guarded(batch, () => bench.Cycle, tensors => Comparison.OfDecoder(tensors, bench.Run(
            [.. tensors.Select(ToDecodeJob)])));
    }

    private CoSimulationFailure? FailureOfCodec(VerilatedModel codec, int number)
    {
        var batch = TableBatch.Create(_design.Config, _options, number);
        return LookUp(codec, batch, batch.EncodeStreams) is { } difference
            ? Failure(_design.Codec!, number, batch.EncodeStreams, difference, (model, streams) => LookUp(model, batch, streams))
            : null;
    }

    private CoSimulationFailure? FailureOfRegisters(VerilatedModel registers, int number)
    {
        const int clocks = 2000;
        var seed = Math.Max(1, unchecked((_options.Seed * 1_000_003) + number) & int.MaxValue);
        _clocks += clocks;
        return RegisterCheck.Run(registers, _design.Config, seed, clocks) is not { } what ? null : Failure(
            RegisterCheck.Module(_design)!, number, new BenchOptions(), new Difference(-1, null, what), (model, streams) =>
            {
                RegisterCheck.Run(model, _design.Config, seed, clocks, streams.Waveform);
                return null;
            });
    }

    private Difference? LookUp(VerilatedModel model, TableBatch batch, BenchOptions streams)
    {
        using var bench = new TableCodecBench(model, _design.Config, streams, batch.DecodeStreams);
        try
        {
            return batch.Compare(_design.Config.Table!, bench.Run(
                [.. batch.Encode.Select(ToEncodeJob)], [.. batch.Decode.Select(ToDecodeJob)]));
        }
        catch (Exception exception) when (exception is StreamTimeoutException or SimulationException)
        {
            return new Difference(-1, null, exception.Message);
        }
        finally
        {
            Count([.. batch.Encode, .. batch.Decode], bench.Cycle);
        }
    }

    private static EncodeJob ToEncodeJob(BatchTensor tensor) => new(tensor.Descriptor, tensor.Values)
    {
        Address = tensor.Address,
        KeepFault = tensor.Malformed,
    };

    private static DecodeJob ToDecodeJob(BatchTensor tensor) =>
        new(tensor.Stored.Descriptor, tensor.Stored.Data, tensor.Stored.Metadata)
        {
            Address = tensor.Address,
            DataFault = tensor.TornData,
            MetadataFault = tensor.TornMetadata,
            Junk = tensor.Junk,
        };

    private void Count(IReadOnlyList<BatchTensor> tensors, long clocks)
    {
        _tensors += tensors.Count;
        _values += tensors.Sum(tensor => (long)tensor.Values.Length);
        _clocks += clocks;
    }

    private Difference? Guarded(Batch batch, Func<long> clocks, Func<IReadOnlyList<BatchTensor>, Difference?> compare)
    {
        try
        {
            var early = batch.Split > 0 ? compare([.. batch.Tensors.Take(batch.Split)]) : null;
            return early ?? (compare([.. batch.Tensors.Skip(batch.Split)]) is not { } late ? null
                : late.Tensor < 0 ? late
                : late with { Tensor = late.Tensor + batch.Split });
        }
        catch (Exception exception) when (exception is StreamTimeoutException or SimulationException)
        {
            return new Difference(-1, null, exception.Message);
        }
        finally
        {
            Count(batch.Tensors, clocks());
        }
    }

    private CoSimulationFailure Failure(
        EmittedModule module,
        int number,
        BenchOptions streams,
        Difference difference,
        Func<VerilatedModel, BenchOptions, Difference?> again)
    {
        string? waveform = null;
        if (_options.Waveforms)
        {
            var folder = Path.Combine(_options.Simulation.Cache.Root, "waveforms");
            Directory.CreateDirectory(folder);
            var name =
                string.Create(CultureInfo.InvariantCulture, $"{module.Name}-seed{_options.Seed}-batch{number}.vcd");
            waveform = Path.Combine(folder, name);
            var tracing = VerilatedModel.Build(module, _design.Modules, _options.Simulation with { Trace = true });
            again(tracing, streams with { Waveform = waveform });
        }

        var rerun = string.Create(
            CultureInfo.InvariantCulture, $"{_options.Command} --seed {_options.Seed} --first-batch {number} --batches 1");
        return new CoSimulationFailure(
            module.Name, _options.Seed, number, difference, streams, rerun, waveform);
    }
}
