// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>What the automatic choice of a window and a sign needs to know of a tensor.</summary>
/// <param name="Container">The tensor's container.</param>
/// <param name="LargestFinite">Bit pattern of the largest finite magnitude, sign bit clear; 0 without finite
/// values.</param>
/// <param name="HasSignBits">True if some value, be it −0 or a NaN, has its sign bit set.</param>
public readonly record struct TensorScan(Container Container, uint LargestFinite, bool HasSignBits)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Looks at every value of a tensor.</summary>
    /// <param name="container">The container.</param>
    /// <param name="values">Little-endian container values.</param>
    public static TensorScan Of(Container container, ReadOnlySpan<byte> values)
    {
        ArgumentNullException.ThrowIfNull(container);
        return container.Bytes == sizeof(ushort)
            ? Of(container, MemoryMarshal.Cast<byte, ushort>(values))
            : Of(container, MemoryMarshal.Cast<byte, uint>(values));
    }

    /// <summary>Looks at every value of a tensor that need not fit into memory.</summary>
    /// <param name="container">The container.</param>
    /// <param name="values">Little-endian container values up to the stream's end.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TensorScan Of(Container container, Stream values, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var scan = Of(container, []);
        var buffer = new byte[ChunkBytes];
        int read;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            read = values.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var next = Of(container, buffer.AsSpan(0, read));
            scan = new TensorScan(
                container, Math.Max(scan.LargestFinite, next.LargestFinite), scan.HasSignBits || next.HasSignBits);
        }
        while (read == buffer.Length);

        return scan;
    }

    /// <summary>The first exponent of the window that ends at the tensor's largest finite exponent after
    /// rounding.</summary>
    /// <param name="descriptor">Mantissa, exponent and rounding; legal but for its window.</param>
    /// <returns>X − 2^e + 2, kept within the legal 1 to 2^E − 2^e.</returns>
    public int WindowBelowLargest(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var bits = DescriptorBits.From<BitWord>(descriptor with { Low = 1 });
        var rounded = AdaptRule.Round(Container, new BitWord(LargestFinite, Container.Bits), bits);
        var low = (int)rounded.Exponent.Value - (1 << descriptor.Exponent) + 2;
        return Math.Clamp(low, 1, Descriptor.MaxLow(Container, descriptor.Exponent));
    }

    private static TensorScan Of<T>(Container container, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var infinity = (uint)container.MaxExponent << container.MantissaBits;
        var magnitudes = (1u << (container.Bits - 1)) - 1;
        var (largest, all) = (0u, 0u);
        foreach (var value in values)
        {
            var code = uint.CreateTruncating(value);
            var magnitude = code & magnitudes;
            all |= code;
            largest = magnitude > largest && magnitude < infinity ? magnitude : largest;
        }

        return new TensorScan(container, largest, (all & ~magnitudes) != 0);
    }
}
