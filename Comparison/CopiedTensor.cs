// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison;

/// <summary>The measure of all: memcpy, each thread an equal part.</summary>
internal sealed class CopiedTensor(int bytes, int threads) : ITensorCodec
{
    /// <summary>What it is called.</summary>
    public const string Copy = "memcpy";

    /// <inheritdoc/>
    public string Name => Copy;

    /// <inheritdoc/>
    public string Coder => "none";

    /// <inheritdoc/>
    public int Bytes => bytes;

    /// <inheritdoc/>
    public long Room => bytes;

    /// <inheritdoc/>
    public long Encode(NativeBuffer values, NativeBuffer encoded)
    {
        CopyParts(values, encoded);
        return bytes;
    }

    /// <inheritdoc/>
    public void Decode(NativeBuffer encoded, NativeBuffer values) => CopyParts(encoded, values);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It has nothing.
    }

    private void CopyParts(NativeBuffer source, NativeBuffer destination) => Threads.Run(threads, part =>
    {
        var (start, end) = ((int)((long)bytes * part / threads), (int)((long)bytes * (part + 1) / threads));
        source.Span[start..end].CopyTo(destination.Span[start..end]);
    });
}
