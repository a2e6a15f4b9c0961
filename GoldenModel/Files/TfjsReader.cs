// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens the weights of a TensorFlow.js model: <c>model.json</c> and the raw files of its weight
/// groups.</summary>
/// <remarks>The files of a group are one run of bytes; a tensor may begin in one file and end in the next. Quantized
/// weights are refused: their values are no longer the container's.</remarks>
public static class TfjsReader
{
    /// <summary>Opens a model and checks the length of every file it names.</summary>
    /// <param name="path">Path of the <c>model.json</c>, or of the folder it lies in.</param>
    /// <returns>The weights in manifest order; the strings at the top of the JSON as metadata.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The model is damaged or quantized, or a weight file is
    /// missing.</exception>
    /// <exception cref="IOException">The model cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        path = Directory.Exists(path) ? Path.Combine(path, "model.json") : path;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new List<TensorPlace>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var files = new FileSet(path);
        var fileCount = 0;
        foreach (var (paths, weights) in ReadManifest(path, metadata))
        {
            foreach (var weight in weights)
            {
                if (!names.Add(weight.Name))
                {
                    throw Damage.In(path, weight.Name, "is there twice");
                }
            }

            var ranges = paths.Select(name => Whole(files.Add(name), fileCount++)).ToList();
            places.AddRange(Cut(path, weights, ranges));
        }

        return new TensorFile(path, files.Take(), places, metadata);
    }

    private static FileRange Whole(InputFile file, int index)
    {
        file.Release();
        return new FileRange(index, 0, file.Length);
    }

    private static List<TensorPlace> Cut(string path, List<TensorInfo> weights, List<FileRange> ranges)
    {
        Int128 needed = 0;
        weights.ForEach(weight => needed += weight.ByteLength);
        Int128 available = 0;
        ranges.ForEach(range => available += range.Length);
        if (needed != available)
        {
            throw Damage.In(path, $"the weights of a group need {needed} bytes, but its files have {available}");
        }

        var places = new List<TensorPlace>(weights.Count);
        var next = 0;
        foreach (var weight in weights)
        {
            var pieces = ImmutableArray.CreateBuilder<FileRange>();
            for (var missing = weight.ByteLength; missing > 0;)
            {
                var (file, offset, length) = ranges[next];
                var count = Math.Min(missing, length);
                pieces.Add(new FileRange(file, offset, count));
                ranges[next] = new FileRange(file, offset + count, length - count);
                next += count == length ? 1 : 0;
                missing -= count;
            }

            places.Add(new TensorPlace(weight, pieces.ToImmutable(), default));
        }

        return places;
    }

    private static List<(List<string> Paths, List<TensorInfo> Weights)> ReadManifest(
        string path, Dictionary<string, string> metadata)
    {
        var cursor = new JsonCursor(path, FileSet.ReadJson(path));
        List<(List<string>, List<TensorInfo>)>? groups = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        cursor.Next(JsonTokenType.StartObject, "the model");
        while (cursor.NextKey(keys, out var key))
        {
            if (key == "weightsManifest")
            {
                groups = TfjsManifest.ReadGroups(ref cursor, path);
            }
            else
            {
                cursor.Next();
                if (cursor.Kind == JsonTokenType.String)
                {
                    metadata.Add(key, cursor.Text(key));
                }

                cursor.Skip();
            }
        }

        cursor.End();
        return groups
            ?? throw Damage.In(path, "has no weightsManifest; the model.json of a TensorFlow.js model is needed");
    }
}
