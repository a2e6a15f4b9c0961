// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Pictures as files.</summary>
internal static class PictureFile
{
    // PNG has twice the pixels, for print.
    private const string Zoom = "2";

    /// <summary>What turns SVG into PNG.</summary>
    public static Tool Converter { get; } = new("rsvg-convert", "librsvg2-bin");

    /// <summary>Writes a picture, each file wholly or not at all.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="path">Path of the SVG; the PNG stands beside it.</param>
    /// <param name="converter">What turns SVG into PNG; null for SVG alone.</param>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    /// <returns>Paths of the files.</returns>
    public static IEnumerable<string> Write(Svg picture, string path, Tool? converter)
    {
        OutputFile.Attempt(() => AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            picture.Write(writer);
        }));
        return converter is null ? [path] : [path, Convert(path, converter)];
    }

    private static string Convert(string path, Tool converter)
    {
        var target = Path.ChangeExtension(path, ".png");
        OutputFile.Attempt(() =>
        {
            var source = Path.GetFullPath(path);
            var temporary = Path.Combine(Path.GetDirectoryName(source)!, $".rtlgen-{Guid.NewGuid():n}.tmp");
            try
            {
                converter.Require(".", "--zoom", Zoom, "--output", temporary, source);
                File.Move(temporary, target, overwrite: true);
            }
            catch (ToolFailedException exception)
            {
                throw new IOException($"{target}: {exception.Message.ReplaceLineEndings(" ")}", exception);
            }
            finally
            {
                File.Delete(temporary);
            }
        });
        return target;
    }
}
