// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine.Pictures;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Packaging;
using Rtlgen.Verification.Packaging;
using Rtlgen.Verification.Proofs.Formal;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>Everything that somebody needs to use a design who has no rtlgen: docs/package.md.</summary>
internal static class PackageFolder
{
    private const string Documents = "doc";

    private static readonly string[] Halves = ["encoder", "decoder"];

    /// <summary>Every file: path below the package's folder, and text. The manifest is the last.</summary>
    /// <param name="design">The design.</param>
    /// <param name="figures">Paths of measured figures.</param>
    /// <param name="hardware">The options that chose the hardware, for commands.</param>
    /// <exception cref="InvalidDataException">Figures are wrong.</exception>
    /// <exception cref="Verification.Tools.ToolMissingException">Icarus or Yosys is not installed.</exception>
    public static IReadOnlyList<(string Name, string Text)> Files(
        Design design, IReadOnlyList<string> figures, string hardware)
    {
        var measured = figures.Select(path => SynthFigures.Read(path, design)).ToList();
        var formal = FormalFolder.Files(design);
        var claims = formal.Where(file => file.Name.EndsWith(".sby", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name)).ToList();
        var plan = PackageVectors.Of(design.Config);
        var view = new PackageView(design, plan, claims);
        var texts = PackageTexts.Of(view);
        var wave = PackageBench.Run(view, texts);
        var sheet = new Datasheet(view, measured, hardware).Write();
        List<(string Name, string Text)> files =
        [
            .. texts,
            .. formal.Select(file => ($"{PackageView.RtlFolder}/{FormalFolder.Name}/{file.Name}", file.Text)),
            (PackageTexts.FormalTemplate, FuseSocProject.Of(formal)),
            ($"{Documents}/{view.Name}.md", sheet.ToMarkdown()),
            ($"{Documents}/{view.Name}.html", sheet.ToHtml()),
            ($"{Documents}/descriptor.svg", Text(WordPicture.DrawDescriptor(design.Config))),
            ($"{Documents}/words.svg", Text(WordPicture.DrawWords(design.Config))),
            .. Halves.Select(half => Handshake.Of(half, plan, wave)).SelectMany(handshake => new[]
            {
                ($"{Documents}/{handshake.Half}_handshake.json", handshake.ToWaveDrom()),
                ($"{Documents}/{handshake.Half}_handshake.svg", Text(HandshakePicture.Draw(handshake))),
            }),
        ];
        files.Add(PackageTexts.Core(view, files));
        return [.. files, (Manifest.FileName, Manifest.Of(design, files).ToJson())];
    }

    private static string Text(Svg picture)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        picture.Write(writer);
        return writer.ToString();
    }
}
