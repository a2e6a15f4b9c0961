// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Training.Stash;

/// <summary>What one more bit would change in a contiguous part of a tensor, until the gradient arrives.</summary>
/// <remarks>
/// ∂L/∂n = Σ ∂L/∂v·(Q(v, ⌊n⌋ + 1) − Q(v, ⌊n⌋)). The sum over the part, times the tensor's size over the part's, has the
/// same expectation, as the part's place is drawn evenly.
/// </remarks>
internal sealed class LengthSample
{
    private readonly StashSite _site;
    private readonly int _start;
    private readonly double _scale;
    private readonly float[]? _mantissa;
    private readonly float[]? _exponent;

    private LengthSample(StashSite site, int start, double scale, float[]? mantissa, float[]? exponent)
    {
        (_site, _start, _scale, _mantissa, _exponent) = (site, start, scale, mantissa, exponent);
    }

    /// <summary>Looks at a part of a tensor before it is adapted.</summary>
    /// <param name="site">Whose tensor; its settings are those of this step.</param>
    /// <param name="bytes">All of its float32 values.</param>
    /// <param name="lower">⌊n⌋ and ⌊e⌋; negative for a length that does not learn.</param>
    /// <param name="start">First value of the part.</param>
    /// <param name="count">Values of the part.</param>
    /// <returns>The differences.</returns>
    public static LengthSample Take(
        StashSite site, ReadOnlySpan<byte> bytes, (int Mantissa, int Exponent) lower, int start, int count)
    {
        var part = bytes.Slice(start * sizeof(float), count * sizeof(float));
        var scale = (double)bytes.Length / part.Length;
        var (n, e) = lower;
        return new LengthSample(
            site,
            start,
            scale,
            n < 0 || n >= Container.Fp32.MantissaBits
                ? null
                : Difference(part, site.With(n + 1, site.Exponent), site.With(n, site.Exponent)),
            e < 0 || e >= Container.Fp32.ExponentBits
                ? null
                : Difference(part, site.With(site.Mantissa, e + 1), site.With(site.Mantissa, e)));
    }

    /// <summary>Adds the part's estimate to the site's gradients.</summary>
    /// <param name="bytes">The tensor's gradient, all float32 values.</param>
    public void Learn(ReadOnlySpan<byte> bytes)
    {
        var gradient = MemoryMarshal.Cast<byte, float>(bytes);
        if (_mantissa is not null)
        {
            var part = gradient.Slice(_start, _mantissa.Length);
            _site.MantissaGradient += _scale * TensorMemory.Dot(part, _mantissa);
        }

        if (_exponent is not null)
        {
            var part = gradient.Slice(_start, _exponent.Length);
            _site.ExponentGradient += _scale * TensorMemory.Dot(part, _exponent);
        }
    }

    private static float[] Difference(ReadOnlySpan<byte> part, Descriptor upper, Descriptor lower)
    {
        var difference = GC.AllocateUninitializedArray<float>(part.Length / sizeof(float));
        var rented = ArrayPool<byte>.Shared.Rent(part.Length);
        var below = rented.AsSpan(0, part.Length);
        _ = SfpCodec.Adapt(upper, part, MemoryMarshal.AsBytes(difference.AsSpan()));
        _ = SfpCodec.Adapt(lower, part, below);
        TensorMemory.Subtract(difference, MemoryMarshal.Cast<byte, float>(below));
        ArrayPool<byte>.Shared.Return(rented);
        return difference;
    }
}
