// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>Where the results of <c>rtlgen explore</c> are: <c>explore.json</c>, <c>explore.csv</c> and
/// <c>pareto.svg</c>. Each appears wholly or not at all.</summary>
/// <param name="path">The folder.</param>
/// <param name="converter">What turns SVG into PNG; null for SVG alone.</param>
/// <param name="terminal">How JSON is written.</param>
internal sealed class ExploreFolder(string path, Tool? converter, Terminal terminal)
{
    /// <summary>Makes the folder, and sees that pictures can be made.</summary>
    /// <exception cref="ToolMissingException">The converter is not installed; nothing was written.</exception>
    /// <exception cref="CommandFailure">The folder cannot be made.</exception>
    public void Prepare()
    {
        _ = converter?.Run(".", "--version");
        OutputFile.Attempt(() => Directory.CreateDirectory(path));
    }

    /// <summary>Writes the points, those that are done with their figures.</summary>
    /// <exception cref="CommandFailure">They cannot be written.</exception>
    public void WriteTables(ExploreReport report)
    {
        Write("explore.json", writer => (terminal with { Out = writer }).WriteJson(report));
        Write("explore.csv", report.WriteCsv);
    }

    /// <summary>Draws the points.</summary>
    /// <exception cref="CommandFailure">The picture cannot be written.</exception>
    public void WritePicture(ExploreReport report)
    {
        if (report.Points.Any(point => point.Figures is not null))
        {
            _ = PictureFile.Write(ParetoPicture.Draw(report), Path.Combine(path, "pareto.svg"), converter);
        }
    }

    private void Write(string name, Action<TextWriter> write) => OutputFile.Attempt(() =>
        AtomicFile.Write(Path.Combine(path, name), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            write(writer);
        }));
}
