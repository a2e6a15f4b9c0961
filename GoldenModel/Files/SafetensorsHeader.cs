// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Rtlgen.GoldenModel.Files;

/// <summary>The checked header of one safetensors file.</summary>
/// <param name="Places">Tensors in the order of their data.</param>
/// <param name="Metadata">The strings under <c>__metadata__</c>.</param>
internal sealed record SafetensorsHeader(List<TensorPlace> Places, Dictionary<string, string> Metadata)
{
    /// <summary>Bytes of the length field before the header.</summary>
    public const int LengthBytes = 8;

    /// <summary>Key of the notes in the header.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Largest header in bytes, the same limit as in the safetensors library.</summary>
    public const int MaximumBytes = 100_000_000;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="index">Index of the file in its <see cref="TensorFile"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SafetensorsHeader Read(InputFile file, int index)
    {
        var json = ReadText(file);
        var header = new SafetensorsHeader([], []);
        var dataStart = LengthBytes + json.Length;
        var cursor = new JsonCursor(file.Path, json);
        cursor.Next(JsonTokenType.StartObject, "the header");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextKey(names, out var name))
        {
            if (name == MetadataKey)
            {
                ReadMetadata(ref cursor, header.Metadata);
            }
            else
            {
                header.Places.Add(ReadTensor(ref cursor, file, index, name, dataStart));
            }
        }

        cursor.End();
        header.CheckCover(file, dataStart);
        return header;
    }

    private static byte[] ReadText(InputFile file)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (file.Length < LengthBytes)
        {
            throw Damage.In(file.Path,
                $"has {file.Length} bytes; a safetensors file starts with an 8-byte header length");
        }

        file.ReadExactly(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var limit = Math.Min(MaximumBytes, file.Length - LengthBytes);
        if (length < 2 || length > (ulong)limit)
        {
            throw Damage.In(file.Path,
                $"header length {length} must be 2 to {limit} (a safetensors file of {file.Length} bytes)");
        }

        var json = new byte[length];
        file.ReadExactly(LengthBytes, json);
        return json[0] != (byte)'{'
            ? throw Damage.In(file.Path, $"the header starts with byte 0x{json[0]:x2}, not with '{{'")
            : Utf8.IsValid(json) ? json
            : throw Damage.In(file.Path, "the header is not valid UTF-8");
    }

    private static void ReadMetadata(ref JsonCursor cursor, Dictionary<string, string> metadata)
    {
        cursor.Next(JsonTokenType.StartObject, MetadataKey);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextKey(keys, out var key))
        {
            metadata.Add(key, cursor.NextText($"{MetadataKey} {Damage.Quote(key)}"));
        }
    }

    private static TensorPlace ReadTensor(ref JsonCursor cursor, InputFile file, int index, string name, long dataStart)
    {
        var place = $"tensor {Damage.Quote(name)}";
        string? typeName = null;
        long[]? shape = null, offsets = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        cursor.Next(JsonTokenType.StartObject, place);
        while (cursor.NextKey(keys, out var key))
        {
            switch (key)
            {
                case "dtype":
                    typeName = cursor.NextText($"{place}: dtype");
                    break;
                case "shape":
                    shape = cursor.NextIntegers(TensorInfo.MaximumRank, $"{place}: shape");
                    break;
                case "data_offsets":
                    offsets = cursor.NextIntegers(2, $"{place}: data_offsets");
                    break;
                default:
                    throw Damage.In(file.Path, name, $"key {Damage.Quote(key)} is not dtype, shape or data_offsets");
            }
        }

        if (typeName is null || shape is null || offsets is null)
        {
            throw Damage.In(file.Path, name, "needs dtype, shape and data_offsets");
        }

        var info = Describe(file, name, typeName, shape);
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > file.Length - dataStart)
        {
            var limits = $"must be [begin, end], begin <= end <= {file.Length - dataStart}";
            throw Damage.In(file.Path, name, $"data_offsets [{string.Join(", ", offsets)}] {limits}");
        }

        return offsets[1] - offsets[0] == info.ByteLength
            ? TensorPlace.InFile(info, index, dataStart + offsets[0])
            : throw Damage.In(file.Path, name, $"data_offsets span {offsets[1] - offsets[0]} bytes, but {info.Need}");
    }

    private static TensorInfo Describe(InputFile file, string name, string typeName, long[] shape)
    {
        var type = TensorType.Find(typeName)
            ?? throw Damage.In(file.Path, name, typeName is "F4" or "F6_E2M3" or "F6_E3M2"
            ? $"dtype {typeName} is narrower than a byte, which is not supported"
            : $"dtype {Damage.Quote(typeName)} is unknown; expected one of {string.Join(", ", TensorType.All)}");
        return TensorInfo.TryMeasure(type, shape, out _)
            ? new TensorInfo(name, type, shape)
            : throw Damage.In(file.Path, name, TensorInfo.Unmeasurable(type, shape));
    }

    private void CheckCover(InputFile file, long dataStart)
    {
        var sorted = Places.OrderBy(place => place.Ranges[0].Offset).ThenBy(place => place.Ranges[0].Length).ToList();
        var expected = dataStart;
        foreach (var place in sorted)
        {
            var begin = place.Ranges[0].Offset;
            if (begin != expected)
            {
                var fault = begin < expected ? "overlaps" : "leaves a hole after";
                throw Damage.In(file.Path, place.Info.Name,
                    $"data starts at {begin - dataStart}, which {fault} the tensor before; "
                    + $"expected {expected - dataStart}");
            }

            expected += place.Ranges[0].Length;
        }

        if (expected != file.Length)
        {
            throw Damage.In(file.Path, $"has {file.Length} bytes, but its tensors end at byte {expected}");
        }

        Places.Clear();
        Places.AddRange(sorted);
    }
}
