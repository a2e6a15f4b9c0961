// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class SafetensorsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_gives_its_tensors_in_the_order_of_their_data()
    {
        const string header = """{"b":{"dtype":"F32","shape":[2,1],"data_offsets":[2,10]},"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[],"data_offsets":[0,2]},"none":{"shape":[0,5],"dtype":"I64","data_offsets":[10,10]}}   """;
        using var file = SafetensorsReader.Open(_folder.WriteSafetensors("x.safetensors", header, 10));
        Assert.Equal(["a BF16 []", "b F32 [2, 1]", "none I64 [0, 5]"],
            file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([0, 1], file.ReadBytes(file.Find("a")!));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9], file.ReadBytes(file.Find("b")!));
        Assert.Empty(file.ReadBytes(file.Find("none")!));
        Assert.Null(file.Find("c"));
    }

    [Fact]
    public void Every_type_of_safetensors_is_read()
    {
        foreach (var type in TensorType.All)
        {
            var header = $$"""{"a":{"dtype":"{{type}}","shape":[3],"data_offsets":[0,{{3 * type.Bytes}}]} }""";
            using var file = SafetensorsReader.Open(_folder.WriteSafetensors("x", header, 3 * type.Bytes));
            Assert.Equal(new TensorInfo("a", type, 3), Assert.Single(file.Tensors));
        }
    }

    [Fact]
    public void A_file_without_tensors_is_read()
    {
        using var file = SafetensorsReader.Open(_folder.WriteSafetensors("x", "{}", 0));
        Assert.Empty(file.Tensors);
    }

    [Fact]
    public void A_missing_file_or_folder_is_named()
    {
        Assert.Contains("x: no such file", Assert.Throws<FileNotFoundException>(() =>
            SafetensorsReader.Open(_folder["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DirectoryNotFoundException>(() =>
            SafetensorsReader.Open(_folder["x/y"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => SafetensorsReader.Open(_folder[""])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_shorter_than_its_length_field_is_refused() => RefusedBytes([1, 0, 0], "has 3 bytes");

    [Fact]
    public void An_empty_file_is_refused() => RefusedBytes([], "has 0 bytes");

    [Fact]
    public void A_header_longer_than_the_file_is_refused() =>
        RefusedBytes([3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'], "header length 3 must be 2 to 2");

    [Fact]
    public void A_header_of_2_to_the_64_bytes_is_refused() =>
        RefusedBytes([255, 255, 255, 255, 255, 255, 255, 255, (byte)'{'], "header length 18446744073709551615");

    [Fact]
    public void A_header_of_more_than_100_MB_is_refused()
    {
        using (var sparse = File.Create(_folder["x"]))
        {
            sparse.Write([1, 0xE1, 0xF5, 5, 0, 0, 0, 0, (byte)'{']);
            sparse.SetLength(200_000_000);
        }

        TemporaryFolder.AssertRefused(SafetensorsReader.Open, _folder["x"],
            "header length 100000001 must be 2 to 100000000");
    }

    [Fact]
    public void A_header_that_is_no_object_is_refused() => Refused("[1]", 0, "starts with byte 0x5b");

    [Fact]
    public void A_header_that_starts_with_a_space_is_refused() => Refused(" {}", 0, "starts with byte 0x20");

    [Fact]
    public void Damaged_JSON_is_refused() => Refused("""{"a":}""", 0, "JSON line 1, byte 6");

    [Fact]
    public void JSON_that_ends_early_is_refused() => Refused("""{"a":{"dtype":"F32" """, 0, "JSON line 1");

    [Fact]
    public void Text_after_the_header_is_refused() => Refused("{} x", 0, "JSON line 1");

    [Fact]
    public void A_second_object_after_the_header_is_refused() => Refused("{}{}", 0, "JSON line 1");

    [Fact]
    public void Deep_JSON_is_refused() => Refused("""{"a":""" + new string('[', 1_000_000), 0, "must be an object, not an array");

    [Fact]
    public void Deep_JSON_where_a_shape_belongs_is_refused() => Refused("""{"a":{"shape":""" + new string('[', 1_000_000), 0, "integers");

    [Fact]
    public void Invalid_UTF_8_is_refused() => Refused("{\"\u00ff\":1}", 0, "not valid UTF-8");

    [Fact]
    public void A_name_with_a_lone_surrogate_is_refused() => Refused("""{"\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid Unicode");

    [Fact]
    public void A_name_that_is_there_twice_is_refused() => Refused("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "key 'a' is there twice");

    [Fact]
    public void A_dtype_that_is_there_twice_is_refused() => RefusedTensor(
        "\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]", 0, "key 'dtype' is there twice");

    [Fact]
    public void An_unknown_key_is_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":1", 0, "tensor 'a': key 'x'");

    [Fact]
    public void A_missing_shape_is_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"data_offsets\":[0,0]", 0, "needs dtype, shape and data_offsets");

    [Fact]
    public void An_unknown_dtype_is_refused() =>
        RefusedTensor("\"dtype\":\"F7\",\"shape\":[0],\"data_offsets\":[0,0]", 0, "dtype 'F7' is unknown");

    [Fact]
    public void A_dtype_narrower_than_a_byte_is_refused() =>
        RefusedTensor("\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,1]", 1, "narrower than a byte");

    [Theory]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("9223372036854775808")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void A_dimension_that_is_no_integer_is_refused(string size) => RefusedTensor(
        $"\"dtype\":\"U8\",\"shape\":[{size}],\"data_offsets\":[0,1]", 1, "tensor 'a': shape must hold integers");

    [Fact]
    public void A_shape_that_overflows_is_refused() => RefusedTensor(
        "\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]", 0, "less than 2^63 bytes");

    [Fact]
    public void A_shape_that_overflows_in_bytes_is_refused() => RefusedTensor(
        "\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]", 0, "less than 2^63 bytes");

    [Fact]
    public void A_shape_that_wraps_to_a_small_number_is_refused() => RefusedTensor(
        "\"dtype\":\"F32\",\"shape\":[2305843009213693953,4],\"data_offsets\":[0,16]", 16, "less than 2^63 bytes");

    [Fact]
    public void A_shape_of_65_dimensions_is_refused() => RefusedTensor($"\"dtype\":\"U8\",\"shape\":[{string.Join(',', Enumerable.Repeat(1, 65))}],\"data_offsets\":[0,1]", 1, "more than 64 entries");

    [Fact]
    public void Offsets_that_do_not_match_the_shape_are_refused() =>
        RefusedTensor("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,7]", 7, "span 7 bytes, but F32 [2] needs 8");

    [Fact]
    public void Offsets_that_run_backwards_are_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]", 1, "data_offsets [1, 0]");

    [Fact]
    public void Offsets_beyond_the_file_are_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]", 8, "end <= 8");

    [Fact]
    public void Three_offsets_are_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,1]", 1, "more than 2 entries");

    [Fact]
    public void One_offset_is_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0]", 0, "must be [begin, end]");

    [Fact]
    public void An_overlapping_tensor_is_refused() =>
        RefusedPair(0, 4, 3, 7, 7, "tensor 'b': data starts at 3, which overlaps the tensor before; expected 4");

    [Fact]
    public void A_hole_between_tensors_is_refused() =>
        RefusedPair(0, 4, 5, 9, 9, "tensor 'b': data starts at 5, which leaves a hole after the tensor before");

    [Fact]
    public void A_tensor_inside_another_is_refused() => Refused("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[0],"data_offsets":[4,4]}}""", 8, "overlaps");

    [Fact]
    public void Bytes_after_the_last_tensor_are_refused() =>
        RefusedTensor("\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]", 2, "its tensors end at byte");

    [Fact]
    public void Metadata_that_is_no_string_is_refused() => Refused("""{"__metadata__":{"a":1}}""", 0, "__metadata__ 'a' must be a string, not a number");

    [Fact]
    public void Metadata_that_is_there_twice_is_refused() => Refused("""{"__metadata__":{},"__metadata__":{}}""", 0, "key '__metadata__' is there twice");

    [Fact]
    public void A_name_with_a_line_feed_stays_on_one_line() => Refused("""{"a\nb":{"dtype":"F7","shape":[],"data_offsets":[0,0]}}""", 0, "'a\\u000ab'");

    [Fact]
    public void A_pipe_or_device_is_refused()
    {
        if (File.Exists("/dev/null"))
        {
            TemporaryFolder.AssertRefused(SafetensorsReader.Open, "/dev/null", "has 0 bytes");
        }
    }

    private void RefusedPair(int begin, int end, int begin2, int end2, int bytes, string expected) =>
        Refused($$"""{"a":{"dtype":"F32","shape":[1],"data_offsets":[{{begin}},{{end}}]},"b":{"dtype":"F32","shape":[1],"data_offsets":[{{begin2}},{{end2}}]} }""", bytes, expected);

    private void RefusedTensor(string fields, int dataBytes, string expected) =>
        Refused("{\"a\":{" + fields + "}}", dataBytes, expected);

    private void Refused(string header, int dataBytes, string expected) =>
        RefusedBytes(TemporaryFolder.Safetensors(header, dataBytes), expected);

    private void RefusedBytes(byte[] bytes, string expected) =>
        TemporaryFolder.AssertRefused(SafetensorsReader.Open, _folder.Write("x.safetensors", bytes), expected);
}
