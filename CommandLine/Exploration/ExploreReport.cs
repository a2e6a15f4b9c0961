// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>What <c>rtlgen explore</c> has found so far.</summary>
/// <param name="Plan">Path of the plan.</param>
/// <param name="Tensors">What was measured on.</param>
/// <param name="Liberty">The library of cells.</param>
/// <param name="Points">The points in the plan's order.</param>
internal sealed record ExploreReport(string Plan, string Tensors, string Liberty, IReadOnlyList<ExplorePoint> Points)
{
    private static readonly string[] Columns =
    [
        "name", "container", "frozen", "encoderUm2", "decoderUm2", "kiloGates", "fmaxMHz", "gigabytesPerSecond",
        "bitsPerValue", "ratio", "best", "failure",
    ];

    /// <summary>A report that knows which points no other one dominates.</summary>
    public static ExploreReport Of(
        string plan, string tensors, string liberty, IReadOnlyList<ExplorePoint> points) => new(
            plan, tensors, liberty,
            [.. points.Select(point => point with
            {
                IsBest = point.Figures is { } figures && !points.Any(other =>
                    other.Container == point.Container && other.Figures?.Dominates(figures) == true),
            })]);

    /// <summary>Writes the points as a table.</summary>
    public void Write(TextWriter writer)
    {
        var table = new TextTable(
            "<configuration", "encoder [um2]", "decoder", "kGE", "Fmax [MHz]", "GB/s", "bits/value", "ratio", "<best");
        foreach (var point in Points)
        {
            table.Add([point.Name, .. point.Figures is { } figures
                ? new[]
                {
                    TextTable.Count((long)figures.EncoderUm2), TextTable.Count((long)figures.DecoderUm2),
                    TextTable.Real(figures.KiloGates), TextTable.Real(figures.FmaxMHz),
                    TextTable.Real(figures.GigabytesPerSecond), TextTable.Real(figures.BitsPerValue),
                    TextTable.Ratio(figures.Ratio), point.IsBest ? "*" : "",
                }
                : ["", "", "", "", "", "", "", point.Failure is null ? "not tried" : "FAILED"]]);
        }

        table.Write(writer);
        foreach (var point in Points.Where(point => point.Failure is not null))
        {
            writer.WriteLine($"FAIL {point.Name}: {point.Failure}");
        }

        writer.WriteLine();
        writer.WriteLine($"{Liberty}, pre-layout, zero-wire; bits/value: {Tensors}");
        writer.WriteLine("*: no other of the same container is as small, as fast and as short");
    }

    /// <summary>Writes the points as comma-separated values.</summary>
    public void WriteCsv(TextWriter writer)
    {
        writer.WriteLine(string.Join(',', Columns));
        foreach (var point in Points)
        {
            string[] figures = point.Figures is { } known
                ? [
                    Number(known.EncoderUm2), Number(known.DecoderUm2), Number(known.KiloGates), Number(known.FmaxMHz),
                    Number(known.GigabytesPerSecond), Number(known.BitsPerValue), Number(known.Ratio),
                ]
                : ["", "", "", "", "", "", ""];
            string[] cells =
            [
                Quoted(point.Name), point.Container, point.IsFrozen ? "1" : "0", .. figures, point.IsBest ? "1" : "0",
                Quoted(point.Failure ?? ""),
            ];
            writer.WriteLine(string.Join(',', cells));
        }
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // RFC 4180.
    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
