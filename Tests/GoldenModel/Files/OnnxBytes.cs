// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Rtlgen.Tests.GoldenModel.Files;

/// <summary>Writes protobuf fields, and with them the parts of ONNX models.</summary>
internal static class OnnxBytes
{
    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    public static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    public static byte[] Fixed32(int field, uint value) =>
        [.. Varint(((ulong)field << 3) | 5), .. BitConverter.GetBytes(value)];

    public static byte[] Bytes(int field, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        return [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];
    }

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Model(params byte[][] graphFields) => [.. Number(1, 8), .. Bytes(7, graphFields)];

    public static byte[] Tensor(int field, string name, int type, long[] dims, params byte[][] data) =>
        Bytes(field, [.. dims.Select(size => Number(1, size)), Number(2, type), .. data, Text(8, name)]);

    public static byte[] Constant(string output, params byte[][] data) =>
        Bytes(1, Bytes(5, Text(1, "value"), Tensor(5, "", 2, [1], data)), Text(2, output), Text(4, "Constant"));

    public static byte[] If(params byte[][] graphFields) =>
        Bytes(1, Text(4, "If"), Bytes(5, Text(1, "then_branch"), Bytes(6, graphFields)));
}
