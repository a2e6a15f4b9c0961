// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens a checkpoint split over several safetensors files, through its
/// <c>*.safetensors.index.json</c>.</summary>
/// <remarks>Every shard's header is checked at once; its data file is opened only when data is asked for.</remarks>
public static class ShardedSafetensors
{
    private const string MapKey = "weight_map";

    /// <summary>Opens the index and checks it against the header of every shard it names.</summary>
    /// <param name="path">Path of the index; the shards lie in the same folder.</param>
    /// <returns>The tensors, shards in ordinal order of their names; of metadata keys that several shards have, the
    /// first shard's value.</returns>
    /// <exception cref="FileNotFoundException">There is no such index.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The index or a shard is damaged, a shard is missing, or a tensor is not
    /// in the one shard that the index gives.</exception>
    /// <exception cref="IOException">The index cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        var map = ReadMap(path);
        using var files = new FileSet(path);
        var places = new List<TensorPlace>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var shards = map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        for (var index = 0; index < shards.Count; index++)
        {
            var file = files.Add(shards[index]);
            var header = SafetensorsHeader.Read(file, index);
            file.Release();
            foreach (var place in header.Places)
            {
                CheckOwner(path, map, place.Info.Name, shards[index]);
            }

            places.AddRange(header.Places);
            foreach (var (key, value) in header.Metadata)
            {
                _ = metadata.TryAdd(key, value);
            }
        }

        CheckComplete(path, map, places);
        return new TensorFile(path, files.Take(), places, metadata);
    }

    private static Dictionary<string, string> ReadMap(string path)
    {
        var cursor = new JsonCursor(path, FileSet.ReadJson(path));
        Dictionary<string, string>? map = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        cursor.Next(JsonTokenType.StartObject, "the index");
        while (cursor.NextKey(keys, out var key))
        {
            if (key == MapKey)
            {
                map = ReadMap(ref cursor);
            }
            else
            {
                cursor.SkipNext();
            }
        }

        cursor.End();
        return map ?? throw Damage.In(path, $"has no {MapKey}; a safetensors index maps tensors to files");
    }

    private static Dictionary<string, string> ReadMap(ref JsonCursor cursor)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        cursor.Next(JsonTokenType.StartObject, MapKey);
        while (cursor.NextKey(names, out var name))
        {
            map.Add(name, cursor.NextText($"{MapKey} {Damage.Quote(name)}"));
        }

        return map;
    }

    private static void CheckOwner(string path, Dictionary<string, string> map, string name, string shard)
    {
        if (!map.TryGetValue(name, out var owner) || owner != shard)
        {
            var given = owner is null ? "does not list it" : $"puts it in {Damage.Quote(owner)}";
            throw Damage.In(path, name, $"is in shard {Damage.Quote(shard)}, but the index {given}");
        }
    }

    private static void CheckComplete(string path, Dictionary<string, string> map, List<TensorPlace> places)
    {
        if (places.Count != map.Count)
        {
            var found = places.Select(place => place.Info.Name).ToHashSet(StringComparer.Ordinal);
            var (name, shard) = map.First(pair => !found.Contains(pair.Key));
            throw Damage.In(path, name, $"is not in shard {Damage.Quote(shard)}, where the index puts it");
        }
    }
}
