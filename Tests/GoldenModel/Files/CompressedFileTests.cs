// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class CompressedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Law(60)]
    public void Any_tensor_comes_back_as_the_golden_decoder_restores_it(TensorCase tensor)
    {
        var encoded = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var info = new TensorInfo("t", ContainerTypes.TypeOf(tensor.Descriptor.Container), tensor.Values.Length);
        using (var writer = new CompressedFileWriter(_folder["c"]))
        {
            writer.Add(info, encoded);
            writer.Complete();
        }

        using var file = CompressedFile.Open(_folder["c"]);
        var note = Assert.Single(file.Compressed);
        Assert.Equal((info, tensor.Descriptor), (note.Tensor, note.Descriptor));
        Assert.Equal(encoded.Data.ToArray(), file.ReadStreams(note).Data.ToArray());
        Assert.Equal(StreamDecoder.Decode(encoded), file.Decode(note));
    }

    [Theory]
    [InlineData("version", "2", "version is 2, must be 1")]
    [InlineData("version", "\"1\"", "version is \"1\", must be an integer")]
    [InlineData("version", null, "its note has no version")]
    [InlineData("dtype", "\"F64\"", "dtype is 'F64', must be F32, BF16 or F16")]
    [InlineData("dtype", "\"BF16\"", "container is fp32, but dtype is BF16")]
    [InlineData("shape", "[21]", "count is 20, but shape [21] has 21 values")]
    [InlineData("shape", "[-20]", "shape [-20]")]
    [InlineData("shape", "[4294967296, 4294967296]", "shape [4294967296, 4294967296]")]
    [InlineData("shape", "7", "shape is 7, must be an array of integers")]
    [InlineData("mantissa", "24", "mantissa is 24, must be 0 to 23 for fp32")]
    [InlineData("mantissa", null, "mantissa")]
    [InlineData("mantissa", "1.5", "its note is damaged")]
    [InlineData("lanes", "0", "lanes is 0, must be 1 to 32")]
    [InlineData("rows", "65", "rows is 65, must be 2 to 64")]
    [InlineData("word", "24", "word is 24, must be 16 or 32")]
    [InlineData("word", "16", "must fit the word of 16 bits")]
    [InlineData("low", "2", "low is 2, must be 1 to 1")]
    [InlineData("sign", "2", "sign is 2, must be 0 or 1")]
    [InlineData("coder", "\"huffman\"", "coder is 'huffman'")]
    [InlineData("rounding", "\"up\"", "rounding is 'up'")]
    [InlineData("bias", "256", "bias is 256, must be 0 to 255")]
    [InlineData("dataCrc32", "4294967296", "dataCrc32 is 4294967296, must be an integer of 0 to 4294967295")]
    [InlineData("dataCrc32", "1", "checksum of 't.data' is")]
    [InlineData("metaCrc32", "1", "checksum of 't.meta' is")]
    [InlineData("extra", "1", "its note is damaged")]
    public void A_damaged_note_is_refused_by_tensor_and_fault(string field, string? value, string expected) =>
        AssertRefused(Write(note => Set(note, field, value)), expected);

    [Theory]
    [InlineData(19, "data stream has ones in the pad of lane 3")]
    [InlineData(4000, "metadata stream has 1 words, 4000 values need")]
    public void Streams_that_do_not_fit_the_count_are_refused(int values, string expected) =>
        AssertRefused(
            Write(note =>
            {
                Set(note, "count", $"{values}");
                Set(note, "shape", $"[{values}]");
            }),
            expected);

    [Fact]
    public void Ones_in_the_padding_of_either_stream_are_refused()
    {
        AssertRefused(Write(data: data => data[^1] |= 0x80), "data stream has ones in the pad");
        AssertRefused(Write(meta: meta => meta[^1] |= 0x80), "metadata stream has ones in the padding");
    }

    [Fact]
    public void A_longer_or_shorter_stream_is_refused()
    {
        AssertRefused(Write(resizeData: 32), "data stream is too long");
        AssertRefused(Write(resizeData: -32), "data stream is too short");
        AssertRefused(Write(resizeData: 4), "data stream has");
    }

    [Fact]
    public void A_missing_stream_is_refused()
    {
        using (var writer = new SafetensorsWriter(_folder["c"]))
        {
            writer.SetMetadata("sfp:t", Note().ToJson());
            writer.AddBytes("t.data", stream => stream.Write(new byte[32]));
            writer.Complete();
        }

        AssertRefused(_folder["c"], "its stream 't.meta' is missing");
    }

    [Fact]
    public void A_tensor_that_is_there_twice_is_refused()
    {
        using (var writer = new CompressedFileWriter(_folder["c"]))
        {
            writer.Add(Note().Tensor, Encoded());
            writer.AddPlain(new TensorInfo("t", TensorType.F32), stream => stream.Write(new byte[4]));
            writer.Complete();
        }

        AssertRefused(_folder["c"], "is there twice");
    }

    [Fact]
    public void The_writer_refuses_streams_of_another_tensor()
    {
        using var writer = new CompressedFileWriter(_folder["c"]);
        Assert.Throws<ArgumentException>(() => writer.Add(new TensorInfo("t", TensorType.F32, 19), Encoded()));
        Assert.Throws<ArgumentException>(() => writer.Add(new TensorInfo("t", TensorType.F16, 20), Encoded()));
        Assert.Throws<ArgumentException>(() => writer.SetMetadata("sfp:x", "y"));
    }

    private static EncodedTensor Encoded()
    {
        var values = Enumerable.Range(0, 20).Select(i => BitConverter.SingleToUInt32Bits(i * 0.37f)).ToArray();
        return StreamEncoder.Encode(Descriptor.Lossless(Container.Fp32) with { Count = values.Length }, values);
    }

    private static CompressedNote Note()
    {
        var encoded = Encoded();
        return new CompressedNote(
            new TensorInfo("t", TensorType.F32, 20),
            encoded.Descriptor,
            WordBytes.Checksum(encoded.Data.Span, 32),
            WordBytes.Checksum(encoded.Metadata.Span, 32));
    }

    private static void Set(JsonObject note, string field, string? value)
    {
        if (value is null)
        {
            note.Remove(field);
        }
        else
        {
            note[field] = JsonNode.Parse(value);
        }
    }

    // A compressed file with a damaged note or streams; checksums are right for the damaged streams.
    private string Write(
        Action<JsonObject>? change = null, Action<byte[]>? data = null, Action<byte[]>? meta = null, int resizeData = 0)
    {
        var encoded = Encoded();
        using var writer = new SafetensorsWriter(_folder["c"]);
        var dataBytes = Bytes(encoded.Data.Span, resizeData);
        var metaBytes = Bytes(encoded.Metadata.Span, 0);
        data?.Invoke(dataBytes);
        meta?.Invoke(metaBytes);
        var note = JsonNode.Parse((Note() with { DataCrc32 = Crc32.Append(0, dataBytes), MetaCrc32 = Crc32.Append(0, metaBytes) }).ToJson())!.AsObject();
        change?.Invoke(note);
        writer.SetMetadata("sfp:t", note.ToJsonString());
        writer.AddBytes("t.data", stream => stream.Write(dataBytes));
        writer.AddBytes("t.meta", stream => stream.Write(metaBytes));
        writer.Complete();
        return _folder["c"];
    }

    private static byte[] Bytes(ReadOnlySpan<uint> words, int resize)
    {
        using var stream = new MemoryStream();
        WordBytes.Write(words, 32, stream.Write);
        var bytes = stream.ToArray();
        Array.Resize(ref bytes, bytes.Length + resize);
        return bytes;
    }

    private static void AssertRefused(string path, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            using var file = CompressedFile.Open(path);
            file.Decode(file.Compressed[0]);
        });
        Assert.StartsWith($"{path}: tensor 't': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
