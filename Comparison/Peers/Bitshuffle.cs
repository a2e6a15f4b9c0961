// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>Bit-shuffle, then LZ4, by c-blosc 1.</summary>
/// <param name="valueBytes">Bytes of a value, 2 or 4.</param>
internal sealed partial class Bitshuffle(int valueBytes) : ICompressor
{
    /// <summary>The library's file.</summary>
    internal const string File = "libblosc.so.1";

    private const int BestLevel = 9;
    private const int ShuffleBits = 2;
    private const int OneThread = 1;
    private const int Overhead = 16;

    /// <inheritdoc/>
    public string Name => "bitshuffle+lz4";

    /// <inheritdoc/>
    public string Setting => $"blosc {BestLevel}";

    /// <inheritdoc/>
    public int MaxBytes(int bytes) => bytes + Overhead;

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var bytes = Encode(
            BestLevel,
            ShuffleBits,
            (nuint)valueBytes,
            (nuint)source.Length,
            source,
            destination,
            (nuint)destination.Length,
            "lz4",
            0,
            OneThread);
        return bytes > 0 ? bytes : throw new InvalidOperationException($"blosc: cannot compress, code {bytes}");
    }

    /// <inheritdoc/>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (Decode(source, destination, (nuint)destination.Length, OneThread) != destination.Length)
        {
            throw new InvalidOperationException("blosc: cannot decompress");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The library keeps nothing between calls.
    }

    [LibraryImport(File, EntryPoint = "blosc_compress_ctx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Encode(
        int level,
        int shuffle,
        nuint valueBytes,
        nuint bytes,
        ReadOnlySpan<byte> source,
        Span<byte> destination,
        nuint room,
        string compressor,
        nuint blockBytes,
        int threads);

    [LibraryImport(File, EntryPoint = "blosc_decompress_ctx")]
    private static partial int Decode(ReadOnlySpan<byte> source, Span<byte> destination, nuint room, int threads);
}
