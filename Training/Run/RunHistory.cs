// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.Training.Run;

/// <summary>How a run went: what <c>log.jsonl</c> says, of a run that has ended or goes on.</summary>
/// <param name="Start">How it began, or last went on.</param>
/// <param name="Steps">The logged steps, in order.</param>
/// <param name="Epochs">The epochs, in order.</param>
/// <param name="End">Why it ended; null while it runs, or if it was killed.</param>
public sealed record RunHistory(
    LoggedStart Start, IReadOnlyList<LoggedStep> Steps, IReadOnlyList<LoggedEpoch> Epochs, string? End)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<TensorKind>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Names of the stashed tensors in the network's order.</summary>
    public IReadOnlyList<string> Tensors { get; } =
        Epochs is [var epoch, ..] ? [.. epoch.Names] : Steps is [var step, ..] ? [.. step.Lengths.Keys] : [];

    /// <summary>Lengths over time, in order: real where learned, rounded up where the run had frozen them.</summary>
    public IReadOnlyList<LengthPoint> Lengths { get; } = FollowLengths(Start, Steps, Epochs);

    /// <summary>Reads a log.</summary>
    /// <param name="path">Path of the <c>log.jsonl</c>.</param>
    /// <exception cref="IOException">It cannot be read; the message names it.</exception>
    /// <exception cref="InvalidDataException">A line is damaged; the message names file and line.</exception>
    public static RunHistory Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such log; rtlgen train writes it");
        }

        var number = 0;
        LoggedStart? start = null;
        string[]? names = null;
        var (steps, epochs, end) = (new List<LoggedStep>(), new List<LoggedEpoch>(), (string?)null);
        foreach (var line in Lines(path))
        {
            number++;
            try
            {
                using var content = JsonDocument.Parse(line);
                end = null;
                switch (content.RootElement.GetProperty("event").GetString())
                {
                    case "start":
                        start = content.Deserialize<LoggedStart>(Options)!.Check();
                        break;
                    case "step":
                        steps.Add(content.Deserialize<LoggedStep>(Options)!.Check(names));
                        names = [.. steps[^1].Lengths.Keys];
                        break;
                    case "epoch":
                        epochs.Add(content.Deserialize<LoggedEpoch>(Options)!.Check(names));
                        names = [.. epochs[^1].Names];
                        break;
                    case "end":
                        end = content.RootElement.GetProperty("reason").GetString();
                        break;
                    case var other:
                        throw new FormatException($"event is '{other}', must be start, step, epoch or end");
                }

                if (start is null)
                {
                    throw new FormatException("the first line must be the event start");
                }
            }
            catch (Exception exception) when (exception is JsonException or FormatException
                or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException(
                    $"{path}:{number}: is damaged, or no line of rtlgen train: {Reason(exception)}", exception);
            }
        }

        return start is null
            ? throw new InvalidDataException($"{path}: has no line yet, a run begins with the event start")
            : new RunHistory(start, steps, epochs, end);
    }

    /// <summary>Where a step is, in epochs.</summary>
    /// <param name="step">Steps done.</param>
    public double Position(long step) => Start.Position(step);

    /// <summary>Where an epoch ended, in epochs: the last one may be a part of one.</summary>
    /// <param name="epoch">The epoch.</param>
    public double Position(LoggedEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return Start.Position(epoch);
    }

    // The last line counts only if it is whole: a run may be writing it.
    private static string[] Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n')[..^1];
    }

    private static string Reason(Exception exception)
    {
        var reason = exception.Message.Split([" Path: ", " LineNumber: "], StringSplitOptions.None)[0].TrimEnd('.');
        return $"{char.ToLowerInvariant(reason[0])}{reason[1..]}";
    }

    private static List<LengthPoint> FollowLengths(
        LoggedStart start, IReadOnlyList<LoggedStep> steps, IReadOnlyList<LoggedEpoch> epochs)
    {
        var frozen = epochs is [.., var last] && start.Position(last) > start.Frozen ? last : null;
        var points = steps.Select(step => new LengthPoint(
            start.Position(step.Step), [.. step.Lengths.Values.Select(pair => (pair[0], pair[1]))]));
        points = points.Concat(epochs.Select(epoch => new LengthPoint(
            start.Position(epoch), [.. epoch.Tensors.Select(tensor => tensor.RealLengths)])));
        return [.. points.OrderBy(point => point.Position).Select(point =>
            frozen is null || point.Position <= start.Frozen
                ? point
                : point with { Lengths = [.. frozen.Tensors.Select(tensor => tensor.WholeLengths)] })];
    }
}
