// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Files;

/// <summary>What a compressed file notes of one tensor under the key <c>sfp:NAME</c>.</summary>
/// <param name="Tensor">Name, type and shape of the original tensor.</param>
/// <param name="Descriptor">How it is coded.</param>
/// <param name="DataCrc32">CRC-32 of the data stream's bytes.</param>
/// <param name="MetaCrc32">CRC-32 of the metadata stream's bytes.</param>
/// <remarks>docs/format.md section 6.</remarks>
public sealed record CompressedNote(TensorInfo Tensor, Descriptor Descriptor, uint DataCrc32, uint MetaCrc32)
{
    /// <summary>Start of the keys in <c>__metadata__</c>.</summary>
    public const string KeyPrefix = "sfp:";

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>Name of the data stream's tensor.</summary>
    public string DataName => $"{Tensor.Name}.data";

    /// <summary>Name of the metadata stream's tensor.</summary>
    public string MetaName => $"{Tensor.Name}.meta";

    /// <summary>The note as JSON.</summary>
    public string ToJson()
    {
        var note = new JsonObject
        {
            ["version"] = Version,
            ["dtype"] = Tensor.Type.Name,
            ["shape"] = new JsonArray([.. Tensor.Shape.Select(size => JsonValue.Create(size))]),
        };
        var fields = JsonSerializer.SerializeToNode(DescriptorFields.From(Descriptor), Options)!.AsObject();
        foreach (var (name, value) in fields.ToList())
        {
            fields.Remove(name);
            note[name] = value;
        }

        note["dataCrc32"] = DataCrc32;
        note["metaCrc32"] = MetaCrc32;
        return note.ToJsonString();
    }

    /// <summary>Reads a note.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="json">The note.</param>
    /// <exception cref="FormatException">It is not a legal note; the message says what is wrong.</exception>
    public static CompressedNote Parse(string name, string json)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            var note = JsonNode.Parse(json, documentOptions: strict) as JsonObject
                ?? throw new FormatException("its note must be a JSON object");
            var version = Take<long>(note, "version");
            if (version != Version)
            {
                throw new FormatException($"version is {version}, must be {Version}");
            }

            var tensor = Describe(name, Take<string>(note, "dtype"), Take<long[]>(note, "shape"));
            var (data, meta) = (Take<uint>(note, "dataCrc32"), Take<uint>(note, "metaCrc32"));
            var descriptor = note.Deserialize<DescriptorFields>(Options)!.ToDescriptor();
            return new CompressedNote(tensor, descriptor, data, meta).Checked();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"its note is damaged: {Reason(exception)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Escapes of lone surrogates are legal JSON, but no text.
            throw new FormatException("its note is damaged: a key or value is not valid Unicode text", exception);
        }
    }

    private static T Take<T>(JsonObject note, string field)
    {
        if (!note.Remove(field, out var value))
        {
            throw new FormatException($"its note has no {field}");
        }

        try
        {
            return value.Deserialize<T>(Options) ?? throw new FormatException($"{field} is null");
        }
        catch (JsonException exception)
        {
            var text = value?.ToJsonString() ?? "null";
            text = text.Length > 40 ? $"{text[..40]}..." : text;
            throw new FormatException($"{field} is {text}, must be {Kind<T>()}", exception);
        }
    }

    private static string Kind<T>() => typeof(T) == typeof(string) ? "a string"
        : typeof(T) == typeof(uint) ? $"an integer of 0 to {uint.MaxValue}"
        : typeof(T) == typeof(long) ? "an integer"
        : "an array of integers";

    private static TensorInfo Describe(string name, string dtype, long[] shape)
    {
        var type = TensorType.Find(dtype);
        return type is not null && ContainerTypes.ContainerOf(type) is not null
            ? new TensorInfo(name, type, shape)
            : throw new FormatException($"dtype is {Damage.Quote(dtype)}, must be F32, BF16 or F16");
    }

    private CompressedNote Checked()
    {
        if (ContainerTypes.ContainerOf(Tensor.Type) != Descriptor.Container)
        {
            throw new FormatException($"container is {Descriptor.Container}, but dtype is {Tensor.Type}");
        }

        return Tensor.ElementCount == Descriptor.Count ? this : throw new FormatException(
            $"count is {Descriptor.Count}, but shape [{string.Join(", ", Tensor.Shape)}] has {Tensor.ElementCount} values");
    }

    private static string Reason(Exception exception) => exception.Message
        .Split([" Path: ", " LineNumber: "], StringSplitOptions.None)[0]
        .Replace($"'{typeof(DescriptorFields).FullName}'", "descriptor", StringComparison.Ordinal);
}
