// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Training.Run;

/// <summary>What TensorBoard shows of a run: one file of events for each time that it starts or goes on.</summary>
/// <remarks>
/// Field numbers are those of <c>event.proto</c> and <c>summary.proto</c>. A run that goes on from a checkpoint begins
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
        _file.Write(NewEvent().Add(3, Version).Bytes);
    }

    /// <inheritdoc/>
    public void Write(JsonObject content)
    {
        switch ((string?)content["event"])
        {
            case "start":
                var session = new EventMessage().Add(1, 1L);
                _file.Write(NewEvent().Add(2, Step(content) + 1).Add(7, session).Bytes);
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

    private static EventMessage NewEvent() =>
        new EventMessage().Add(1, (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);

    private static long Step(JsonObject content) => (long)Number(content["step"]);

    // A node remembers the type of number that it was made of; any will do here.
    private static double Number(JsonNode? node) => node.Deserialize<double>();

    private static IEnumerable<EventMessage> StepValues(JsonObject content)
    {
        yield return Scalar("loss/train", content["loss"]);
        yield return Scalar("learning_rate", content["learningRate"]);
        foreach (var (name, lengths) in content["lengths"]!.AsObject())
        {
            yield return Scalar($"lengths/mantissa/{name}", lengths![0]);
            yield return Scalar($"lengths/exponent/{name}", lengths[1]);
        }
    }

    private static IEnumerable<EventMessage> EpochValues(JsonObject content)
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
            yield return new EventMessage().Add(1, $"exponents/{name}").Add(5, Histogram(histogram));
        }
    }

    private static EventMessage Ratio(string tag, JsonNode? whole, JsonNode? part) =>
        Scalar(tag, (float)(Number(whole) / Number(part)));

    private static EventMessage Scalar(string tag, JsonNode? value) => Scalar(tag, (float)Number(value));

    private static EventMessage Scalar(string tag, float value) =>
        new EventMessage().Add(1, tag).AddSingle(2, value);

    // Exponents without their bias, of values that are not zero: zeros lie far off and would squeeze the rest.
    private static EventMessage Histogram(long[] counts)
    {
        var (first, last) = (Array.FindIndex(counts, 1, count => count > 0), Array.FindLastIndex(counts, c => c > 0));
        var used = first < 0 ? [] : Enumerable.Range(first, last - first + 1).ToArray();
        double Sum(Func<double, double> weight) => used.Sum(biased => counts[biased] * weight(Exponent(biased)));
        return new EventMessage()
            .Add(1, used is [] ? 0 : Exponent(first))
            .Add(2, used is [] ? 0 : Exponent(last))
            .Add(3, Sum(_ => 1))
            .Add(4, Sum(exponent => exponent))
            .Add(5, Sum(exponent => exponent * exponent))
            .Add(6, [.. used.Select(biased => Exponent(biased) + 0.5)])
            .Add(7, [.. used.Select(biased => (double)counts[biased])]);
    }

    private static double Exponent(int biased) => biased - (Container.Fp32.MaxExponent / 2);

    private void WriteSummary(long step, IEnumerable<EventMessage> values)
    {
        var summary = new EventMessage();
        foreach (var value in values)
        {
            summary.Add(1, value);
        }

        _file.Write(NewEvent().Add(2, step).Add(5, summary).Bytes);
    }
}
