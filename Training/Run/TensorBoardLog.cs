// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Rtlgen.GoldenModel.Formats;
using Tensorboard;

namespace Rtlgen.Training.Run;

/// <summary>What TensorBoard shows of a run: one file of events for each time that it starts or goes on.</summary>
/// <remarks>
/// Messages are TensorBoard's own, as TorchSharp ships them. A run that goes on from a checkpoint begins
/// a new file with a session start behind the checkpoint's step: TensorBoard drops what it knows of later steps.
/// </remarks>
internal sealed class TensorBoardLog : IRunObserver
{
    private const string Prefix = "events.out.tfevents.";
    private const string Suffix = ".rtlgen";
    private const string Version = "brain.Event:2";

    private readonly RecordFile _file;

    /// <summary>Begins a file; those of a run that this one replaces, from the same step or later, go.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="step">Steps done.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public TensorBoardLog(string folder, long step)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}"))
        {
            var number = Path.GetFileName(path)[Prefix.Length..^Suffix.Length];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first >= step)
            {
                File.Delete(path);
            }
        }

        // TensorBoard reads the files of a folder in the order of their names.
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:d10}{Suffix}");
        _file = new RecordFile(Path.Combine(folder, name));
        Write(new Event { FileVersion = Version });
    }

    /// <inheritdoc/>
    public void Write(JsonObject content)
    {
        switch ((string?)content["event"])
        {
            case "start":
                var session = new SessionLog { Status = SessionLog.Types.SessionStatus.Start };
                Write(new Event { Step = Step(content) + 1, SessionLog = session });
                break;
            case "step":
                WriteSummary(Step(content), StepValues(content));
                break;
            case "epoch":
                WriteSummary(Step(content), EpochValues(content));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static long Step(JsonObject content) => (long)Number(content["step"]);

    // A node remembers the type of number that it was made of; any will do here.
    private static double Number(JsonNode? node) => node.Deserialize<double>();

    private static IEnumerable<Summary.Types.Value> StepValues(JsonObject content)
    {
        yield return Scalar("loss/train", content["loss"]);
        yield return Scalar("learning_rate", content["learningRate"]);
        foreach (var (name, lengths) in content["lengths"]!.AsObject())
        {
            yield return Scalar($"lengths/mantissa/{name}", lengths![0]);
            yield return Scalar($"lengths/exponent/{name}", lengths[1]);
        }
    }

    private static IEnumerable<Summary.Types.Value> EpochValues(JsonObject content)
    {
        yield return Scalar("loss/train_epoch", content["trainLoss"]);
        yield return Scalar("loss/validation", content["validationLoss"]);
        yield return Scalar("accuracy", content["accuracy"]);
        var footprint = content["footprint"]!.AsObject();
        foreach (var coder in (string[])[.. FootprintMeter.Coders.Select(Names.Of), "best"])
        {
            var capital = char.ToUpperInvariant(coder[0]) + coder[1..];
            yield return Ratio($"footprint_epoch/{coder}", footprint["fp32Bits"], footprint[$"{coder}Bits"]);
            yield return Ratio(
                $"footprint_run/{coder}", footprint["cumulativeFp32Bits"], footprint[$"cumulative{capital}Bits"]);
        }

        foreach (var tensor in content["tensors"]!.AsArray())
        {
            var (name, histogram) = ((string?)tensor!["name"], tensor["exponentHistogram"].Deserialize<long[]>()!);
            yield return Scalar($"zeros/{name}", (float)histogram[0] / Math.Max(1, histogram.Sum()));
            yield return new Summary.Types.Value { Tag = $"exponents/{name}", Histo = Histogram(histogram) };
        }
    }

    private static Summary.Types.Value Ratio(string tag, JsonNode? whole, JsonNode? part) =>
        Scalar(tag, (float)(Number(whole) / Number(part)));

    private static Summary.Types.Value Scalar(string tag, JsonNode? value) => Scalar(tag, (float)Number(value));

    private static Summary.Types.Value Scalar(string tag, float value) =>
        new() { Tag = tag, SimpleValue = value };

    // Exponents without their bias, of values that are not zero: zeros lie far off and would squeeze the rest.
    private static HistogramProto Histogram(long[] counts)
    {
        var (first, last) = (Array.FindIndex(counts, 1, count => count > 0), Array.FindLastIndex(counts, c => c > 0));
        var used = first < 0 ? [] : Enumerable.Range(first, last - first + 1).ToArray();
        double Sum(Func<double, double> weight) => used.Sum(biased => counts[biased] * weight(Exponent(biased)));
        return new HistogramProto
        {
            Min = used is [] ? 0 : Exponent(first),
            Max = used is [] ? 0 : Exponent(last),
            Num = Sum(_ => 1),
            Sum = Sum(exponent => exponent),
            SumSquares = Sum(exponent => exponent * exponent),
            BucketLimit = { used.Select(biased => Exponent(biased) + 0.5) },
            Bucket = { used.Select(biased => (double)counts[biased]) },
        };
    }

    private static double Exponent(int biased) => biased - (Container.Fp32.MaxExponent / 2);

    private void WriteSummary(long step, IEnumerable<Summary.Types.Value> values) =>
        Write(new Event { Step = step, Summary = new Summary { Value = { values } } });

    private void Write(Event message)
    {
        message.WallTime = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        _file.Write(message.ToByteArray());
    }
}
