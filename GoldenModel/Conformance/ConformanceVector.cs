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
    };

    /// <summary>The streams that the vector asks for.</summary>
    public EncodedTensor Encoded => new(Descriptor, Data.ToArray(), Metadata.ToArray(), Losses);

    /// <summary>Reads a vector file.</summary>
    /// <exception cref="InvalidDataException">The file is not a conformance vector; the message names file and field.</exception>
    public static ConformanceVector Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<VectorFile>(File.ReadAllBytes(path), Options)
                ?? throw new JsonException("null, must be an object");
            return file.ToVector(Path.GetFileNameWithoutExtension(path));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{path}: not a conformance vector: {exception.Message}", exception);
        }
    }

    private sealed record VectorFile(
        DescriptorFields Descriptor,
        [property: JsonRequired] string[] Values,
        [property: JsonRequired] string[] Data,
        [property: JsonRequired] string[] Meta,
        [property: JsonRequired] FlagFields Flags,
        [property: JsonRequired] string[] Restored)
    {
        public ConformanceVector ToVector(string name) => new(
            name, Descriptor.ToDescriptor(), Words(Values), Words(Data), Words(Meta), Flags.ToLosses(), Words(Restored));

        private static uint[] Words(string[] words) =>
            [.. words.Select(word => uint.Parse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
    }

    private sealed record FlagFields(
        [property: JsonPropertyName("nan_lost")] int NanLost,
        int Flushed,
        int Saturated,
        [property: JsonPropertyName("sign_lost")] int SignLost)
    {
        public Losses ToLosses() => (Losses)(NanLost | (Flushed << 1) | (Saturated << 2) | (SignLost << 3));
    }
}
