// SPDX-License-Identifier: Apache-2.0
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out()
    {
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
    }

    [Fact]
    public void Known_values_of_zlib_come_out()
    {
        Assert.Equal(0u, Crc32.Append(0, []));
        Assert.Equal(0xD202EF8Du, Crc32.Append(0, [0]));
        Assert.Equal(0x190A55ADu, Crc32.Append(0, new byte[32]));
        Assert.Equal(0x414FA339u, Crc32.Append(0, "The quick brown fox jumps over the lazy dog"u8));
    }

    [Fact]
    public void Every_length_and_split_equals_the_bitwise_definition()
    {
        Prop.ForAll<byte[], int>((bytes, cut) =>
        {
            var split = bytes.Length == 0 ? 0 : (int)((uint)cut % (uint)bytes.Length);
            var crc = Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, split)), bytes.AsSpan(split));
            return crc == Bitwise(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static uint Bitwise(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
