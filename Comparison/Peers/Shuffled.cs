// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison;

/// <summary>A compressor behind a byte-shuffle.</summary>
/// <param name="inner">The compressor; disposed with this.</param>
/// <param name="valueBytes">Bytes of a value, 2 or 4.</param>
internal sealed class Shuffled(ICompressor inner, int valueBytes) : ICompressor
{
    private readonly NativeBuffer _planes = new(BlockTensor.BlockBytes);

    /// <inheritdoc/>
    public string Name => $"shuffle+{inner.Name}";

    /// <inheritdoc/>
    public string Setting => inner.Setting;

    /// <inheritdoc/>
    public int MaxBytes(int bytes) => inner.MaxBytes(bytes);

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var planes = _planes.Span[..source.Length];
        BytePlanes.Split(source, planes, valueBytes, rotate: false);
        return inner.Compress(planes, destination);
    }

    /// <inheritdoc/>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var planes = _planes.Span[..destination.Length];
        inner.Decompress(source, planes);
        BytePlanes.Join(planes, destination, valueBytes, rotate: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inner.Dispose();
        _planes.Dispose();
    }
}
