// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Words the header of a safetensors file; the same tensors give the same bytes.</summary>
internal static class SafetensorsHeaderText
{
    /// <summary>Makes the header: notes first, tensors in order, spaces up to a multiple of 8 bytes.</summary>
    /// <param name="metadata">Notes under <c>__metadata__</c>, which is left out when there are none.</param>
    /// <param name="tensors">The tensors in the order of their data, which has no holes.</param>
    /// <returns>The header without its length, in UTF-8.</returns>
    public static byte[] Make(OrderedDictionary<string, string> metadata, IEnumerable<TensorInfo> tensors)
    {
        using var text = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(text, options))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteTensors(json, tensors);
            json.WriteEndObject();
        }

        while (text.Length % 8 != 0)
        {
            text.WriteByte((byte)' ');
        }

        return text.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, OrderedDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, IEnumerable<TensorInfo> tensors)
    {
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Type.Name);
            json.WriteStartArray("shape");
            foreach (var size in tensor.Shape)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += tensor.ByteLength);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
