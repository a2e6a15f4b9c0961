// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.GoldenModel.Conformance;

/// <summary>One conformance vector: a tensor, its streams and what comes back.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Descriptor">The descriptor.</param>
/// <param name="Values">Bit patterns of the container, shape <c>[count]</c>.</param>
/// <param name="Data">The data stream, one B-bit word per element.</param>
/// <param name="Metadata">The metadata stream, 32-bit words.</param>
/// <param name="Losses">What adapting loses.</param>
/// <param name="Restored">What the streams decode to, shape <c>[count]</c>.</param>
public sealed record ConformanceVector(
    string Name,
    Descriptor Descriptor,
    IReadOnlyList<uint> Values,
    IReadOnlyList<uint> Data,
    IReadOnlyList<uint> Metadata,
    Losses Losses,
    IReadOnlyList<uint> Restored)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The streams that the vector asks for.</summary>
    public EncodedTensor Encoded => new(Descriptor, Data.ToArray(), Metadata.ToArray(), Losses);

    /// <summary>Reads a vector file.</summary>
    /// <param name="path">The file; words in it are hexadecimal strings.</param>
    /// <returns>The vector, named after the file.</returns>
    /// <exception cref="InvalidDataException">The file is not a conformance vector; the message names file and
    /// field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ConformanceVector Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<VectorFile>(File.ReadAllBytes(path), Options)
                ?? throw new JsonException("null, must be an object");
            return file.ToVector(Path.GetFileNameWithoutExtension(path));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new InvalidDataException($"{path}: not a conformance vector: {exception.Message}", exception);
        }
    }

    private sealed record VectorFile(
        DescriptorFields Descriptor, string[] Values, string[] Data, string[] Meta, FlagFields Flags, string[] Restored)
    {
        public ConformanceVector ToVector(string name)
        {
            var descriptor = Descriptor.ToDescriptor();
            return new(
                name,
                descriptor,
                Words("values", Values, descriptor.Count),
                Words("data", Data, Data.Length),
                Words("meta", Meta, Meta.Length),
                Flags.ToLosses(),
                Words("restored", Restored, descriptor.Count));
        }

        private static uint[] Words(string field, string[] words, long count)
        {
            return words.Length == count
                ? [.. words.Select((word, index) => Word($"{field}[{index}]", word))]
                : throw new FormatException($"{field} has {words.Length} elements, must be {count}");
        }

        private static uint Word(string place, string? word) =>
            uint.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"{place} is '{word}', must be up to 8 hexadecimal digits");
    }

    private sealed record FlagFields(
        [property: JsonPropertyName("nan_lost")] int NanLost,
        int Flushed,
        int Saturated,
        [property: JsonPropertyName("sign_lost")] int SignLost)
    {
        public Losses ToLosses()
        {
            return Loss("nan_lost", NanLost, Losses.NanLost)
                | Loss("flushed", Flushed, Losses.Flushed)
                | Loss("saturated", Saturated, Losses.Saturated)
                | Loss("sign_lost", SignLost, Losses.SignLost);
        }

        private static Losses Loss(string name, int flag, Losses loss) => flag switch
        {
            0 => Losses.None,
            1 => loss,
            _ => throw new FormatException($"{name} is {flag}, must be 0 or 1"),
        };
    }
}
