// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class NpyReaderTests : IDisposable
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }  \n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_is_read(int version)
    {
        using var file = NpyReader.Open(_folder.Write("conv.npy", Npy(Good, 8, (byte)version)));
        Assert.Equal(new TensorInfo("conv", TensorType.F32, 2, 1), Assert.Single(file.Tensors));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], file.ReadBytes(file.Tensors[0]));
    }

    [Theory]
    [InlineData("<f8", "F64", 8)]
    [InlineData("<f2", "F16", 2)]
    [InlineData("<V2", "BF16", 2)]
    [InlineData("|V2", "BF16", 2)]
    [InlineData("<i8", "I64", 8)]
    [InlineData("<i4", "I32", 4)]
    [InlineData("<i2", "I16", 2)]
    [InlineData("|i1", "I8", 1)]
    [InlineData("<u8", "U64", 8)]
    [InlineData("<u4", "U32", 4)]
    [InlineData("<u2", "U16", 2)]
    [InlineData("|u1", "U8", 1)]
    [InlineData("|b1", "BOOL", 1)]
    [InlineData("<c8", "C64", 8)]
    public void Every_type_is_read(string descr, string type, int bytes)
    {
        using var file = Open($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (3,), }}\n", 3 * bytes);
        Assert.Equal(type, file.Tensors[0].Type.Name);
    }

    [Theory]
    [InlineData("()", 4)]
    [InlineData("(2,)", 8)]
    [InlineData("(2, 0)", 0)]
    [InlineData("(2, 3, )", 24)]
    public void Shapes_as_Python_writes_them_are_read(string shape, int bytes)
    {
        using var file = Open($"{{\"shape\": {shape}, \"fortran_order\": False, \"descr\": \"<f4\"}}\n", bytes);
        Assert.Equal(bytes, file.Tensors[0].ByteLength);
    }

    [Fact]
    public void A_wrong_magic_is_refused() =>
        RefusedBytes([0x92, .. Npy(Good, 8)[1..]], "does not start with \\x93NUMPY");

    [Fact]
    public void A_file_that_ends_in_the_magic_is_refused() => RefusedBytes(Npy(Good, 8)[..9], "does not start with");

    [Fact]
    public void An_unknown_version_is_refused() => RefusedBytes(Npy(Good, 8, 4), "NPY version 4.0");

    [Fact]
    public void A_header_longer_than_the_file_is_refused() => RefusedBytes(Npy(Good, 8)[..30], "NPY header length");

    [Fact]
    public void A_header_of_4_GB_is_refused() => RefusedBytes([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P',
        (byte)'Y', 2, 0, 255, 255, 255, 255, 0], "NPY header length 4294967295");

    [Fact]
    public void A_big_endian_array_is_refused() => Refused(Good.Replace('<', '>'), 8, "is big-endian");

    [Fact]
    public void An_array_of_objects_is_refused() =>
        Refused(Good.Replace("<f4", "|O", StringComparison.Ordinal), 8, "Python objects");

    [Fact]
    public void A_record_array_is_refused() =>
        Refused(Good.Replace("'<f4'", "[('a', '<f4')]", StringComparison.Ordinal), 8, "expected a quoted string");

    [Fact]
    public void An_array_of_text_is_refused() =>
        Refused(Good.Replace("<f4", "<U3", StringComparison.Ordinal), 8, "is not the type of a tensor");

    [Fact]
    public void Fortran_order_is_refused() =>
        Refused(Good.Replace("False", "True", StringComparison.Ordinal), 8, "save the array in C order");

    [Theory]
    [InlineData("(2)")]
    [InlineData("(-2, 1)")]
    [InlineData("(2, 1.0)")]
    [InlineData("(2,, 1)")]
    [InlineData("(02, 1)")]
    [InlineData("(2L, 1)")]
    [InlineData("(1 + 1, 1)")]
    [InlineData("(,)")]
    [InlineData("[2, 1]")]
    [InlineData("(2, 9223372036854775808)")]
    [InlineData("((2, 1), 1)")]
    public void A_shape_that_is_no_tuple_of_integers_is_refused(string shape) =>
        Refused(Good.Replace("(2, 1)", shape, StringComparison.Ordinal), 8, "of the NPY header: expected");

    [Fact]
    public void A_shape_that_overflows_is_refused() =>
        Refused(Good.Replace("2,", "4611686018427387905,", StringComparison.Ordinal), 8, "less than 2^63 bytes");

    [Fact]
    public void A_shape_of_65_dimensions_is_refused() =>
        Refused(Good.Replace("(2, 1)", $"({string.Join(',', Enumerable.Repeat(1, 65))})", StringComparison.Ordinal), 8,
            "at most 64 dimensions");

    [Fact]
    public void Too_much_or_too_little_data_is_refused()
    {
        Refused(Good, 7, "has 7 bytes of data, but F32 [2, 1] needs 8");
        Refused(Good, 9, "has 9 bytes of data, but F32 [2, 1] needs 8");
    }

    [Fact]
    public void A_key_that_is_there_twice_or_unknown_is_refused()
    {
        Refused(Good.Replace("{", "{'descr': '<f4', ", StringComparison.Ordinal), 8, "key 'descr'");
        Refused(Good.Replace("{", "{'x': '<f4', ", StringComparison.Ordinal), 8, "key 'x'");
    }

    [Fact]
    public void A_missing_key_is_refused() =>
        Refused("{'descr': '<f4', 'shape': (2, 1)}\n", 8, "needs descr, fortran_order and shape");

    [Fact]
    public void Text_after_the_dictionary_is_refused()
    {
        Refused(Good.Replace("\n", "x\n", StringComparison.Ordinal), 8, "spaces and one line feed");
        Refused(Good.TrimEnd('\n'), 8, "spaces and one line feed");
    }

    [Fact]
    public void An_empty_or_open_dictionary_is_refused()
    {
        Refused("\n", 0, "expected '{'");
        Refused("{", 0, "expected a quoted string");
        Refused("{'descr", 0, "expected a closed string");
    }

    private static byte[] Npy(string header, int dataBytes, byte version = 1)
    {
        var text = Encoding.Latin1.GetBytes(header);
        byte[] length = [(byte)text.Length, (byte)(text.Length >> 8), .. new byte[version == 1 ? 0 : 2]];
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text,
            .. Enumerable.Range(0, dataBytes).Select(value => (byte)value)];
    }

    private TensorFile Open(string header, int dataBytes) =>
        NpyReader.Open(_folder.Write("x.npy", Npy(header, dataBytes)));

    private void Refused(string header, int dataBytes, string expected) =>
        RefusedBytes(Npy(header, dataBytes), expected);

    private void RefusedBytes(byte[] bytes, string expected) =>
        TemporaryFolder.AssertRefused(NpyReader.Open, _folder.Write("x.npy", bytes), expected);
}
