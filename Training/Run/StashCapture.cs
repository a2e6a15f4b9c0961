// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>What passed the stash in one training step of a finished network, as files.</summary>
/// <param name="Tensors">Number of tensors.</param>
/// <param name="Values">Their values.</param>
/// <param name="Batch">Examples of the step.</param>
public sealed record StashCapture(int Tensors, long Values, int Batch)
{
    /// <summary>Runs the network of a run over one batch and writes every stashed tensor, before and after it is
    /// adapted, under the names of the sites.</summary>
    /// <param name="run">The run; lengths and weights are those of its files.</param>
    /// <param name="raw">Path of the safetensors file of FP32 values before they are adapted.</param>
    /// <param name="adapted">Path of the file of the same values adapted: what the backward pass finds.</param>
    /// <returns>How much it was.</returns>
    /// <remarks>
    /// The batch is the first one of the epoch after the run's last, in training mode, as the next step would take
    /// it. No length moves, and nothing is drawn for lengths.
    /// </remarks>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The files are not of one run; the message names the tensor.</exception>
    public static StashCapture Write(RunFolder run, string raw, string adapted)
    {
        ArgumentNullException.ThrowIfNull(run);
        var options = run.Options;
        set_num_threads(options.Threads);
        _ = manual_seed(options.Seed);
        using var scope = NewDisposeScope();
        var data = DataSets.Open(
            options.Data, options.DataPath, options.Length, options.Augment, options.TrainLimit, options.TestLimit);
        var stash = new StashSet { Threads = options.Threads, Seed = options.Seed, Follows = false };
        using var network = Networks.Make(options.Model, data, stash);
        LoadWeights(network, run.Weights);
        LoadLengths(stash, run.Lengths);

        using var before = new SafetensorsWriter(raw);
        using var after = new SafetensorsWriter(adapted);
        var values = 0L;
        stash.Inspector = (site, bytes) => values += Add(before, site, bytes);
        stash.Watcher = (site, bytes) => Add(after, site, bytes);
        var examples = Math.Min(options.Batch, data.TrainCount);
        var order = BatchOrder.Of(options.Seed, run.Last.Epoch, data.TrainCount);
        var (inputs, _) = data.Batch(true, order.AsSpan(0, examples), options.Seed, run.Last.Epoch);
        network.train();
        _ = network.Predict(inputs);
        before.Complete();
        after.Complete();
        return new StashCapture(stash.Sites.Count, values, examples);
    }

    private static int Add(SafetensorsWriter writer, StashSite site, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        var count = copy.Length / sizeof(float);
        writer.Add(new TensorInfo(site.Name, TensorType.F32, count), stream => stream.Write(copy));
        return count;
    }

    private static void LoadWeights(Network network, string path)
    {
        using var file = TensorFiles.Open(path);
        foreach (var (name, tensor) in network.state_dict().Where(entry => entry.Value.dtype == ScalarType.Float32))
        {
            var stored = file.Find(name);
            if (stored is null || stored.Type != TensorType.F32 || stored.ElementCount != tensor.numel())
            {
                throw new InvalidDataException(
                    $"{path}: tensor '{name}' is {stored?.ToString() ?? "missing"}, must have the {tensor.numel()} "
                    + "FP32 values that the run's network has");
            }

            file.ReadBytes(stored).CopyTo(tensor.bytes);
        }
    }

    private static void LoadLengths(StashSet stash, string path)
    {
        var file = BitlengthFile.Read(path);
        foreach (var site in stash.Sites)
        {
            var rule = file.Layers.FirstOrDefault(layer => layer.Match == site.Name);
            if (rule is not { Mantissa: { } mantissa, Exponent: { } exponent, Low.Number: { } low })
            {
                throw new InvalidDataException(
                    $"{path}: '{site.Name}' must have an entry with mantissa, exponent and low, as the run's network has "
                    + "it");
            }

            site.Keep(mantissa, exponent, low, rule.Rounding ?? default);
        }
    }
}
