// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Measure;

public sealed class TensorScanTests
{
    [Theory]
    [InlineData(1f, 4, 114)] // just below 2, rounds up to exponent 128
    [InlineData(0.5f, 8, 1)]
    [InlineData(1e-40f, 4, 1)]
    [InlineData(float.MaxValue, 4, 240)]
    public void An_automatic_window_ends_at_the_largest_exponent(float largest, int exponent, int expected)
    {
        var rounding = largest == 1f ? MathF.BitDecrement(2f) : largest;
        var settings = new BitlengthSettings { Mantissa = 3, Exponent = exponent, Rounding = Rounding.Nearest };
        Assert.Equal(expected, Choose(settings, [rounding, -1e-41f, float.PositiveInfinity, float.NaN]).Low);
    }

    [Law]
    public void No_finite_value_saturates_in_an_automatic_window(TensorCase tensor)
    {
        var container = tensor.Descriptor.Container;
        var finite = tensor.Values.Where(value =>
            ((value >> container.MantissaBits) & (uint)container.MaxExponent) != (uint)container.MaxExponent).ToArray();
        var settings = new BitlengthSettings
        {
            Mantissa = tensor.Descriptor.Mantissa,
            Exponent = tensor.Descriptor.Exponent,
            Rounding = tensor.Descriptor.Rounding,
        };
        var scan = TensorScan.Of(container, Bytes(container, finite));
        var descriptor = DescriptorChoice.Choose(settings, container, finite.Length, () => scan);
        var losses = StreamEncoder.Encode(descriptor, finite).Losses;
        Assert.False(losses.HasFlag(Losses.Saturated));
        Assert.False(losses.HasFlag(Losses.SignLost));
    }

    [Theory]
    [InlineData(0x0000_0000u, false)]
    [InlineData(0x8000_0000u, true)]
    [InlineData(0xFFC0_0000u, true)]
    [InlineData(0xBF80_0000u, true)]
    public void An_automatic_sign_is_kept_for_any_sign_bit(uint value, bool expected)
    {
        var scan = TensorScan.Of(Container.Fp32, Bytes(Container.Fp32, [0x3F80_0000, value]));
        Assert.Equal(expected, scan.HasSignBits);
        Assert.Equal(expected, DescriptorChoice.Choose(new BitlengthSettings(), Container.Fp32, 2, () => scan).Sign);
    }

    [Fact]
    public void A_stream_is_scanned_like_an_array()
    {
        var bytes = new byte[(1 << 20) + 400];
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan((1 << 20) + 4), -7f);
        using var stream = new MemoryStream(bytes);
        Assert.Equal(TensorScan.Of(Container.Fp32, bytes), TensorScan.Of(Container.Fp32, stream));
        Assert.True(TensorScan.Of(Container.Fp32, bytes).HasSignBits);
    }

    [Fact]
    public void The_tensor_is_not_looked_at_when_nothing_is_left_open()
    {
        var settings = new BitlengthSettings { Low = new AutoNumber(1), Sign = new AutoNumber(0) };
        var descriptor =
            DescriptorChoice.Choose(settings, Container.Fp32, 3, () => throw new InvalidOperationException());
        Assert.Equal((3, false), (descriptor.Count, descriptor.Sign));
    }

    [Fact]
    public void What_the_container_cannot_hold_is_refused_by_name()
    {
        var error = Assert.Throws<FormatException>(() =>
            DescriptorChoice.Choose(new BitlengthSettings { Mantissa = 11 }, Container.Fp16, 0, () => default));
        Assert.Contains("mantissa is 11, must be 0 to 10 for fp16", error.Message, StringComparison.Ordinal);
    }

    private static Descriptor Choose(BitlengthSettings settings, float[] values) => DescriptorChoice.Choose(
        settings, Container.Fp32, values.Length, () => TensorScan.Of(Container.Fp32, MemoryMarshal.AsBytes(values.AsSpan())));

    private static byte[] Bytes(Container container, uint[] values)
    {
        var bytes = new byte[values.Length * container.Bytes];
        for (var i = 0; i < values.Length; i++)
        {
            BitConverter.GetBytes(values[i]).AsSpan(0, container.Bytes).CopyTo(bytes.AsSpan(i * container.Bytes));
        }

        return bytes;
    }
}
