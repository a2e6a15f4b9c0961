// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;

namespace Rtlgen.GoldenModel.Files;

/// <summary>The files that an index names: opened once each, all closed when the index turns out damaged.</summary>
/// <param name="indexPath">Path of the index, beside which the files lie.</param>
internal sealed class FileSet(string indexPath) : IDisposable
{
    private const int LongestJson = 100_000_000;
    private const int LongestName = 255;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(indexPath)) ?? "";
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<InputFile> _files = [];

    /// <summary>The whole text of a JSON index.</summary>
    /// <param name="path">Path of the index.</param>
    /// <exception cref="InvalidDataException">It is larger than 100 MB.</exception>
    public static byte[] ReadJson(string path)
    {
        using var file = InputFile.Open(path);
        if (file.Length > LongestJson)
        {
            throw Damage.In(path, $"has {file.Length} bytes; an index may have {LongestJson}");
        }

        var json = new byte[file.Length];
        file.ReadExactly(0, json);
        return json;
    }

    /// <summary>Opens the next file and reads no more than its length; it is closed until data is asked for.</summary>
    /// <param name="name">Plain name of a file in the index's folder.</param>
    /// <exception cref="InvalidDataException">The name has a folder in it, is there twice, or cannot be
    /// opened.</exception>
    public InputFile Add(string name)
    {
        if (!IsPlain(name))
        {
            throw Damage.In(indexPath, $"file {Damage.Quote(name)} must be a plain name in the same folder");
        }

        if (!_names.Add(name))
        {
            throw Damage.In(indexPath, $"file {Damage.Quote(name)} is there twice");
        }

        try
        {
            var file = InputFile.Open(Path.Combine(_folder, name));
            _files.Add(file);
            return file;
        }
        catch (IOException e)
        {
            throw Damage.In(indexPath, $"file {Damage.Quote(name)}, which it names, cannot be opened ({e.Message})", e);
        }
    }

    /// <summary>Hands the files over; disposing of this set then closes none of them.</summary>
    public ImmutableArray<InputFile> Take()
    {
        ImmutableArray<InputFile> files = [.. _files];
        _files.Clear();
        return files;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..")
        && Encoding.UTF8.GetByteCount(name) <= LongestName
        && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter) || char.IsSurrogate(letter));
}
