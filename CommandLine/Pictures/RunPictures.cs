// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Training.Run;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>The pictures of a training run.</summary>
internal static class RunPictures
{
    /// <summary>Width of all of them in pixels.</summary>
    public const double Width = 1000;

    private static readonly (string Name, Func<RunHistory, Svg> Draw, bool NeedsEpoch)[] All =
    [
        ("lengths", LengthPicture.Draw, false),
        ("loss", LossPicture.Draw, false),
        ("footprint", FootprintPicture.Draw, true),
        ("exponents", ExponentPicture.Draw, true),
        ("final-lengths", FinalLengthPicture.Draw, false),
    ];

    /// <summary>What turns SVG into PNG.</summary>
    public static Tool Converter => PictureFile.Converter;

    /// <summary>Draws all that a log has enough for.</summary>
    /// <param name="log">Path of the <c>log.jsonl</c>.</param>
    /// <param name="folder">Folder for the pictures; made if it is not there.</param>
    /// <param name="converter">What turns SVG into PNG; null for SVG alone.</param>
    /// <exception cref="IOException">The log cannot be read.</exception>
    /// <exception cref="InvalidDataException">The log is damaged, or has nothing to draw yet.</exception>
    /// <exception cref="ToolMissingException">The converter is not installed; nothing was written.</exception>
    /// <exception cref="CommandFailure">A picture cannot be written.</exception>
    /// <returns>Paths of the pictures.</returns>
    public static IReadOnlyList<string> Write(string log, string folder, Tool? converter)
    {
        var run = RunHistory.Read(log);
        if (run.Tensors.Count == 0)
        {
            throw new InvalidDataException($"{log}: has no step and no epoch yet, there is nothing to draw");
        }

        _ = converter?.Run(".", "--version");
        OutputFile.Attempt(() => Directory.CreateDirectory(folder));
        var written = new List<string>();
        foreach (var (name, draw, needsEpoch) in All)
        {
            var path = Path.Combine(folder, $"{name}.svg");

            // Pictures of an earlier log must not stay beside those of this one.
            OutputFile.Attempt(() => File.Delete(Path.ChangeExtension(path, ".png")));
            if (needsEpoch && run.Epochs.Count == 0)
            {
                OutputFile.Attempt(() => File.Delete(path));
                continue;
            }

            written.AddRange(PictureFile.Write(draw(run), path, converter));
        }

        return written;
    }

    /// <summary>What run it is, in one line.</summary>
    public static string Describe(RunHistory run)
    {
        var options = run.Start.Options;
        var done = run.Lengths[^1].Position;
        var end = run.End is null or "done" ? "" : $", {run.End}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{options.ModelName} on {options.DataName}, {options.MethodName}, seed {options.Seed}, "
            + $"{done:0.##} of {options.Epochs:0.##} epochs{end}");
    }

    /// <summary>A length as it is written: whole, or with two places.</summary>
    public static string Bits(double length) =>
        length.ToString(double.IsInteger(length) ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Time of a run as far as it has come.</summary>
    public static Axis Time(RunHistory run) => new("epochs", 0, Math.Max(run.Lengths[^1].Position * 1.02, 1e-6));

    /// <summary>A figure of every epoch.</summary>
    public static IReadOnlyList<(double Position, double Value)> Over(
        this RunHistory run, Func<LoggedEpoch, double> value) =>
        [.. run.Epochs.Select(epoch => (run.Position(epoch), value(epoch)))];

    /// <summary>Whether a tensor is a weight. Before the first epoch only its name tells: activations end in
    /// <c>.out</c>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="row">Its place in the network.</param>
    public static bool IsWeight(this RunHistory run, int row) => run.Epochs is [var epoch, ..]
        ? epoch.Tensors[row].Kind == TensorKind.Weight
        : !run.Tensors[row].EndsWith(".out", StringComparison.Ordinal);
}
