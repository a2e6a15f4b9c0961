// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Run;

/// <summary>One stashed tensor as the codec has coded it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Descriptor">How it was adapted.</param>
/// <param name="Bits">Bits of both streams by coder: <c>fixed</c>, <c>delta</c>, <c>peak</c>.</param>
/// <param name="Histogram">How often each biased exponent of the adapted values occurs, shape <c>[256]</c>.</param>
public sealed record TensorFootprint(StashSite Site, Descriptor Descriptor, long[] Bits, long[] Histogram)
{
    /// <summary>Bits of the smallest coding.</summary>
    public long Best => Bits.Min();

    /// <summary>Bits that a value's exponent costs on average, metadata and filling included.</summary>
    /// <param name="coder">Place in <see cref="FootprintMeter.Coders"/>.</param>
    public double ExponentBits(int coder) =>
        Descriptor.Count == 0 ? 0 : ((double)Bits[coder] / Descriptor.Count) - Descriptor.PlainBits;
}

/// <summary>Codes every tensor of a step with the real codec.</summary>
public sealed class FootprintMeter
{
    private readonly int _threads;
    private readonly Dictionary<StashSite, TensorFootprint> _tensors = [];
    private byte[] _data = [];
    private byte[] _metadata = [];

    /// <summary>A meter that has seen nothing.</summary>
    /// <param name="threads">Threads that code.</param>
    public FootprintMeter(int threads)
    {
        _threads = threads;
    }

    /// <summary>The coders that are measured.</summary>
    public static IReadOnlyList<Coder> Coders { get; } = [Coder.Fixed, Coder.Delta, Coder.Peak];

    /// <summary>What was measured, by site.</summary>
    public IReadOnlyDictionary<StashSite, TensorFootprint> Tensors => _tensors;

    /// <summary>Codes a tensor; a <see cref="StashWatcher"/>.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="bytes">Its adapted float32 values.</param>
    public void Measure(StashSite site, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(site);
        var descriptor = site.Applied with { Count = bytes.Length / sizeof(float) };
        var bits = new long[Coders.Count];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = Encode(descriptor with { Coder = Coders[i] }, bytes);
        }

        _tensors[site] = new TensorFootprint(site, descriptor, bits, Histogram(bytes));
    }

    /// <summary>Adds what the other processes have measured of their parts of the activations.</summary>
    /// <param name="group">The processes.</param>
    public void AddOthers(IProcessGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.Size == 1)
        {
            return;
        }

        var parts = _tensors.Values.Where(tensor => tensor.Site.Kind == TensorKind.Activation).ToList();
        double[] numbers = [.. parts.SelectMany(
            tensor => tensor.Bits.Concat(tensor.Histogram).Select(number => (double)number))];
        group.Sum(numbers);
        var place = 0;
        foreach (var tensor in parts)
        {
            _tensors[tensor.Site] = tensor with
            {
                Descriptor = tensor.Descriptor with { Count = tensor.Descriptor.Count * group.Size },
                Bits = Take(tensor.Bits.Length),
                Histogram = Take(tensor.Histogram.Length),
            };
        }

        long[] Take(int count)
        {
            place += count;
            return Array.ConvertAll(numbers[(place - count)..place], number => (long)number);
        }
    }

    private static long[] Histogram(ReadOnlySpan<byte> bytes)
    {
        var counts = new int[256];
        foreach (var value in MemoryMarshal.Cast<byte, uint>(bytes))
        {
            counts[(value >> 23) & 255]++;
        }

        return Array.ConvertAll(counts, count => (long)count);
    }

    private long Encode(Descriptor descriptor, ReadOnlySpan<byte> bytes)
    {
        var most = SfpCodec.MaxDataBytes(descriptor);
        if (_data.Length < most)
        {
            _data = new byte[most];
        }

        var metadata = SfpCodec.MetadataBytes(descriptor);
        if (_metadata.Length < metadata)
        {
            _metadata = new byte[metadata];
        }

        var size = SfpCodec.Encode(descriptor, bytes, _data, _metadata, _threads);
        return 8L * (size.DataBytes + size.MetadataBytes);
    }
}
