// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Accelerator;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine.Systems;

/// <summary>A training run as the system model needs it: what it trained, and what its tensors took in the last
/// measured step.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Path">Path of its log.</param>
/// <param name="Options">Its options.</param>
/// <param name="Tensors">Its tensors as the log has them, in the network's order.</param>
internal sealed record SystemRun(string Name, string Path, TrainOptions Options, IReadOnlyList<LoggedTensor> Tensors)
{
    /// <summary>Names of what <see cref="StorageWith"/> takes.</summary>
    public static IReadOnlyList<string> Coders { get; } = ["best", "fixed", "delta", "peak"];

    /// <summary>Reads a run, which may still go on.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="IOException">Its log cannot be read.</exception>
    /// <exception cref="InvalidDataException">Its log is damaged, or no epoch has ended yet.</exception>
    public static SystemRun Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, RunLog.FileName);
        var name = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        var history = RunHistory.Read(path);
        return history.Epochs is [.., var last]
            ? new SystemRun(System.IO.Path.GetFileName(name), path, history.Start.Options, last.Tensors)
            : throw new InvalidDataException($"{path}: no epoch has ended yet, tensors are measured where one ends");
    }

    /// <summary>What a step of the run computes and keeps.</summary>
    /// <param name="batch">Examples of the step.</param>
    /// <param name="dataPath">The data set's folder or file; null for the run's, or for the set's own if that is
    /// gone.</param>
    /// <exception cref="InvalidDataException">The network does not have the log's tensors.</exception>
    public Workload WorkloadOf(int batch, string? dataPath)
    {
        var options = TrainingRun.WithData(Options with { DataPath = dataPath ?? Existing(Options.DataPath) });
        var data = DataSets.Open(
            options.Data, options.DataPath, options.Length, options.Augment, options.TrainLimit, options.TestLimit);
        var shape = NetworkShape.Of(options.Model, data);
        CheckShape(shape, options.DataPath);
        var tensors = shape.Sites.Select(site => new WorkTensor(
            site.Name, site.Layer, site.Kind, site.Values * Repeats(site, batch), (double)site.Macs * batch));
        return Workload.Of([.. tensors], shape.OtherValues, options.Optimizer == "adamw" ? 2 : 1);
    }

    /// <summary>How the run's tensors lie in memory.</summary>
    /// <param name="coder">One of <see cref="Coders"/>.</param>
    /// <param name="gradients">Format of gradients.</param>
    public Storage StorageWith(string coder, Container gradients) => new(
        Name, Container.Fp32, gradients.Bits,
        Tensors.ToDictionary(tensor => tensor.Name, tensor => (double)BitsOf(tensor, coder) / tensor.Count));

    /// <summary>Refuses a run that has other tensors than another one.</summary>
    /// <exception cref="InvalidDataException">It has.</exception>
    public void RequireSame(SystemRun other)
    {
        var (mine, others) = (Describe(this), Describe(other));
        if (mine != others)
        {
            throw new InvalidDataException(
                $"{Path}: is of {mine}, must be of {others} as {other.Name}: one table is of one network");
        }

        static string Describe(SystemRun run) =>
            $"{run.Options.ModelName} on {run.Options.DataName} with {run.Tensors.Count} tensors of "
            + $"{TextTable.Count(run.Tensors.Sum(tensor => tensor.Count))} values, batch {run.Options.Batch}, "
            + run.Options.Optimizer;
    }

    private static long BitsOf(LoggedTensor tensor, string coder) => coder switch
    {
        "fixed" => tensor.FixedBits,
        "delta" => tensor.DeltaBits,
        "peak" => tensor.PeakBits,
        _ => Math.Min(tensor.FixedBits, Math.Min(tensor.DeltaBits, tensor.PeakBits)),
    };

    private static int Repeats(SiteShape site, int batch) => site.Kind == TensorKind.Weight ? 1 : batch;

    private static string? Existing(string? path) =>
        System.IO.Path.Exists(path) ? path : null;

    private void CheckShape(NetworkShape shape, string? data)
    {
        var logged = Tensors.Select(tensor => (tensor.Name, tensor.Count)).ToList();
        var made = shape.Sites.Select(site => (site.Name, site.Values * Repeats(site, Options.Batch))).ToList();
        var place = Enumerable.Range(0, Math.Min(logged.Count, made.Count)).FirstOrDefault(
            at => logged[at] != made[at], logged.Count == made.Count ? -1 : Math.Min(logged.Count, made.Count));
        if (place >= 0)
        {
            throw new InvalidDataException(
                $"{Path}: tensor {place + 1} is {Text(logged)}, with the data of {data ?? Options.DataName} must be "
                + $"{Text(made)}; --data-path must be the data that the run was made with");
        }

        string Text(List<(string Name, long Count)> tensors) => place < tensors.Count
            ? $"'{tensors[place].Name}' with {TextTable.Count(tensors[place].Count)} values"
            : "absent";
    }
}
