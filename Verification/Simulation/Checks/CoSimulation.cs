// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;
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
    private long _tensors;
    private long _values;
    private long _clocks;

    private CoSimulation(Design design, CoSimulationOptions options, VerilatedModel? encoder, VerilatedModel? decoder)
    {
        (_design, _options, _encoder, _decoder) = (design, options, encoder, decoder);
    }

    /// <summary>Simulates until a difference is found or all batches are done.</summary>
    /// <exception cref="ToolMissingException">Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="ToolFailedException">One of them refused the design; the message quotes it.</exception>
    public static CoSimulationResult Run(Design design, CoSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        options ??= new CoSimulationOptions();
        var models = OrderedParallel.Select([Halves.Encoder, Halves.Decoder], half => Build(design, half, options));
        return Run(design, models[0], models[1], options);
    }

    /// <summary>Simulates models of a design that are there already.</summary>
    /// <param name="design">The design whose tensors they are given.</param>
    /// <param name="encoder">The encoder; null to leave it out.</param>
    /// <param name="decoder">The decoder; null to leave it out.</param>
    /// <param name="options">How; waveforms are those of the design itself.</param>
    public static CoSimulationResult Run(
        Design design, VerilatedModel? encoder, VerilatedModel? decoder, CoSimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        var run = new CoSimulation(design, options, encoder, decoder);
        return new CoSimulationResult(0, 0, 0, run.FirstFailure()) with
        {
            Tensors = run._tensors,
            Values = run._values,
            Clocks = run._clocks,
        };
    }

    private static VerilatedModel? Build(Design design, Halves half, CoSimulationOptions options) =>
        !options.Halves.HasFlag(half) ? null
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
                return Failure(_design.Encoder, number, batch, wrong, Encode);
            }

            if (_decoder is not null && Decode(_decoder, batch, batch.Streams) is { } wrongToo)
            {
                return Failure(_design.Decoder, number, batch, wrongToo, Decode);
            }
        }

        return null;
    }

    private Difference? Encode(VerilatedModel model, Batch batch, BenchOptions streams)
    {
        using var bench = new EncoderBench(model, _design.Config, streams);
        return Guarded(batch, () => bench.Cycle, tensors => Comparison.OfEncoder(tensors, bench.Run(
            [.. tensors.Select(tensor => new EncodeJob(tensor.Descriptor, tensor.Values) { KeepFault = tensor.Malformed })])));
    }

    private Difference? Decode(VerilatedModel model, Batch batch, BenchOptions streams)
    {
        using var bench = new DecoderBench(model, _design.Config, streams);
        return Guarded(batch, () => bench.Cycle, tensors => Comparison.OfDecoder(tensors, bench.Run(
            [.. tensors.Select(tensor => new DecodeJob(tensor.Stored.Descriptor, tensor.Stored.Data, tensor.Stored.Metadata)
            {
                DataFault = tensor.TornData,
                MetadataFault = tensor.TornMetadata,
                Junk = tensor.Junk,
            })])));
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
            _tensors += batch.Tensors.Count;
            _values += batch.Tensors.Sum(tensor => (long)tensor.Values.Length);
            _clocks += clocks();
        }
    }

    private CoSimulationFailure Failure(
        EmittedModule module,
        int number,
        Batch batch,
        Difference difference,
        Func<VerilatedModel, Batch, BenchOptions, Difference?> again)
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
            again(tracing, batch, batch.Streams with { Waveform = waveform });
        }

        var rerun = string.Create(
            CultureInfo.InvariantCulture, $"{_options.Command} --seed {_options.Seed} --first-batch {number} --batches 1");
        return new CoSimulationFailure(
            module.Name, _options.Seed, number, difference, batch.Streams, rerun, waveform);
    }
}
