// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Emission;

/// <summary>A folder of generated Verilog: one file a module, a file list and a manifest.</summary>
public static class DesignFolder
{
    /// <summary>Name of the file list, one path a line in compile order, as <c>-f</c> of the usual tools takes
    /// it.</summary>
    public const string FileList = "files.f";

    /// <summary>Every file of a design's folder: name and text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var modules = design.Modules.Select(module => (module.FileName, module.Text)).ToList();
        var list = string.Concat(modules.Select(module => module.FileName + "\n"));
        List<(string, string)> files = [.. modules, (FileList, list)];
        if (design.Config.Table is { } table)
        {
            files.Add((TableMap.FileName, TableMap.Of(table)));
        }

        return [.. files, (Manifest.FileName, Manifest.Of(design, files).ToJson())];
    }

    /// <summary>Writes a design. Files that an earlier run put there and this one does not are removed; others
    /// stay.</summary>
    /// <param name="design">The design.</param>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <returns>Names of the files written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(Design design, string folder)
    {
        return Write(Files(design), folder);
    }

    /// <summary>Writes files, a manifest among them. Files that an earlier run put there and this one does not are
    /// removed; others stay.</summary>
    /// <param name="files">Paths below the folder, and texts.</param>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <returns>Paths of the files written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<(string Name, string Text)> files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        Directory.CreateDirectory(folder);
        var stale = Stale(folder, files);

        WriteAll(files, folder);
        foreach (var name in stale)
        {
            File.Delete(Path.Combine(folder, name));
        }

        return [.. files.Select(file => file.Name)];
    }

    /// <summary>How a folder differs from what <see cref="Write(Design, string)"/> would put there: one line a file, none
    /// if it is the same.</summary>
    public static IReadOnlyList<string> Compare(Design design, string folder) => Compare(Files(design), folder);

    /// <summary>How a folder differs from one with just these files: one line a file, none if it is the same.</summary>
    public static IReadOnlyList<string> Compare(IReadOnlyList<(string Name, string Text)> files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        var differences = files
            .Where(file => !File.Exists(Path.Combine(folder, file.Name)))
            .Select(file => $"{Path.Combine(folder, file.Name)}: missing");
        var changed = files
            .Where(file => File.Exists(Path.Combine(folder, file.Name)))
            .Where(file => File.ReadAllText(Path.Combine(folder, file.Name)) != file.Text)
            .Select(file => $"{Path.Combine(folder, file.Name)}: differs");
        var strays = files.Select(file => Path.GetDirectoryName(file.Name)!).Append("").Distinct()
            .Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
            .SelectMany(inside => Directory.EnumerateFiles(inside))
            .Select(path => Path.GetRelativePath(folder, path)).Except(files.Select(file => file.Name));
        return [.. differences, .. changed, .. strays.Select(name => $"{Path.Combine(folder, name)}: not generated")];
    }

    /// <summary>Writes files into a folder that is there: all are on the disk before the first one takes its
    /// place.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void WriteAll(IReadOnlyList<(string Name, string Text)> files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        var staging = Directory.CreateDirectory(Path.Combine(folder, $".rtlgen-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Inside(staging, name), text);
            }

            foreach (var (name, _) in files)
            {
                File.Move(Path.Combine(staging, name), Inside(folder, name), overwrite: true);
            }
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    // The path of a file whose folder is there.
    private static string Inside(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    // A manifest is somebody's words: what it names must lie inside the folder.
    private static bool IsInside(string name) =>
        !Path.IsPathRooted(name) && name.Split('/', '\\').All(part => part is not ("" or "." or ".."));

    private static List<string> Stale(string folder, IReadOnlyList<(string Name, string Text)> files)
    {
        var before = Manifest.TryRead(Path.Combine(folder, Manifest.FileName))?.Files ?? [];
        return [.. before.Select(file => file.Name)
            .Where(IsInside)
            .Except(files.Select(file => file.Name))
            .Where(name => File.Exists(Path.Combine(folder, name)))];
    }
}
