// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>LZ4's block format by liblz4, the fast compressor without acceleration.</summary>
internal sealed partial class Lz4 : ICompressor
{
    /// <summary>The library's file.</summary>
    internal const string File = "liblz4.so.1";

    /// <inheritdoc/>
    public string Name => "lz4";

    /// <inheritdoc/>
    public string Setting => "default";

    /// <inheritdoc/>
    public int MaxBytes(int bytes) => Bound(bytes);

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination) =>
        Encode(source, destination, source.Length, destination.Length) is > 0 and var bytes
            ? bytes
            : throw new InvalidOperationException("lz4: cannot compress");

    /// <inheritdoc/>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (Decode(source, destination, source.Length, destination.Length) != destination.Length)
        {
            throw new InvalidOperationException("lz4: cannot decompress");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The library keeps nothing between calls.
    }

    [LibraryImport(File, EntryPoint = "LZ4_compressBound")]
    private static partial int Bound(int bytes);

    [LibraryImport(File, EntryPoint = "LZ4_compress_default")]
    private static partial int Encode(ReadOnlySpan<byte> source, Span<byte> destination, int bytes, int room);

    [LibraryImport(File, EntryPoint = "LZ4_decompress_safe")]
    private static partial int Decode(ReadOnlySpan<byte> source, Span<byte> destination, int bytes, int room);
}
