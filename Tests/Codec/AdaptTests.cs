// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.Codec;

public sealed class AdaptTests
{
    [Law(2000)]
    public void Adapting_gives_the_golden_values_and_losses_in_place_too(TensorCase tensor) => Agree(tensor);

    [Fact]
    public void Threads_change_nothing()
    {
        var descriptor = new Descriptor { Mantissa = 3, Exponent = 4, Low = 120, Bias = 7, Sign = false };
        var values = new byte[4 * 300_001];
        Properties.Random().NextBytes(values);
        var (one, two) = (new byte[values.Length], new byte[values.Length]);
        Assert.Equal(SfpCodec.Adapt(descriptor, values, one), SfpCodec.Adapt(descriptor, values, two, 2));
        Assert.True(one.AsSpan().SequenceEqual(two));
    }

    [Fact]
    public void Parts_of_values_and_short_destinations_are_refused()
    {
        var descriptor = new Descriptor();
        Assert.Throws<ArgumentException>(() => SfpCodec.Adapt(descriptor, new byte[5], new byte[8]));
        Assert.Throws<ArgumentException>(() => SfpCodec.Adapt(descriptor, new byte[8], new byte[4]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SfpCodec.Adapt(descriptor with { Mantissa = 24 }, new byte[8], new byte[8]));
    }

    private static void Agree(TensorCase tensor)
    {
        var bits = tensor.Descriptor.Container.Bits;
        var golden = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var expected = StreamDecoder.Decode(golden);
        var values = bits == 32
            ? MemoryMarshal.AsBytes(tensor.Values.AsSpan()).ToArray()
            : MemoryMarshal.AsBytes(Array.ConvertAll(tensor.Values, value => (ushort)value).AsSpan()).ToArray();
        Assert.Equal(golden.Losses, SfpCodec.Adapt(tensor.Descriptor, values, values));
        Assert.Equal(expected, WordBytes.Read(values, bits));
    }
}
