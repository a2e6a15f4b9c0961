// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Accelerator;

/// <summary>Time and energy of training steps on an accelerator.</summary>
/// <remarks>A roofline, layer by layer and pass by pass: Williams et al., "Roofline", CACM 2009. What is read and
/// written when: docs/system.md.</remarks>
/// <param name="accelerator">The accelerator.</param>
/// <param name="codec">Its encoders and decoders; null for such as take neither time nor energy.</param>
public sealed class SystemModel(AcceleratorFile accelerator, CodecHardware? codec = null)
{
    /// <summary>Multiplications of the backward pass for one of the forward pass: gradients of inputs and of
    /// weights.</summary>
    public const int BackwardMacs = 2;

    /// <summary>What stands for all parameters without a layer.</summary>
    public const string Others = "(norms, biases)";

    /// <summary>Costs of a step for several ways of storing; all have the same encoders and decoders.</summary>
    public IReadOnlyList<StepCost> Run(Workload workload, IReadOnlyList<Storage> storages)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(storages);
        var (encoders, decoders) = Units(workload, storages);
        return [.. storages.Select(storage => new StepCost(
            storage,
            [.. Moves(workload, storage).Select(layer => new LayerCost(
                layer.Name, [.. layer.Passes.Select(pass => Cost(pass, storage, encoders, decoders))]))],
            workload.Activations.Sum(storage.BitsOf)))];
    }

    /// <summary>How many encoders and decoders there are.</summary>
    /// <returns>Zeros without a codec, or where nothing is coded.</returns>
    public (int Encoders, int Decoders) Units(Workload workload, IReadOnlyList<Storage> storages)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(storages);
        var coded = storages.Where(storage => storage.IsCoded).ToList();
        if (codec is null || coded.Count == 0)
        {
            return (0, 0);
        }

        if (accelerator.Codec is { } given)
        {
            return (given.Encoders, given.Decoders);
        }

        var moves = coded.SelectMany(storage => Moves(workload, storage)).SelectMany(layer => layer.Passes).ToList();
        return (Most(codec.Encoder, move => move.EncodedBits), Most(codec.Decoder, move => move.DecodedBits));

        int Most(CodecModule module, Func<Traffic, double> bits) => (int)Math.Ceiling(moves.Max(pass =>
        {
            var others = Math.Max(ComputeSeconds(pass.Macs), MemorySeconds(pass.Traffic));
            return bits(pass.Traffic) == 0 ? 1 : bits(pass.Traffic) / Rate(module) / others;
        }));
    }

    /// <summary>True if a tensor and what comes next fit on the chip together, so that it is not read again right after
    /// it was made.</summary>
    /// <param name="workload">The step.</param>
    /// <param name="place">The activation's place.</param>
    /// <param name="bits">Bits of a value on the chip.</param>
    public bool Stays(Workload workload, int place, double bits)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var next = place + 1 < workload.Activations.Count ? workload.Activations[place + 1].Values : 0;
        return (workload.Activations[place].Values + next) * bits / 8 <= accelerator.BufferBytes;
    }

    private IEnumerable<(string Name, List<(Pass Pass, double Macs, Traffic Traffic)> Passes)> Moves(
        Workload workload, Storage storage)
    {
        var places = workload.Activations.Select((tensor, place) => (tensor, place))
            .ToDictionary(pair => pair.tensor.Name, pair => pair.place, StringComparer.Ordinal);
        foreach (var layer in workload.Layers)
        {
            var weights = Traffic.Sum(layer.Weights.Select(weight => Traffic.Read(weight, storage)));
            var gradients = layer.Weights.Sum(weight => weight.Values) * storage.GradientBits;
            var forward = Traffic.Sum(layer.Makes.Select(made => Traffic.Written(made, storage)))
                + Traffic.Sum(layer.Takes.Where(taken => !Kept(taken, storage.Container.Bits))
                    .Select(taken => Traffic.Read(taken, storage)));
            var backward = Traffic.Sum(layer.Takes.Select(taken => Traffic.Read(taken, storage)))
                + Traffic.Written(Passed(layer.Takes)) + Traffic.Read(Passed(layer.Makes))
                + Traffic.Written(gradients);
            var update = Traffic.Read(gradients) + Traffic.Sum(layer.Weights.Select(Update));
            yield return (
                layer.Name,
                [
                    (Pass.Forward, layer.Macs, weights + forward),
                    (Pass.Backward, BackwardMacs * layer.Macs, weights + backward),
                    (Pass.Update, 0, update),
                ]);
        }

        var other = workload.OtherValues * Storage.MasterBits;
        yield return (
            Others,
            [
                (Pass.Forward, 0, Traffic.Read(other)),
                (Pass.Backward, 0, Traffic.Read(other) + Traffic.Written(other)),
                (Pass.Update, 0, Traffic.Read(other) + Optimizer(workload.OtherValues)),
            ]);

        bool Kept(WorkTensor tensor, double bits) => Stays(workload, places[tensor.Name], bits);

        // Gradients of activations that do not stay on the chip.
        double Passed(IEnumerable<WorkTensor> tensors) =>
            tensors.Where(tensor => !Kept(tensor, storage.GradientBits)).Sum(tensor => tensor.Values)
            * storage.GradientBits;

        Traffic Optimizer(double values)
        {
            var bits = (1 + workload.OptimizerStates) * Storage.MasterBits * values;
            return Traffic.Read(bits) + Traffic.Written(bits);
        }

        Traffic Update(WorkTensor weight) =>
            Optimizer(weight.Values) + (storage.HasCopies ? Traffic.Written(weight, storage) : default);
    }

    private PassCost Cost(
        (Pass Pass, double Macs, Traffic Traffic) pass, Storage storage, int encoders, int decoders)
    {
        var (_, macs, traffic) = pass;
        var multiply = storage.Container == Container.Fp32
            ? accelerator.Energy.Fp32MacPicojoules : accelerator.Energy.Bf16MacPicojoules;
        var coding = codec is null ? 0 : Math.Max(
            Seconds(traffic.EncodedBits, codec.Encoder, encoders),
            Seconds(traffic.DecodedBits, codec.Decoder, decoders));
        const double pico = 1e-12;
        return new PassCost(
            pass.Pass, macs, traffic, ComputeSeconds(macs), MemorySeconds(traffic), coding,
            new Joules(
                macs * multiply * pico, traffic.Bits * accelerator.Dram.PicojoulesPerBit * pico,
                ((traffic.EncodedBits * (codec?.Encoder.PicojoulesPerBit ?? 0))
                    + (traffic.DecodedBits * (codec?.Decoder.PicojoulesPerBit ?? 0))) * pico));
    }

    private double ComputeSeconds(double macs) => macs / accelerator.MacsPerSecond;

    private double MemorySeconds(Traffic traffic) => traffic.Bits / accelerator.Dram.BitsPerSecond;

    private double Rate(CodecModule module) => module.BitsPerSecond(accelerator.ClockMHz);

    private double Seconds(double bits, CodecModule module, int units) => bits == 0 ? 0 : bits / (units * Rate(module));
}
