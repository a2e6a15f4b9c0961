// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Random compressed files: docs/format.md section 6, whole or damaged anywhere.</summary>
internal static class FileDraw
{
    private const int MostTensors = 3;
    private const int LongestRaw = 300;

    private static readonly string[] Names = ["a", "b", "layer.0/kernel", "ünï", "", "a.data", "q\"\\", "a b"];

    /// <summary>Draws a file's bytes.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="isWhole">True if nothing in it is damaged.</param>
    public static byte[] Make(Draw draw, out bool isWhole)
    {
        isWhole = false;
        if (draw.OneIn(64))
        {
            var raw = new byte[draw.Below(LongestRaw)];
            draw.Fill(raw);
            return raw;
        }

        // Damage to streams, to notes, to the header's text, and to bytes of the file.
        var where = draw.Below(16);
        isWhole = where == 0;
        var header = new StringBuilder("{");
        var metadata = new StringBuilder();
        using var payload = new MemoryStream();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var left = draw.From(1, MostTensors); left > 0; left--)
        {
            var name = draw.Of(Names);
            if (names.Add(name) && names.Add($"{name}.data"))
            {
                AddCompressed(draw, name, where is 1 or 2 or 3 or 4, where is 5 or 6, header, metadata, payload);
            }
        }

        if (draw.OneIn(4))
        {
            Append(header, "plain", draw.Of("I64", "U8", "BOOL"), [1, 2], payload, new byte[draw.Of(16, 16, 2)]);
            isWhole = false;
        }

        var notes = draw.OneIn(2) ? metadata.ToString() : $"\"format\":\"pt\",{metadata}";
        var text = Encoding.UTF8.GetBytes($"{header}\"__metadata__\":{{{notes.TrimEnd(',')}}}}}");
        for (var left = where is 7 or 8 or 9 or 10 or 11 ? draw.From(1, 3) : 0; left > 0; left--)
        {
            text = TextDamage.Apply(draw, text);
        }

        return Join(draw, text, payload.ToArray(), where);
    }

    private static void AddCompressed(
        Draw draw,
        string name,
        bool damageStreams,
        bool damageNote,
        StringBuilder header,
        StringBuilder metadata,
        MemoryStream payload)
    {
        var input = damageStreams ? StreamDraw.Make(draw) : StreamDraw.Encoded(draw);
        var type = TensorType.Find(input.Descriptor.Container.Name switch
        {
            "fp32" => "F32",
            "bf16" => "BF16",
            _ => "F16",
        })!;
        var count = input.Descriptor.Count;
        long[] shape = count % 2 == 0 && draw.OneIn(2) ? [2, count / 2] : [count];
        var tensor = count >= 0 ? new TensorInfo(name, type, shape) : new TensorInfo(name, type, 0);
        var note = new CompressedNote(
            tensor, input.Descriptor, Crc32.Append(0, input.Data), Crc32.Append(0, input.Metadata));
        string json;
        try
        {
            json = note.ToJson();
        }
        catch (Exception exception)
            when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException)
        {
            json = """{"version":1,"dtype":"F32","shape":[0]}""";
        }

        for (var left = damageNote ? draw.From(1, 3) : 0; left > 0; left--)
        {
            json = Encoding.UTF8.GetString(TextDamage.Apply(draw, Encoding.UTF8.GetBytes(json)));
        }

        metadata.Append(CultureInfo.InvariantCulture, $"{Quote($"sfp:{name}")}:{Quote(json)},");
        Append(header, $"{name}.data", "U8", [input.Data.Length], payload, input.Data);
        Append(header, $"{name}.meta", "U8", [input.Metadata.Length], payload, input.Metadata);
    }

    private static void Append(
        StringBuilder header, string name, string type, int[] shape, MemoryStream payload, byte[] bytes)
    {
        var begin = payload.Length;
        payload.Write(bytes);
        header.Append(
            CultureInfo.InvariantCulture,
            $"{Quote(name)}:{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],"
            + $"\"data_offsets\":[{begin},{payload.Length}]}},");
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static byte[] Join(Draw draw, byte[] text, byte[] payload, int where)
    {
        var file = new byte[sizeof(long) + text.Length + payload.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, sizeof(long));
        payload.CopyTo(file, sizeof(long) + text.Length);
        switch (where)
        {
            case 12:
                StreamDamage.FlipBit(draw, file);
                break;
            case 13:
                Array.Resize(ref file, draw.OneIn(2) ? draw.Below(file.Length) : file.Length + draw.From(1, 9));
                break;
            case 14:
                StreamDamage.FlipBit(draw, file.AsSpan(0, sizeof(long)));
                break;
            case 15:
                BinaryPrimitives.WriteInt64LittleEndian(file, draw.Of(
                    0, 1, 2, -1, text.Length - 1, text.Length + 1, file.Length - 8, file.Length - 7, long.MaxValue,
                    long.MinValue, int.MaxValue, 100_000_000, 100_000_001));
                break;
        }

        return file;
    }
}
