// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>What several threads do is what one does.</summary>
public sealed class ThreadTests
{
    private const int ChunkValues = Chunks.TargetValues;

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var inputs =
            from descriptor in TensorGenerators.Descriptors
            from count in Gen.Choose(ChunkValues - 100, 5 * ChunkValues)
            from threads in Gen.Choose(2, 5)
            from seed in Gen.Choose(0, int.MaxValue)
            select (Tensor: Large(descriptor, count, seed), Threads: threads);
        Properties.Hold(inputs, input => Agree(input.Tensor, input.Threads), 40);
    }

    [Fact]
    public void Chunks_whose_data_is_empty_pass_waiting_bits_on()
    {
        var descriptor = Descriptor.Lossless(Container.Bf16, Coder.Bias) with
        {
            Mantissa = 0,
            Sign = false,
            Word = 16,
            Count = 6 * ChunkValues,
        };
        var values = Enumerable.Repeat(127u << 7, 6 * ChunkValues).ToArray();
        values[3] = 126u << 7;
        values[^1] = 120u << 7;
        Agree(new TensorCase(descriptor, values), 3);
    }

    [Fact]
    public void Streams_of_several_chunks_are_the_golden_ones()
    {
        foreach (var coder in Enum.GetValues<Coder>())
        {
            var tensor = Large(Descriptor.Lossless(Container.Bf16, coder), (2 * ChunkValues) + 12345, 1);
            var golden = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
            var encoded = new CodecCall(2, true).Encode(tensor.Descriptor, tensor.Values);
            Assert.Equal(golden.Data.ToArray(), encoded.Data.ToArray());
            Assert.Equal(golden.Metadata.ToArray(), encoded.Metadata.ToArray());
        }
    }

    [Fact]
    public void Threads_may_code_other_tensors_at_the_same_time()
    {
        var tensors = Enum.GetValues<Coder>()
            .SelectMany(coder => Container.All.Select((container, seed) =>
                Large(Descriptor.Lossless(container, coder), 2 * ChunkValues, seed)))
            .ToArray();
        Parallel.ForEach(tensors, tensor => Agree(tensor, 2));
    }

    private static void Agree(TensorCase tensor, int threads)
    {
        var one = new CodecCall(1, true);
        var several = new CodecCall(threads, true);
        var expected = one.Encode(tensor.Descriptor, tensor.Values);
        var actual = several.Encode(tensor.Descriptor, tensor.Values);
        Assert.True(expected.Data.Span.SequenceEqual(actual.Data.Span));
        Assert.True(expected.Metadata.Span.SequenceEqual(actual.Metadata.Span));
        Assert.Equal(expected.Losses, actual.Losses);
        Assert.True(one.Decode(expected).AsSpan().SequenceEqual(several.Decode(expected)));
    }

    private static TensorCase Large(Descriptor descriptor, int count, int seed)
    {
        var random = new Random(seed);
        var some = TensorGenerators.Values(descriptor, 1000 + random.Next(7 * 1000), random);
        var values = new uint[count];
        for (var start = 0; start < count; start += some.Length)
        {
            some.AsSpan(0, Math.Min(some.Length, count - start)).CopyTo(values.AsSpan(start));
        }

        return new TensorCase(descriptor with { Count = count }, values);
    }
}
