// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Comparison;

/// <summary>Every compressor that the codec is compared with gives back what it got.</summary>
public sealed class PeerTests
{
    private static readonly int[] Counts = [1, 31, 32, 33, 4_099, BlockTensor.BlockBytes / 4];

    public static TheoryData<int> Required =>
        [.. Enumerable.Range(0, Peer.All.Count).Where(i => Peer.All[i].Libraries.All(library => library.Required))];

    [Theory]
    [MemberData(nameof(Required))]
    public void A_peer_round_trips(int peer)
    {
        Assert.True(Peer.All[peer].IsPresent, "run scripts/setup.sh, or see rtlgen doctor");
        AssertRoundTrips(Peer.All[peer]);
    }

    [Fact]
    public void Every_library_is_called_by_a_peer_and_every_required_one_tells_its_version()
    {
        Assert.Equal(Library.All, Peer.All.SelectMany(peer => peer.Libraries).Distinct());
        Assert.All(Library.All.Where(library => library.Required), library => Assert.Matches(@"^\d+\.\d+", library.FindVersion()));
    }

    [Fact]
    public void Huffman_alone_finds_no_matches_and_codes_literals()
    {
        using var huffman = Zstd.HuffmanOnly();
        var random = new Random(1);
        var page = new byte[1 << 12];
        Array.ForEach(Enumerable.Range(0, page.Length).ToArray(), i => page[i] = (byte)random.Next(16));
        byte[] pages = [.. page, .. page, .. page, .. page];
        var size = huffman.Compress(pages, new byte[huffman.MaxBytes(pages.Length)]);

        // 16 values at 4 bits: half the size if the copies are not seen, an eighth if they are.
        Assert.InRange(size, pages.Length / 2, pages.Length * 6 / 10);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Byte_planes_hold_one_byte_of_every_value_and_join_again(int valueBytes, bool rotate)
    {
        foreach (var count in Counts)
        {
            var values = new byte[count * valueBytes];
            new Random(count).NextBytes(values);
            var planes = new byte[values.Length];
            BytePlanes.Split(values, planes, valueBytes, rotate);
            var bits = 8 * valueBytes;
            for (var i = 0; i < count; i++)
            {
                var value = valueBytes == 4
                    ? MemoryMarshal.Cast<byte, uint>(values)[i]
                    : MemoryMarshal.Cast<byte, ushort>(values)[i];
                var turned = rotate ? (value << 1) | (value >> (bits - 1)) : value;
                for (var plane = 0; plane < valueBytes; plane++)
                {
                    Assert.Equal((byte)(turned >> (8 * plane)), planes[(plane * count) + i]);
                }
            }

            var joined = new byte[values.Length];
            BytePlanes.Join(planes, joined, valueBytes, rotate);
            Assert.Equal(values, joined);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Blocks_of_a_tiled_tensor_never_span_two_copies(int threads)
    {
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        var tensor = new BenchTensor("noise", Container.Bf16, random);
        using var values = new NativeBuffer(1 << 20);
        tensor.Fill(values.Span);
        var zstd = Peer.All.First(peer => peer.Libraries.Contains(Library.Zstd));
        using var codec = new BlockTensor(zstd, Container.Bf16, values.Bytes, random.Length, threads);
        using var encoded = new NativeBuffer(codec.Room);
        Assert.True(codec.Encode(values, encoded) >= values.Bytes);
    }

    private static void AssertRoundTrips(Peer peer)
    {
        foreach (var container in Container.All.Where(peer.Takes))
        {
            foreach (var rectified in (bool[])[false, true])
            {
                using var compressor = peer.Make(container.Bytes);
                foreach (var count in Counts)
                {
                    var values = new byte[count * container.Bytes];
                    Weights.Fill(container, values, rectified);
                    AssertRoundTrip(compressor, values);
                    new Random(count).NextBytes(values);
                    AssertRoundTrip(compressor, values);
                }
            }
        }
    }

    private static void AssertRoundTrip(ICompressor compressor, byte[] values)
    {
        var code = new byte[compressor.MaxBytes(values.Length)];
        var size = compressor.Compress(values, code);
        var restored = new byte[values.Length];
        compressor.Decompress(code.AsSpan(0, size), restored);
        Assert.True(
            values.AsSpan().SequenceEqual(restored), $"{compressor.Name} {compressor.Setting}, {values.Length} bytes");
    }
}
