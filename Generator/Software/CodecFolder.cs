// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Software;

/// <summary>The software codec: a C header, a Python module beside it, and how to build.</summary>
public static class CodecFolder
{
    private static readonly string[] Names = ["sfp_codec.h", "sfp.py", "sfp_native.py", "README.md"];

    /// <summary>Every file of the folder: name and text. The same in every run.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files()
    {
        var renderer = new TemplateRenderer();
        return [.. Names.Select(name => (name, renderer.Render($"{Stem(name)}.sbn", new CodecView($"{Stem(name)}.sbn"))))];
    }

    /// <summary>Writes the folder; other files in it stay.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <returns>Names of the files written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder)
    {
        var files = Files();
        Directory.CreateDirectory(folder);
        DesignFolder.WriteAll(files, folder);
        return Names;
    }

    /// <summary>How a folder differs from what <see cref="Write"/> would put there: one line a file, none if it is the
    /// same.</summary>
    public static IReadOnlyList<string> Compare(string folder) => DesignFolder.Compare(Files(), folder);

    // README.md is a name that the templates' folder needs for itself.
    private static string Stem(string name) => name == "README.md" ? "sfp_readme.md" : name;
}
