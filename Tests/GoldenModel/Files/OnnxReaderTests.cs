// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;
using static Rtlgen.Tests.GoldenModel.Files.OnnxBytes;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class OnnxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Initializers_and_constants_are_read_from_all_graphs()
    {
        using var file = Open(Model(
            Tensor(5, "w", 1, [2], Bytes(9, [0, 1, 2, 3, 4, 5, 6, 7])),
            Constant("c", Bytes(9, [42])),
            If(Constant("c", Bytes(9, [43])), Tensor(5, "v", 3, [1], Bytes(9, [44]))),
            If(If(Constant("c", Bytes(9, [45]))))));
        Assert.Equal(["w F32 [2]", "c U8 [1]", "c#2 U8 [1]", "v I8 [1]", "c#3 U8 [1]"],
            file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], file.ReadBytes(file.Tensors[0]));
        Assert.Equal([42, 43, 44, 45], file.Tensors.Skip(1).Select(tensor => file.ReadBytes(tensor)[0]));
    }

    [Fact]
    public void Values_that_are_spelled_out_are_converted()
    {
        byte[] floats = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)];
        using var file = Open(Model(
            Tensor(5, "packed", 1, [2], Bytes(4, floats)),
            Tensor(5, "single", 1, [2], Fixed32(4, BitConverter.SingleToUInt32Bits(1.5f)),
                Fixed32(4, BitConverter.SingleToUInt32Bits(-2f))),
            Tensor(5, "split", 1, [2], Bytes(4, floats[..4]), Bytes(4, floats[4..])),
            Tensor(5, "half", 10, [2], Bytes(5, Varint(0x3C00), Varint(0xC000))),
            Tensor(5, "bfloat", 16, [2], Number(5, 0x3F80), Number(5, 0xC000)),
            Tensor(5, "long", 7, [2], Bytes(7, Varint(300), Varint(unchecked((ulong)-1)))),
            Tensor(5, "byte", 3, [2], Bytes(5, Varint(127), Varint(unchecked((ulong)-128)))),
            Tensor(5, "complex", 14, [1], Bytes(4, floats)),
            Tensor(5, "none", 1, [2, 0])));
        Assert.Equal([floats, floats, floats], file.Tensors.Take(3).Select(file.ReadBytes));
        Assert.Equal([0, 0x3C, 0, 0xC0], file.ReadBytes(file.Find("half")!));
        Assert.Equal([0x80, 0x3F, 0, 0xC0], file.ReadBytes(file.Find("bfloat")!));
        Assert.Equal([0x2C, 1, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255],
            file.ReadBytes(file.Find("long")!));
        Assert.Equal([127, 128], file.ReadBytes(file.Find("byte")!));
        Assert.Equal(floats, file.ReadBytes(file.Find("complex")!));
        Assert.Empty(file.ReadBytes(file.Find("none")!));
    }

    [Fact]
    public void Packed_dimensions_are_read()
    {
        using var file = Open(
            Model(Bytes(5, Bytes(1, Varint(2), Varint(3)), Number(2, 2), Text(8, "x"), Bytes(9, new byte[6]))));
        Assert.Equal([2L, 3L], [.. file.Tensors[0].Shape]);
    }

    [Fact]
    public void A_file_without_a_graph_is_refused() => Refused(Number(1, 8), "has 0 graphs and 1 IR versions");

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "has 0 graphs");

    [Fact]
    public void Two_graphs_are_refused() => Refused([.. Model(), .. Bytes(7)], "has 2 graphs");

    [Fact]
    public void A_field_longer_than_its_message_is_refused() =>
        Refused([.. Number(1, 8), 0x3A, 5, 1], "field 7 has 5 bytes, but its message ends after 1");

    [Fact]
    public void A_field_of_2_to_the_64_bytes_is_refused() =>
        Refused([0x3A, .. Varint(ulong.MaxValue)], "field 7 has 18446744073709551615 bytes");

    [Fact]
    public void A_tensor_longer_than_its_graph_is_refused() =>
        Refused([.. Model([0x2A, 9, 0]), 0, 0, 0, 0, 0, 0, 0], "field 5 has 9 bytes");

    [Fact]
    public void An_integer_that_does_not_end_is_refused() => Refused([0x08, 0x80], "ends inside a protobuf field");

    [Fact]
    public void An_integer_of_65_bits_is_refused() =>
        Refused([0x08, .. Enumerable.Repeat((byte)0xFF, 9), 2], "more than 64 bits");

    [Fact]
    public void A_wire_type_of_groups_is_refused() => Refused([0x0B], "wire type 3 must be 0, 1, 2 or 5");

    [Fact]
    public void Field_number_0_is_refused() => Refused([0x00, 0x00], "field number 0");

    [Fact]
    public void A_graph_that_is_an_integer_is_refused() =>
        Refused([.. Number(1, 8), .. Number(7, 3)], "field 7 has wire type 0, expected 2");

    [Fact]
    public void Graphs_nested_too_deeply_are_refused()
    {
        var graph = Constant("c", Bytes(9, [1]));
        for (var depth = 0; depth < 2000; depth++)
        {
            graph = If(graph);
        }

        Refused(Model(graph), "nested more than 16 deep");
    }

    [Fact]
    public void Too_little_raw_data_is_refused() =>
        RefusedTensor(1, [2], "has 7 bytes of data, but F32 [2] needs 8", Bytes(9, new byte[7]));

    [Fact]
    public void A_tensor_without_data_is_refused() => RefusedTensor(1, [2], "has no data");

    [Fact]
    public void A_huge_tensor_of_few_values_is_refused_without_memory() =>
        RefusedTensor(1, [1L << 28], "is too short for the 268435456 elements", Fixed32(4, 1));

    [Fact]
    public void Too_few_values_are_refused() =>
        RefusedTensor(7, [2], "8 bytes too few for the 2 elements", Bytes(7, [1]));

    [Fact]
    public void Too_many_values_are_refused() =>
        RefusedTensor(7, [1], "has more data than the 1 elements", Bytes(7, [1, 1]));

    [Fact]
    public void A_value_out_of_range_is_refused() => RefusedTensor(3, [1], "value 128 does not fit I8", Number(5, 128));

    [Fact]
    public void Values_in_the_field_of_another_type_are_refused() =>
        RefusedTensor(1, [1], "F32 values are in field 7; expected 9 or 4", Number(7, 1));

    [Fact]
    public void Data_that_is_there_twice_is_refused() =>
        RefusedTensor(2, [1], "data is there twice", Bytes(9, [1]), Bytes(9, [1]));

    [Fact]
    public void External_data_is_refused()
    {
        RefusedTensor(1, [1], "data lies outside the model file",
            Bytes(13, Text(1, "location"), Text(2, "../../etc/passwd")));
        RefusedTensor(1, [1], "data_location 1", Number(14, 1));
    }

    [Fact]
    public void Strings_segments_and_sparse_tensors_are_refused()
    {
        RefusedTensor(8, [1], "strings are not supported", Bytes(6, [1]));
        RefusedTensor(1, [1], "segments", Bytes(3, Number(1, 0)));
        Refused(Model(Bytes(15, [])), "sparse initializers are not supported");
    }

    [Theory]
    [InlineData(0, "UNDEFINED")]
    [InlineData(8, "STRING")]
    [InlineData(15, "COMPLEX128")]
    [InlineData(22, "INT4")]
    [InlineData(999, "unknown")]
    public void An_unsupported_type_is_refused(int type, string name) =>
        RefusedTensor(type, [1], $"data_type {type} ({name}) is not supported", Bytes(9, [1]));

    [Fact]
    public void A_negative_dimension_is_refused() =>
        RefusedTensor(1, [-1], "dims must be at most 64 integers of 0 or more");

    [Fact]
    public void A_shape_that_overflows_is_refused() =>
        RefusedTensor(1, [1L << 32, 1L << 32], "less than 2^63 bytes", Bytes(9, []));

    [Fact]
    public void A_shape_of_65_dimensions_is_refused() => RefusedTensor(1, new long[65], "dims must be at most 64");

    [Fact]
    public void A_tensor_without_a_name_is_refused() =>
        Refused(Model(Tensor(5, "", 2, [1], Bytes(9, [1]))), "has no name");

    [Fact]
    public void A_name_that_is_there_twice_in_a_graph_is_refused() => Refused(
        Model(Constant("c", Bytes(9, [1])), Constant("c", Bytes(9, [1]))), "tensor 'c' is there twice in one graph");

    [Fact]
    public void A_name_that_is_no_UTF_8_is_refused() => Refused(Model(Bytes(5, Bytes(8, [0xFF]))), "not valid UTF-8");

    private TensorFile Open(byte[] bytes) => OnnxReader.Open(_folder.Write("x.onnx", bytes));

    private void RefusedTensor(int type, long[] dims, string expected, params byte[][] data) =>
        Refused(Model(Tensor(5, "x", type, dims, data)), expected);

    private void Refused(byte[] bytes, string expected) =>
        TemporaryFolder.AssertRefused(OnnxReader.Open, _folder.Write("x.onnx", bytes), expected);
}
