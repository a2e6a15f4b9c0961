// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>How far a run has come, beside what network, optimiser and method keep themselves.</summary>
internal sealed class Progress
{
    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Sum of the losses of the epoch's steps.</summary>
    public double LossSum { get; set; }

    /// <summary>Seconds of the epoch's steps.</summary>
    public double StepSeconds { get; set; }

    /// <summary>Best accuracy of an epoch, negative before one.</summary>
    public double BestAccuracy { get; set; } = -1;

    /// <summary>Lowest validation loss of an epoch.</summary>
    public double BestLoss { get; set; } = double.MaxValue;

    /// <summary>Bytes of the log.</summary>
    public long LogLength { get; set; }
}

/// <summary>All that a run is made of.</summary>
internal sealed record RunState(
    Network Network, OptimizerHelper Optimizer, ILengthMethod Method, FootprintTotals Totals, Progress Progress);

/// <summary>Saves and reads all that a run needs to go on as if nothing had happened.</summary>
internal static class Checkpoint
{
    /// <summary>Name of the file that a run goes on from.</summary>
    public const string Last = "last.ckpt";

    /// <summary>Name of the file of the best epoch so far.</summary>
    public const string Best = "best.ckpt";

    private const string Magic = "rtlgen-checkpoint-1";

    /// <summary>Writes a checkpoint, wholly or not at all.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="identity">What must be the same for the run to go on.</param>
    /// <param name="state">The run.</param>
    public static void Save(string path, string identity, RunState state) => AtomicFile.Write(path, stream =>
    {
        using var scope = NewDisposeScope();
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            var progress = state.Progress;
            writer.Write(Magic);
            writer.Write(identity);
            writer.Write(progress.Step);
            writer.Write(progress.LossSum);
            writer.Write(progress.StepSeconds);
            writer.Write(progress.BestAccuracy);
            writer.Write(progress.BestLoss);
            writer.Write(progress.LogLength);
            foreach (var site in state.Network.Stash.Sites)
            {
                writer.Write(site.Peak);
                writer.Write(site.Count);
            }

            state.Method.Save(writer);
            state.Totals.Save(writer);
            var random = get_rng_state().bytes.ToArray();
            writer.Write(random.Length);
            writer.Write(random);
            state.Optimizer.save_state_dict(writer);
            writer.Flush();
            state.Network.save(writer);
        }

        content.Position = 0;
        content.CopyTo(stream);
    });

    private static string Difference(string stored, string asked)
    {
        var (had, has) = (stored.Split(' '), asked.Split(' '));
        string[] names = ["--model", "--data", "--method"];
        var place = Enumerable.Range(0, names.Length).FirstOrDefault(i => had[i] != has[i], -1);
        return place >= 0
                ? $"is of a run with {names[place]} {had[place]}, --resume needs the same, not {has[place]}"
            : had.Length == has.Length && had.SkipLast(1).SequenceEqual(has.SkipLast(1))
                ? $"is of a {had[0]} with other parameters or stash sites, which has changed since"
            : $"is of a run with other options; --resume needs the same ones: {stored}";
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="identity">What must be the same.</param>
    /// <param name="state">The run, which takes the checkpoint's state.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another run; the message says which.</exception>
    public static void Load(string path, string identity, RunState state)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such checkpoint, --resume needs one");
        }

        using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)));
        try
        {
            if (reader.ReadString() != Magic)
            {
                throw new InvalidDataException($"{path}: is no checkpoint of rtlgen train");
            }

            if (reader.ReadString() is var other && other != identity)
            {
                throw new InvalidDataException($"{path}: {Difference(other, identity)}");
            }

            var progress = state.Progress;
            progress.Step = reader.ReadInt64();
            (progress.LossSum, progress.StepSeconds) = (reader.ReadDouble(), reader.ReadDouble());
            (progress.BestAccuracy, progress.BestLoss) = (reader.ReadDouble(), reader.ReadDouble());
            progress.LogLength = reader.ReadInt64();
            foreach (var site in state.Network.Stash.Sites)
            {
                site.Peak = reader.ReadInt32();
                site.Count = reader.ReadInt64();
            }

            state.Method.Load(reader);
            state.Totals.Load(reader);
            using (var random = tensor(reader.ReadBytes(reader.ReadInt32())))
            {
                set_rng_state(random);
            }

            // What the optimizer reads is its own: no scope may dispose of it.
            state.Optimizer.load_state_dict(reader);
            state.Network.load(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"{path}: is damaged ({exception.Message})", exception);
        }
    }
}
