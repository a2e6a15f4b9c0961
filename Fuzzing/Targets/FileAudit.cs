// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text.Json;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>Looks at an accepted safetensors file once more, with other code than its reader.</summary>
internal static class FileAudit
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 200 };

    /// <summary>Requires the header to describe the file without hole, overlap, wrong size or double name.</summary>
    /// <exception cref="FuzzFailure">The reader accepted what it must refuse, or read something else.</exception>
    public static void Check(byte[] file, TensorFile read)
    {
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file.AsMemory(8, length), Strict);
        }
        catch (JsonException exception)
        {
            throw new FuzzFailure($"the header is accepted, but is no strict JSON: {exception.Message}", exception);
        }

        using (document)
        {
            var places = new List<(long Begin, long End)>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name != "__metadata__")
                {
                    places.Add(CheckTensor(member, read));
                }
            }

            Require(places.Count == read.Tensors.Length, "the header has another number of tensors");
            var end = 0L;
            foreach (var place in places.Order())
            {
                Require(place.Begin == end, $"a tensor begins at {place.Begin}, the one before ends at {end}");
                end = place.End;
            }

            Require(end == file.Length - 8 - length, "the tensors do not end with the file");
        }
    }

    private static (long Begin, long End) CheckTensor(JsonProperty member, TensorFile read)
    {
        var info = read.Find(member.Name);
        Require(info is not null, $"tensor '{member.Name}' is not there");
        Require(member.Value.EnumerateObject().Count() == 3, $"tensor '{member.Name}' has other keys");
        Require(member.Value.GetProperty("dtype").GetString() == info!.Type.Name, $"'{member.Name}' has another type");
        var shape = member.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        Require(shape.AsSpan().SequenceEqual(info.Shape.AsSpan()), $"tensor '{member.Name}' has another shape");
        var offsets = member.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64()).ToArray();
        Require(offsets.Length == 2, $"tensor '{member.Name}' has {offsets.Length} offsets");
        var elements = shape.Aggregate((Int128)1, (product, size) => product * size);
        Require(elements * info.Type.Bytes == offsets[1] - offsets[0], $"tensor '{member.Name}' has another size");
        return (offsets[0], offsets[1]);
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FuzzFailure($"the reader accepts a file that it must not, or misreads it: {problem}");
        }
    }
}
