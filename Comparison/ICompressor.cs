// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison;

/// <summary>A lossless compressor of somebody else, applied to one block of values at a time.</summary>
/// <remarks>An instance serves one thread: it may hold the library's working memory.</remarks>
internal interface ICompressor : IDisposable
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Level or mode.</summary>
    string Setting { get; }

    /// <summary>Most bytes that a block of <paramref name="bytes"/> bytes can take.</summary>
    int MaxBytes(int bytes);

    /// <summary>Compresses a block.</summary>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="InvalidOperationException">The library reports an error.</exception>
    int Compress(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>Restores a block; <paramref name="destination"/> is just as long as the block was.</summary>
    /// <exception cref="InvalidOperationException">The library reports an error.</exception>
    void Decompress(ReadOnlySpan<byte> source, Span<byte> destination);
}
